"""How likely each next token is: a bar each, the bars end to end as a line, and chutes between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from manim import (
    DOWN,
    LEFT,
    PI,
    RIGHT,
    Animation,
    FadeIn,
    GrowFromEdge,
    LaggedStart,
    ManimColor,
    TransformFromCopy,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import become, exchange
from scenes.pieces.next_token.name import Name
from scenes.pieces.next_token.odds_line import OddsLine
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Panel, Rectangle
from scenes.stage.text import Numeral, Text

_TITLES = 1.95  # the width of what the numbers are called
_ROWS, _ROW = 3, 0.36  # of numbers
_NUMBER = 0.42
_CARD, _LOWER = 0.25, 0.22  # the word of a card, and how far below its middle it stands
_TURN = -PI / 2  # from a bar that stands to one that lies
OF_ROW, ROWS = 25, 40  # draws side by side and one on the other: a thousand fill a bar of one


class OddsColumns(VGroup):
    """A bar for each of the likeliest tokens and one for the rest, and above them all as a line.

    Bars begin at ``lefts`` and stand on ``foot``; one of one would reach up to ``top``, and two
    draws lie ``pitch`` apart.
    """

    def __init__(self, room: Room, words: Sequence[str], odds: Quantity, begins: Quantity) -> None:
        parts = room.rows(0.3, 0.42, 0.16, 2.55, 0.04, 0.58, _ROW * _ROWS)
        above, line, _, bars, _, names, self._below = parts
        self._cells = bars.inset(left=_TITLES).columns(*(1,) * len(odds))
        self._bars = bars
        self.law = partial(theme.proportional, unit=bars.height)
        self.pitch, self.foot, self.top = bars.height / ROWS, bars.bottom, bars.top
        self.lefts = [cell.center[0] - self.pitch * OF_ROW / 2 for cell in self._cells]
        self.words, self.told = words, tuple(map(str, words))
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

    def light(self, place: int, hue: ManimColor | None = None) -> Iterator[Animation]:
        """Light what the number fell on, also on the line, or put it out again."""
        for one in (self.line.segments[place], self.bars[place], self.names[place]):
            yield one.animate.set_fill(hue or theme.HIGHLIGHT)

    def lit(self, place: int) -> OddsColumns:
        """Stand with what a number fell on lit already."""
        for one in (self.line.segments, self.bars, self.names):
            one[place].set_fill(theme.HIGHLIGHT)
        return self

    def turn(self, other: OddsColumns) -> Iterator[Animation]:
        """Let bars and line become those of other odds, and exchange what is written."""
        yield become(*((*one.bars, *one.line.segments, *one.names) for one in (self, other)))
        yield exchange(*((*one.numbers, *one.line.labels) for one in (self, other)))

    def above_low(self, clear: float = 0.0) -> Room:
        """Find the room above all bars but the first, and so far up from the highest of them."""
        highest = max(bar.get_top()[1] for bar in self.bars[1:])
        return Room(self._cells[1].left, self._bars.right, highest + clear, self.top)

    def parted(self) -> tuple[VGroup, VGroup]:
        """Part what belongs to the likeliest tokens from what belongs to all others."""
        parts = self.bars, self.names, self.numbers
        return VGroup(*(part[:-1] for part in parts)), VGroup(*(part[-1] for part in parts))

    def hollow(self) -> Iterator[Animation]:
        """Leave of the bars their outlines, to be filled, and open the way to them."""
        for one in self.bars:
            yield one.animate.set_fill(theme.INK, opacity=0).set_stroke(theme.QUIET, 2.5)
        yield FadeIn(self.chutes, shift=DOWN * 0.3)

    def cards(self, counts: Quantity) -> VGroup:
        """Pile a card with its word for each one counted; all on one another are as high as one."""
        counted = zip(self.lefts, self.words, counts.values.astype(int).tolist(), strict=False)
        places = [(*at, place) for *at, count in counted for place in range(count)]
        size = OF_ROW * self.pitch + 0.06, self._bars.height / max(1, len(places))
        return VGroup(*(self._card(left - 0.03, place, word, size) for left, word, place in places))

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
        return room.hold(text).set_x(self.lefts[0], direction=RIGHT)

    def _card(self, left: float, place: int, word: str, size: tuple[float, float]) -> VGroup:
        wide, high = size
        card = Panel(width=wide, height=high, corner_radius=0.06, fill_color=theme.PANEL)
        card.set_fill(opacity=1).set_stroke(theme.HIGHLIGHT, 2.0)
        card.move_to([left, self.foot + place * high, 0], aligned_edge=DOWN + LEFT)
        text = Text(word, size=_CARD).move_to(card)
        return VGroup(card, text.stand_on(card.get_y() - _LOWER * _CARD))

    def _level(self, place: int) -> tuple[float, float]:
        row = self._below.rows(*(1,) * _ROWS)[place]
        return row.bottom, row.top

    def _bar(self, cited: Citation, left: float) -> Rectangle:
        drawn = Rectangle(width=OF_ROW * self.pitch, height=self.law(cited.value))
        drawn.set_fill(theme.INK, opacity=1).set_stroke(width=0)
        drawn.move_to([left, self.foot, 0], aligned_edge=DOWN + LEFT)
        return shows(drawn, Encoding(cited, "height", self.law, group="odds"))
