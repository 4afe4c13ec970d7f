"""A word's entries as bars, and how each is pushed on by the same entry of a position."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import (
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
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
_HEAD, _CELLS = 0.75, 1.3  # above the bars; beside them


class EntrySum(VGroup):
    """A row an entry, from zero in the middle: a bar, an arrow from its end, a dot at its tip."""

    def __init__(
        self, room: Room, name: Word, word: Quantity, total: Quantity, reach: float
    ) -> None:
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
        super().__init__(self.plane.y_axis, self.head, self.bars)

    def grow(self, name: Text) -> list[Animation]:
        """Let the word's bars grow from zero below its name."""
        grown = (FadeIn(bar, target_position=self.plane.y_axis, scale=0.3) for bar in self.bars)
        named = ReplacementTransform(name, self.head)
        return [FadeIn(self.plane.y_axis), named, LaggedStart(*grown, lag_ratio=0.1)]

    def push(self, cells: VGroup) -> Animation:
        """Let each entry of the position come to the word's, and push it on."""
        trios = zip(cells, self.pushes, self.dots, strict=True)
        moves = (
            Succession(ReplacementTransform(cell, push), FadeIn(dot))
            if push.get_length() > _DOT
            else ReplacementTransform(cell, dot)  # a wave that stands at zero there
            for cell, push, dot in trios
        )
        return LaggedStart(*moves, lag_ratio=0.25)


class TwoSums(VGroup):
    """The same word at two places, side by side and to one scale, and what is what below them."""

    def __init__(self, room: Room, name: Word, word: Quantity, totals: Sequence[Quantity]) -> None:
        reach = _AIR * max(one.limit() for one in (word, *totals))
        above, below = room.rows(9, 1, gap=0.1)
        self.halves, self.each = above.halves(gap=0.5), []
        for half, total in zip(self.halves, totals, strict=True):
            sums = half.inset(left=_CELLS, top=_HEAD)
            self.each.append(EntrySum(sums, name, word, total, reach))
        said = "bar: the word", "arrow: its place", "dot: its input"
        self.says = VGroup(*(Text(one, size=theme.SIZE_TOKEN, color=theme.INK) for one in said))
        below.hold(self.says.arrange(RIGHT, buff=1.2))
        super().__init__(*self.each, self.says)

    def grow(self, names: Sequence[Text], heads: VGroup, columns: VGroup) -> list[Animation]:
        """Let the same bars grow twice, and each place's number and column go beside them."""
        moves = [FadeIn(self.says[0])]
        for one, half, name, head, column in zip(
            self.each, self.halves, names, heads, columns, strict=True
        ):
            x, up = half.left + _CELLS / 2, one.bars.get_y() - column.get_y()
            away = [x - column.get_x(), up, 0]
            moves += [*one.grow(name), head.animate.shift(away), column.animate.shift(away)]
        return moves

    def push(self, columns: Sequence[VGroup]) -> Animation:
        """Let each place push the word's entries on."""
        pairs = zip(self.each, columns, strict=True)
        return AnimationGroup(*(one.push(cells) for one, cells in pairs))
