"""One query's scores as bars to the right of zero, or to its left; they can show other scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    Indicate,
    LaggedStart,
    UpdateFromAlphaFunc,
    VGroup,
    smooth,
    squish_rate_func,
)

from scenes import theme
from scenes.mobjects.motion import dimming, rising
from scenes.mobjects.row_labels import RowLabels
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Line, Rectangle, Rule
from scenes.stage.text import Numeral

_THICK, _GAP, _SIZE = 0.6, 0.15, 0.42  # of a row's height; beside a bar; of words
_LARGE, _MOST = 0.9, 0.6  # size of the one number; of the room on its side, what it may take
_INSIDE = 0.95  # of their room, for the bars: the rest parts them from words


class ScoreBars(VGroup):
    """A bar for each key, as long as its score; a number may be written beside one of them.

    The bar of a score as large as ``limit`` leads to the edge of the room.
    """

    def __init__(self, words: Sequence[str], row: Quantity, *, limit: float, room: Room) -> None:
        names, body = room.columns(1.5, room.width - 1.5)
        self.heights = body.heights(len(words), most=1.6)
        self.pitch = self.heights[0] - self.heights[1]
        self._half = body.width / 2
        self._unit = _INSIDE * self._half / limit
        self.names = RowLabels(words, self.heights, right=names.right - 0.1, size=_SIZE)
        self.zero = body.center[0]
        above, below = (
            self.heights[end] + side * self.pitch / 2 for end, side in ((0, 1), (-1, -1))
        )
        self.axis = Rule([self.zero, above, 0], [self.zero, below, 0],
                         color=theme.EDGE, stroke_width=theme.STROKE_THIN)  # fmt: skip
        self.bars = VGroup(*(Rectangle(stroke_width=0, fill_opacity=1) for _ in words))
        super().__init__(self.names, self.axis, self.bars)
        self.show(row)

    def show(self, row: Quantity) -> ScoreBars:
        """Let the same bars show other scores of the same keys."""
        for place, cited in enumerate(row.each()):
            self._set(self.bars[place], cited, self.heights[place])
        return self

    def write(self, cited: Citation, decimals: int) -> Numeral:
        """Write a score, large; it does not stand anywhere yet."""
        number = Numeral(cited, decimals=decimals, size=_LARGE)
        return number.scale(min(1.0, _MOST * self._half / number.width))

    def come_closer(self, row: Quantity, number: Numeral) -> Animation:
        """Let the same bars fill their room, but for what a number beside its bar needs."""
        before, free = self._unit, self._half - number.width - _GAP
        longer = free / max(self.law(number.value), 1e-9)
        after = min(_INSIDE * self._half / row.limit(), before * longer)

        def grow(_bars: VGroup, alpha: float) -> None:
            self._unit = before + alpha * (after - before)
            self.show(row)

        return UpdateFromAlphaFunc(self.bars, grow, rate_func=smooth)

    def point_at(self, place: int) -> Animation:
        """Let the name before a bar swell for a moment."""
        return Indicate(self.names[place], color=theme.HIGHLIGHT, scale_factor=1.4)

    def put_beside(self, number: Numeral, place: int) -> Numeral:
        """Let a number stand beyond the end of its bar, as far as there is room."""
        side, room = LEFT if number.value < 0 else RIGHT, self._half - number.width / 2
        number.next_to(self.bars[place], side, buff=_GAP).set_y(self.heights[place])
        return number.set_x(np.clip(number.get_x(), self.zero - room, self.zero + room))

    def quieten(self, places: Iterable[int]) -> list[Animation]:
        """Let some bars and their names wait."""
        return [dimming(part) for place in places for part in (self.bars[place], self.names[place])]

    def light(self) -> list[Animation]:
        """Let all bars and names be seen as before."""
        return [self.bars.animate.set_opacity(1), self.names.animate.set_fill(theme.KEY)]

    def come(self) -> Animation:
        """Let names and the line of zero come, when what was in their room has gone."""
        return FadeIn(self.names, self.axis, rate_func=squish_rate_func(smooth, 0.6, 1))

    def receive(self, drops: VGroup, places: Iterable[int]) -> Animation:
        """Let some bars grow as their drops do, one after the other."""
        grown = (self._grow(drops[place], place) for place in places)
        return LaggedStart(*grown, lag_ratio=0.25)

    def _grow(self, drop: Line, place: int) -> Animation:
        bar = self.bars[place]
        foot = RIGHT if bar.get_x() < self.zero else LEFT
        return AnimationGroup(Create(drop), rising([bar], foot=foot))

    @property
    def law(self) -> partial[float]:
        return partial(theme.length, unit=self._unit)

    def _set(self, bar: Rectangle, cited: Citation, height: float) -> None:
        length, edge = self.law(cited.value), RIGHT if cited.value < 0 else LEFT
        drawn = Rectangle(width=max(length, 1e-4), height=_THICK * self.pitch)
        bar.set_points(drawn.move_to([self.zero, height, 0], aligned_edge=edge).points)
        bar.set_fill(theme.sign_color(cited.value))
        shows(bar, Encoding(cited, "width", self.law, group="scores"))
