"""How likely each next token is: a bar each, the bars end to end as a line, and what is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
from manim import (
    DOWN,
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
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, Placement, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Dot, Outline, Rectangle
from scenes.stage.text import Numeral, Text

_NAMES, _COLUMN = 2.5, 1.4  # how wide both are
_NAME, _NUMBER, _ON_LINE = 0.56, 0.5, 0.42
_GAP = 0.25
_THIN = 0.55  # the line
_HIGH = 0.85  # from where a number falls onto it
OF_TEN = 10  # a column of draws, and of frames


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
        self.left, self.level = room.left + _NAMES, float(top.center[1])
        self.unit = room.width - _NAMES - 3 * _COLUMN
        self.pitch = self.unit / OF_TEN**2
        self.law = partial(theme.proportional, unit=self.unit)
        self.middles = [float(row.center[1]) for row in rows]
        self._head, self._odds = float(head.center[1]), odds
        self.told = tuple(map(str, words))
        told = (*words, "any other")
        self.names = VGroup(*(self._name(*pair) for pair in zip(told, self.middles, strict=True)))
        self.bars = VGroup(*(self._bar(i) for i in range(len(odds))))
        self.numbers, self.title = self.column(0, odds), self.heading(0, "odds")
        self.segments, self.labels = self._line(told)
        super().__init__(self.names, self.bars, self.numbers, self.title)

    def grow(self, *, known: int = 0) -> Iterator[Animation]:
        """Let names, but those that are there, and bars come, one after the other."""
        yield LaggedStart(*map(FadeIn, self.names[known:]), lag_ratio=0.2)
        yield LaggedStart(*(GrowFromEdge(bar, LEFT) for bar in self.bars), lag_ratio=0.2)

    def lay(self) -> Iterator[Animation]:
        """Lay the bars end to end."""
        pairs = zip(self.bars, self.segments, strict=True)
        yield LaggedStart(*(TransformFromCopy(*pair) for pair in pairs), lag_ratio=0.3)

    def ball(self, number: Citation) -> Dot:
        """Make a random number that stands on the line."""
        dot = Dot(self.at(number.value, 0), radius=0.15, color=theme.HIGHLIGHT)
        dot.set_stroke(theme.GROUND, theme.STROKE_FRAME).set_z_index(2)
        claim = Placement(self, ((number, float("nan")),), lambda dot: np.array([dot.get_center()]))
        return shows(dot, claim)

    def drop(self, ball: Dot) -> Animation:
        """Let it fall onto the line."""
        return FadeIn(ball, shift=DOWN * _HIGH)

    def light(self, place: int, *, line: bool = True) -> Iterator[Animation]:
        """Light what the number fell on, also on the line."""
        for one in (*self.segments[place : place + line], self.bars[place], self.names[place]):
            yield one.animate.set_fill(theme.HIGHLIGHT)

    def become(self, other: OddsTable) -> Iterator[Animation]:
        """Show what is likely next."""
        *mine, rest = self.names
        *others, last = other.names
        yield exchange(mine, others)
        yield exchange(self.labels, other.labels)
        yield exchange(self.numbers, other.numbers)
        yield become((*self.bars, *self.segments, rest), (*other.bars, *other.segments, last))

    def come(self, before: OddsTable) -> Iterator[Animation]:
        """Come into the bars of another table, which are empty, and of which the rest is named."""
        *new, rest = self.names
        yield become((*before.bars, before.names[-1]), (*self.bars, rest))
        yield FadeIn(*new, self.numbers)

    def hollow(self) -> Iterator[Animation]:
        """Leave of the bars their outlines, to be filled."""
        for bar in self.bars:
            yield bar.animate.set_fill(theme.INK, opacity=0).set_stroke(theme.QUIET, 2.5)

    def frames(self, counts: Quantity) -> VGroup:
        """Lay over each row as many boxes as there are frames, each as long as a tenth."""
        boxes = VGroup()
        for row, count in enumerate(counts.values.astype(int).tolist()):
            for place in range(count):
                box = Outline(width=self.unit / OF_TEN, height=OF_TEN * self.pitch + 0.06)
                box.set_stroke(theme.HIGHLIGHT, 2.5)
                left = self.left + place * self.unit / OF_TEN
                boxes.add(box.move_to([left, self.middles[row], 0], aligned_edge=LEFT))
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

    def at(self, x: float, _y: float) -> np.ndarray:
        """Say where a number between 0 and 1 stands on the line."""
        return np.array([self.left + self.law(x), self.level + _THIN / 2 + 0.1, 0.0])

    def _column(self, place: int) -> float:
        return self.left + self.unit + (place + 0.5) * _COLUMN

    def _name(self, word: str, height: float) -> Text:
        name = Text(word, size=_NAME)
        name.set_x(self.left - _GAP, direction=RIGHT)
        return name.stand_on(height - theme.MIDDLE * _NAME)

    def _bar(self, row: int, high: float | None = None) -> Rectangle:
        cited = self._odds.cite(row)
        bar = Rectangle(width=self.law(cited.value), height=high or OF_TEN * self.pitch)
        bar.set_fill(theme.INK, opacity=1).set_stroke(width=0)
        bar.move_to([self.left, self.middles[row], 0], aligned_edge=LEFT)
        return shows(bar, Encoding(cited, "width", self.law, group="odds"))

    def _line(self, words: Sequence[str]) -> tuple[VGroup, VGroup]:
        """Lay the odds end to end, and write on each what it stands for, where there is room."""
        segments, labels, left = VGroup(), VGroup(), self.left
        for row, word in enumerate(words):
            segment = self._bar(row, _THIN).move_to([left, self.level, 0], aligned_edge=LEFT)
            segments.add(segment.set_stroke(theme.GROUND, 2.5))
            label = Text(word, size=_ON_LINE, color=theme.ink_on(theme.INK)).move_to(segment)
            label.stand_on(self.level - theme.MIDDLE * _ON_LINE)
            if label.width < segment.width - _GAP:
                labels.add(label)
            left = segment.get_right()[0]
        return segments, labels
