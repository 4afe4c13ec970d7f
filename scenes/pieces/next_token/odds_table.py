"""How likely each next token is: a bar each, the bars end to end as a line, and what is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from manim import (
    LEFT,
    RIGHT,
    Animation,
    FadeIn,
    GrowFromEdge,
    LaggedStart,
    TransformFromCopy,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import become, exchange
from scenes.pieces.next_token.odds_line import OddsLine, bar
from scenes.stage.cited import Citation, Quantity
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Numeral, Text

_NAMES, _COLUMN = 2.5, 1.4  # how wide both are
_NAME, _NUMBER = 0.56, 0.5
_GAP = 0.25
OF_TEN = 10  # a column of draws


class OddsTable(VGroup):
    """A line of all odds, below it a row for each of the likeliest tokens, and one for the rest.

    Attributes
    ----------
    pitch
        How far apart two draws stand in a row, ten in a column: a thousand fill a bar of one.
    middles
        The height of each row.
    """

    def __init__(self, room: Room, words: Sequence[str], odds: Quantity) -> None:
        top, head, *rows = room.rows(0.8, 0.42, *(1,) * len(odds))
        self.left = room.left + _NAMES
        self.unit = room.width - _NAMES - 3 * _COLUMN
        self.pitch = self.unit / OF_TEN**2
        self.law = partial(theme.proportional, unit=self.unit)
        self.middles = [float(row.center[1]) for row in rows]
        self._head = float(head.center[1])
        self.told = tuple(map(str, words))
        told = (*words, "any other")
        self.names = VGroup(*(self._name(*pair) for pair in zip(told, self.middles, strict=True)))
        self.bars = VGroup(*map(self._bar, odds.each(), self.middles))
        self.numbers, self.title = self.column(0, odds), self.heading(0, "probability")
        level = float(top.center[1])
        self.line = OddsLine(told, odds, left=self.left, level=level, unit=self.unit)
        super().__init__(self.names, self.bars, self.numbers, self.title)

    def grow(self, *, known: int = 0) -> Iterator[Animation]:
        """Let names, but those that are there, and bars come, one after the other."""
        yield LaggedStart(*map(FadeIn, self.names[known:]), lag_ratio=0.2)
        yield LaggedStart(*(GrowFromEdge(one, LEFT) for one in self.bars), lag_ratio=0.2)

    def lay(self) -> Iterator[Animation]:
        """Lay the bars end to end."""
        pairs = zip(self.bars, self.line.segments, strict=True)
        yield LaggedStart(*(TransformFromCopy(*pair) for pair in pairs), lag_ratio=0.3)

    def light(self, place: int, *, line: bool = True) -> Iterator[Animation]:
        """Light what the number fell on, also on the line."""
        for one in (*self.line.segments[place : place + line], self.bars[place], self.names[place]):
            yield one.animate.set_fill(theme.HIGHLIGHT)

    def become(self, other: OddsTable) -> Iterator[Animation]:
        """Show what is likely next."""
        *mine, rest = self.names
        *others, last = other.names
        yield exchange(mine, others)
        yield exchange(self.line.labels, other.line.labels)
        yield exchange(self.numbers, other.numbers)
        yield become(
            (*self.bars, *self.line.segments, rest), (*other.bars, *other.line.segments, last)
        )

    def come(self, before: OddsTable) -> Iterator[Animation]:
        """Come into the bars of another table, which are empty, and of which the rest is named."""
        *new, rest = self.names
        yield become((*before.bars, before.names[-1]), (*self.bars, rest))
        yield FadeIn(*new, self.numbers)

    def hollow(self) -> Iterator[Animation]:
        """Leave of the bars their outlines, to be filled."""
        for one in self.bars:
            yield one.animate.set_fill(theme.INK, opacity=0).set_stroke(theme.QUIET, 2.5)

    def frames(self, counts: Quantity) -> VGroup:
        """Lay a box for each frame over its row; all boxes end to end are as long as one."""
        counted = enumerate(counts.values.astype(int).tolist())
        places = [(row, place) for row, count in counted for place in range(count)]
        width, boxes = self.unit / max(1, len(places)), VGroup()
        for row, place in places:
            box = Outline(width=width, height=OF_TEN * self.pitch + 0.06)
            box.set_stroke(theme.HIGHLIGHT, 2.5)
            at = [self.left + place * width, self.middles[row], 0]
            boxes.add(box.move_to(at, aligned_edge=LEFT))
        return boxes

    def column(self, place: int, values: Quantity, decimals: int = 2) -> VGroup:
        """Write a number behind each row, in one of three columns."""
        x = self._column(place)
        pairs = zip(values.each(), self.middles, strict=True)
        return VGroup(*(
            Numeral(one, decimals=decimals, size=_NUMBER).move_to([x, height, 0])
            for one, height in pairs
        ))  # fmt: skip

    def heading(self, place: int, title: str) -> Text:
        text = Text(title, size=theme.SIZE_LABEL, color=theme.QUIET)
        return text.move_to([self._column(place), self._head, 0])

    def _column(self, place: int) -> float:
        return self.left + self.unit + (place + 0.5) * _COLUMN

    def _name(self, word: str, height: float) -> Text:
        name = Text(word, size=_NAME)
        name.set_x(self.left - _GAP, direction=RIGHT)
        return name.stand_on(height - theme.MIDDLE * _NAME)

    def _bar(self, cited: Citation, height: float) -> Rectangle:
        drawn = bar(cited, self.law, OF_TEN * self.pitch)
        return drawn.move_to([self.left, height, 0], aligned_edge=LEFT)
