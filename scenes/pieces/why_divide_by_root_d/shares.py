"""What softmax makes of eight scores, and in how many rows one of eight takes nearly all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from manim import LEFT, RIGHT, UP, Animation, ReplacementTransform, VGroup

from attention_math.experiments import NEARLY_ALL, NUDGE, Walks
from scenes import theme
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.motion import exchange
from scenes.stage.cited import Citation, Declared, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room, line
from scenes.stage.phrases import phrase
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Numeral, Text

_THICK, _WHOLE = 0.4, 100.0
_NUMBER = 0.9  # the room that a number behind a bar needs


class Shares(VGroup):
    """Weights of eight scores in falling order, and the share of rows that are dead."""

    def __init__(self, walks: Walks, place: int, room: Room) -> None:
        self.walks, (head, self.body, foot) = walks, room.rows(0.5, 2.8, 1.4)
        self.says = Text("eight random keys", size=theme.SIZE_TOKEN, color=theme.WEIGHT)
        head.hold(self.says, LEFT)
        self._take(self._column(walks.weights[place]))
        declared = Declared("parameter", of=walks.nudged.name)
        self.plus = Numeral(NUDGE, decimals=0, prefix="+", size=theme.SIZE_GUESS, color=theme.KEY,
                            declared=declared)  # fmt: skip
        self.plus.move_to(self.body.center).set_y(self.body.heights(len(self.column.numbers))[1])
        self.verdict = Text("nothing moves", size=theme.SIZE_GUESS, color=theme.QUIET)
        self.verdict.move_to(self.body.center)
        self.waits = self.plus.copy().set_x(self.body.left + 0.6)
        self._lay_dead(foot, place)
        super().__init__(self.says, self.bars, self.number, self.dead)

    def show(self, place: int) -> Shares:
        """Show another length."""
        self.column.show(self.walks.weights[place])
        percent = self.walks.dead[place].cite()
        self.percent.read(percent).align_to(self.whole, LEFT)
        self.sign.next_to(self.percent, RIGHT, buff=0.12).stand_on(self._baseline)
        self._fill(percent)
        return self

    def become(self, other: Shares) -> Iterator[Animation]:
        """Let the bars be those of another row, and the numbers be exchanged."""
        yield from self._reshape(other.column)
        for name in ("says", "bar", "whole", "told", "sign"):
            yield ReplacementTransform(getattr(self, name), getattr(other, name))
        yield exchange([self.percent], [other.percent])

    def nudge(self) -> Iterator[Animation]:
        """Raise the score of the second key: what does softmax make of it?"""
        yield from self._reshape(self._column(self.walks.nudged))
        yield self.plus.animate.next_to(self.bars[1], RIGHT, buff=0.25)

    def _reshape(self, column: BarColumn) -> Iterator[Animation]:
        bars, number = self.bars, self.number
        self._take(column)
        yield ReplacementTransform(bars, self.bars)
        yield exchange([number], [self.number])

    def _take(self, column: BarColumn) -> None:
        self.column, self.bars, self.number = column, column.bars, column.numbers[0]

    def _column(self, weights: Quantity) -> BarColumn:
        count, room = len(weights), self.body
        column = BarColumn(weights, unit=room.width - _NUMBER, left=room.left,
                           heights=room.heights(count), pitch=room.height / count,
                           color=theme.WEIGHT, group="softmax")  # fmt: skip
        column.numbers[0].set_color(theme.WEIGHT)
        return column

    def _lay_dead(self, room: Room, place: int) -> None:
        self.law = partial(theme.proportional, unit=room.width / _WHOLE)
        percent = self.walks.dead[place].cite()
        self.whole = Outline(width=room.width, height=_THICK, stroke_color=theme.EDGE,
                             stroke_width=theme.STROKE_THIN).move_to(room.center)  # fmt: skip
        self.bar = Rectangle(height=_THICK, fill_color=theme.INK, fill_opacity=1, stroke_width=0)
        said = phrase("one takes over {share} in", share=NEARLY_ALL)
        self.told = Text(said, declared=Declared("parameter", of=self.walks.dead.name))
        self.told.next_to(self.whole, UP, buff=0.2).align_to(self.whole, LEFT)
        self.percent = Numeral(percent, decimals=0, size=theme.SIZE_FORMULA)
        self.sign = Text("% of all rows", size=theme.SIZE_TOKEN)
        below = line(self.percent, self.sign, gap=0.12).next_to(self.whole, -UP, buff=0.2)
        below.align_to(self.whole, LEFT)
        self._baseline = self.sign.baseline
        self._fill(percent)
        self.dead = VGroup(self.whole, self.bar, self.told, self.percent, self.sign)

    def _fill(self, percent: Citation) -> None:
        self.bar.stretch_to_fit_width(max(1e-4, self.law(percent.value)))
        self.bar.move_to(self.whole.get_edge_center(LEFT), aligned_edge=LEFT)
        shows(self.bar, Encoding(percent, "width", self.law, group="dead"))
