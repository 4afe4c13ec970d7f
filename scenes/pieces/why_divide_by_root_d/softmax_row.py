"""One row that softmax made, and of how many rows one key takes all."""

from __future__ import annotations

from functools import partial

from manim import (
    LEFT,
    RIGHT,
    UP,
    Animation,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    UpdateFromAlphaFunc,
    VGroup,
)

from attention_math.experiments import NEARLY_ALL
from scenes import theme
from scenes.pieces.why_divide_by_root_d.bar_row import BarRow
from scenes.stage.cited import Declared, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room, line
from scenes.stage.phrases import phrase
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Numeral, Text

_HEAD = 0.48
_THICK = 0.5
_WHOLE = 100.0
_TURNS = 0.5  # of a turn of the dial: then numbers change


class SoftmaxRow(VGroup):
    """Eight weights from the largest to the smallest, and the number of the largest."""

    def __init__(self, room: Room, weights: Quantity) -> None:
        self.room = room.inset(top=_HEAD)
        self.bars = self._bars(weights)
        self.number = Numeral(weights.cite(0), size=theme.SIZE_TOKEN, color=theme.WEIGHT)
        self._number_at(self.bars)
        super().__init__(self.bars, self.number)

    def change(self, weights: Quantity) -> list[Animation]:
        """Show another row."""
        before, self.bars = self.bars, self._bars(weights)
        pairs = zip(before.bars, self.bars.bars, strict=False)
        shared = min(len(before.bars), len(self.bars.bars))
        end = self._top_of(self.bars)

        def rise(number: Numeral, alpha: float, start: float = self.number.get_y()) -> None:
            if alpha > _TURNS:
                number.read(weights.cite(0))
            number.set_y(start + alpha * (end - start))

        gone = [FadeOut(bar) for bar in before.bars[shared:]]
        come = [FadeIn(bar) for bar in self.bars.bars[shared:]]
        moves = [ReplacementTransform(*pair) for pair in pairs]
        return [*moves, *gone, *come, UpdateFromAlphaFunc(self.number, rise)]

    def _bars(self, weights: Quantity) -> BarRow:
        row = BarRow(weights, unit=self.room.height, width=self.room.width, color=theme.WEIGHT,
                     group="softmax", filled=0.8)  # fmt: skip
        return row.stand_at(self.room.left, self.room.bottom)

    def _number_at(self, bars: BarRow) -> None:
        self.number.set_x(bars.bars[0].get_x()).set_y(self._top_of(bars))

    def _top_of(self, bars: BarRow) -> float:
        return bars.bars[0].get_top()[1] + _HEAD / 2


class DeadRows(VGroup):
    """A bar that fills with the rows of which one key takes nearly all."""

    def __init__(self, room: Room, percent: Quantity) -> None:
        self.law = partial(theme.proportional, unit=room.width / _WHOLE)
        self.whole = Outline(width=room.width, height=_THICK, stroke_color=theme.EDGE,
                             stroke_width=theme.STROKE_THIN).move_to(room.center)  # fmt: skip
        self.bar = Rectangle(width=1.0, height=_THICK, fill_color=theme.INK, fill_opacity=1,
                             stroke_width=0)  # fmt: skip
        self.number = Numeral(percent.cite(), decimals=0, size=theme.SIZE_GUESS)
        self.sign = Text("% of all rows", size=theme.SIZE_TOKEN)
        says = phrase("one key takes over {share} in", share=NEARLY_ALL)
        declared = Declared("parameter", of=percent.name)
        self.says = Text(says, declared=declared)
        self.says.next_to(self.whole, UP, buff=0.25).align_to(self.whole, LEFT)
        self.said = line(self.number, self.sign, gap=0.12)
        self.said.next_to(self.whole, -UP, buff=0.25).align_to(self.whole, LEFT)
        super().__init__(self.whole, self.bar, self.says, self.said)
        self._fill(percent.cite().value)
        shows(self.bar, Encoding(percent.cite(), "width", self.law, group="dead"))

    def change(self, percent: Quantity) -> Animation:
        """Show the rows of another width."""
        start, cited = self.bar.width / self.law(1.0), percent.cite()
        baseline = self.sign.baseline

        def fill(group: DeadRows, alpha: float) -> None:
            group._fill(start + alpha * (cited.value - start))
            if alpha > _TURNS:
                group.number.read(cited).align_to(group.whole, LEFT)
                group.sign.next_to(group.number, RIGHT, buff=0.12).stand_on(baseline)
                shows(group.bar, Encoding(cited, "width", group.law, group="dead"))

        return UpdateFromAlphaFunc(self, fill)

    def _fill(self, percent: float) -> None:
        self.bar.stretch_to_fit_width(max(1e-4, self.law(percent)))
        self.bar.move_to(self.whole.get_edge_center(LEFT), aligned_edge=LEFT)
