"""How likely each next token is: a bar each, the bars end to end as a line, and chutes between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from manim import (
    DOWN,
    LEFT,
    PI,
    Animation,
    FadeIn,
    GrowFromEdge,
    LaggedStart,
    ManimColor,
    Mobject,
    TransformFromCopy,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import become
from scenes.pieces.next_token.name import Name
from scenes.pieces.next_token.odds_line import OddsLine
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Numeral, Text

_TITLES = 1.95  # the width of what the numbers are called
_ROWS = 3  # of numbers
_NUMBER = 0.47
_TURN = -PI / 2  # from a bar that stands to one that lies
OF_ROW, ROWS = 25, 40  # draws side by side and one on the other: a thousand fill a bar of one


class OddsColumns(VGroup):
    """A bar for each of the likeliest tokens and one for the rest, and above them all as a line.

    Attributes
    ----------
    lefts, foot, top
        Where bars begin, on which height they stand, and how high one of one would reach.
    pitch
        How far apart two draws lie.
    """

    def __init__(self, room: Room, words: Sequence[str], odds: Quantity, begins: Quantity) -> None:
        parts = room.rows(0.42, 0.38, 0.36, 2.05, 0.04, 0.58, 0.43 * _ROWS)
        above, line, _, bars, _, names, self._below = parts
        self._cells = bars.inset(left=_TITLES).columns(*(1,) * len(odds))
        self._bars = bars
        self.law = partial(theme.proportional, unit=bars.height)
        self.pitch, self.foot, self.top = bars.height / ROWS, bars.bottom, bars.top
        self.lefts = [cell.center[0] - self.pitch * OF_ROW / 2 for cell in self._cells]
        self.told = tuple(map(str, words))
        told = (*words, "any other")
        self.names = VGroup(*(
            Name(word, goes_on=begun).stand_in(names).set_x(cell.center[0])
            for word, begun, cell in zip(told, (*begins.values, False), self._cells, strict=True)
        ))  # fmt: skip
        self.bars = VGroup(*map(self._bar, odds.each(), self.lefts))
        self.numbers, self.title = self.row(0, odds), self.heading(0, "probability")
        self.line = OddsLine(line, told, odds, above=above.height)
        self.chutes = self.line.chutes(self.lefts, OF_ROW * self.pitch, self.top)
        super().__init__(self.names, self.bars, self.numbers, self.title)

    def grow(self) -> Iterator[Animation]:
        """Let names and bars come, one after the other."""
        yield LaggedStart(*map(FadeIn, self.names), lag_ratio=0.2)
        yield LaggedStart(*(GrowFromEdge(one, DOWN) for one in self.bars), lag_ratio=0.2)

    def lay(self) -> Iterator[Animation]:
        """Lay the bars end to end."""
        pairs = zip(self.bars, self.line.segments, strict=True)
        yield LaggedStart(
            *(TransformFromCopy(*pair, path_arc=_TURN) for pair in pairs), lag_ratio=0.3
        )

    def light(
        self, place: int, *, line: bool = True, hue: ManimColor | None = None
    ) -> Iterator[Animation]:
        """Light what the number fell on, also on the line, or put it out again."""
        for one in (*self.line.segments[place : place + line], self.bars[place], self.names[place]):
            yield one.animate.set_fill(hue or theme.HIGHLIGHT)

    def come(self, lines: Sequence[Mobject], best: Text) -> Iterator[Animation]:
        """Come out of lines, and out of what was told already: the likeliest token."""
        first, *others = self.names
        moved = become((*lines, best), (*self.bars[: len(lines)], *first))
        rest = FadeIn(*self.bars[len(lines) :], *others, self.numbers, self.title)
        yield LaggedStart(moved, rest, lag_ratio=0.8)

    def hollow(self) -> Iterator[Animation]:
        """Leave of the bars their outlines, to be filled, and open the way to them."""
        for one in self.bars:
            yield one.animate.set_fill(theme.INK, opacity=0).set_stroke(theme.QUIET, 2.5)
        yield FadeIn(self.chutes, shift=DOWN * 0.3)

    def boxes(self, counts: Quantity) -> VGroup:
        """Pile a box for each one counted; all boxes on one another are as high as one."""
        counted = zip(self.lefts, counts.values.astype(int).tolist(), strict=True)
        places = [(left, place) for left, count in counted for place in range(count)]
        high, piled = self._bars.height / max(1, len(places)), VGroup()
        for left, place in places:
            box = Outline(width=OF_ROW * self.pitch + 0.06, height=high)
            box.set_stroke(theme.HIGHLIGHT, 2.5)
            at = [left - 0.03, self.foot + place * high, 0]
            piled.add(box.move_to(at, aligned_edge=DOWN + LEFT))
        return piled

    def row(self, place: int, values: Quantity, decimals: int = 2) -> VGroup:
        """Write a number below each name, in one of the rows."""
        numbers = VGroup()
        for cited, cell in zip(values.each(), self._cells, strict=True):
            below = Room(cell.left, cell.right, *self._level(place))
            numbers.add(below.hold(Numeral(cited, decimals=decimals, size=_NUMBER)))
        return numbers

    def heading(self, place: int, title: str) -> Text:
        """Say what the numbers of a row are."""
        text = Text(title, size=theme.SIZE_LABEL, color=theme.QUIET)
        room = Room(self._bars.left, self._bars.left + _TITLES, *self._level(place))
        return room.hold(text).set_x(room.left, direction=LEFT)

    def _level(self, place: int) -> tuple[float, float]:
        row = self._below.rows(*(1,) * _ROWS)[place]
        return row.bottom, row.top

    def _bar(self, cited: Citation, left: float) -> Rectangle:
        drawn = Rectangle(width=OF_ROW * self.pitch, height=self.law(cited.value))
        drawn.set_fill(theme.INK, opacity=1).set_stroke(width=0)
        drawn.move_to([left, self.foot, 0], aligned_edge=DOWN + LEFT)
        return shows(drawn, Encoding(cited, "height", self.law, group="odds"))
