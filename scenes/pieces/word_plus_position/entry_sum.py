"""A word's entries as bars, and how each is pushed on by the same entry of a position."""

from __future__ import annotations

from functools import partial

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    FadeIn,
    LaggedStart,
    ReplacementTransform,
    Succession,
    VGroup,
)

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Quantity, Word
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Text

_AIR, _THICK, _DOT = 1.1, 0.55, 0.12


class EntrySum(VGroup):
    """A row an entry, from zero in the middle: a bar, an arrow from its end, a dot at its tip."""

    def __init__(self, room: Room, name: Word, word: Quantity, total: Quantity) -> None:
        reach = _AIR * max(word.limit(), total.limit())
        count = len(word)
        self.plane = Plane((-reach, reach), (-0.5, count - 0.5), width=room.width,
                           height=room.height)  # fmt: skip
        room.hold(self.plane)
        law = partial(theme.length, unit=room.width / (2 * reach))
        self.bars, self.pushes, self.dots = VGroup(), VGroup(), VGroup()
        for i, cited in enumerate(word.each()):
            row, end, hue = count - 1.0 - i, total.cite(i), theme.sign_color(cited.value)
            bar = Rectangle(width=law(cited.value), height=_THICK * room.height / count,
                            fill_color=hue, fill_opacity=1, stroke_width=0)  # fmt: skip
            side = LEFT if cited.value > 0 else RIGHT
            bar.move_to(self.plane.at(0, row), aligned_edge=side)
            self.bars.add(shows(bar, Encoding(cited, "width", law, group="entries")))
            self.pushes.add(self.plane.way((cited, row), (end, row), color=theme.INK, width=6))
            self.dots.add(self.plane.dot(end, row, color=theme.HIGHLIGHT, radius=_DOT))
        self.head = Text(name, size=theme.SIZE_FORMULA)
        self.head.next_to(self.plane.y_axis, UP, buff=0.15)
        said = "bar: the word", "arrow: its place", "dot: its input"
        self.says = VGroup(*(Text(one, size=theme.SIZE_TOKEN, color=theme.INK) for one in said))
        self.says.arrange(DOWN, buff=0.3, aligned_edge=LEFT)
        room.columns(4, 1)[1].hold(self.says, UP)
        super().__init__(self.plane.y_axis, self.head, self.bars, self.says)

    def grow(self) -> list[Animation]:
        """Let the word's bars grow from zero."""
        grown = (FadeIn(bar, target_position=self.plane.y_axis, scale=0.3) for bar in self.bars)
        return [FadeIn(self.plane.y_axis, self.says[0]), LaggedStart(*grown, lag_ratio=0.1)]

    def push(self, cells: VGroup) -> Animation:
        """Let each entry of the position come to the word's, and push it on."""
        trios = zip(cells, self.pushes, self.dots, strict=True)
        moves = (Succession(ReplacementTransform(cell, push), FadeIn(dot))
                 for cell, push, dot in trios)  # fmt: skip
        return LaggedStart(*moves, lag_ratio=0.25)
