"""One query's scores as bars to the right of zero, or to its left; they can show other scores."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import (
    LEFT,
    RIGHT,
    Animation,
    FadeIn,
    Indicate,
    LaggedStart,
    ReplacementTransform,
    UpdateFromAlphaFunc,
    VGroup,
    smooth,
)

from scenes import theme
from scenes.mobjects.row_labels import RowLabels
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Rectangle, Rule
from scenes.stage.text import Numeral

_ROOM_FOR_NUMBERS, _LARGER = 1.15, 2.5
_THICK, _GAP, _SIZE = 0.6, 0.15, 0.42  # of a row's height; beside a bar; of words and numbers


class ScoreBars(VGroup):
    """A bar for each key, as long as its score; ``numbers`` are written when they are wanted.

    The bar of a score as large as ``limit`` leads to the edge of the room.
    """

    def __init__(
        self,
        words: Sequence[str],
        row: Quantity,
        *,
        limit: float,
        room: Room,
        decimals: int = 1,
    ) -> None:
        names, body = room.columns(1.5, room.width - 1.5)
        self.heights = body.heights(len(words), most=1.6)
        self.pitch = self.heights[0] - self.heights[1]
        self._half = body.width / 2
        self._unit = self._half / limit
        self.names = RowLabels(words, self.heights, right=names.right - 0.1, size=_SIZE)
        self.zero = body.center[0]
        above, below = (
            self.heights[end] + side * self.pitch / 2 for end, side in ((0, 1), (-1, -1))
        )
        self.axis = Rule([self.zero, above, 0], [self.zero, below, 0],
                         color=theme.EDGE, stroke_width=theme.STROKE_THIN)  # fmt: skip
        self.bars = VGroup(*(Rectangle(stroke_width=0, fill_opacity=1) for _ in words))
        self.places = [self.axis.copy().scale(0).move_to([self.zero, y, 0]) for y in self.heights]
        self.numbers = VGroup(*(Numeral(one, decimals=decimals, size=_SIZE) for one in row.each()))
        super().__init__(self.names, self.axis, self.bars)
        self.show(row)

    def show(self, row: Quantity) -> ScoreBars:
        """Let the same bars and numbers show other scores of the same keys."""
        for place, cited in enumerate(row.each()):
            self._set(self.bars[place], cited, self.heights[place])
            number = self.numbers[place].read(cited)
            side = LEFT if cited.value < 0 else RIGHT
            number.next_to(self.bars[place], side, buff=_GAP).set_y(self.heights[place])
        return self

    def come_closer(self, row: Quantity) -> Animation:
        """Let the same bars fill their room, but for what their numbers need."""
        before = self._unit
        widest = max(number.width for number in self.numbers) + _GAP
        after = (self._half - max(_ROOM_FOR_NUMBERS, widest)) / row.limit()

        def grow(_bars: VGroup, alpha: float) -> None:
            self._unit = before + alpha * (after - before)
            self.show(row)

        return UpdateFromAlphaFunc(self.bars, grow, rate_func=smooth)

    def point_at(self, place: int) -> Animation:
        """Let the name before a bar swell for a moment."""
        return Indicate(self.names[place], color=theme.HIGHLIGHT, scale_factor=1.4)

    def large(self, place: int) -> Numeral:
        """Write one of the numbers as large as there is room for beside its bar."""
        number = self.numbers[place]
        side = LEFT if number.value < 0 else RIGHT
        free = self._half - side[0] * (number.get_edge_center(-side)[0] - self.zero)
        return number.copy().scale(min(_LARGER, free / number.width), about_edge=-side)

    def tell(self, large: Numeral, place: int) -> list[Animation]:
        """Let all numbers come; of one of them it is that which stands there, large."""
        others = VGroup(*(one for one in self.numbers if one is not self.numbers[place]))
        return [ReplacementTransform(large, self.numbers[place]), FadeIn(others, lag_ratio=0.2)]

    def receive(self, shapes: VGroup) -> Animation:
        """Let the bars come out of other shapes, which stay, one after the other."""
        return LaggedStart(*map(ReplacementTransform, shapes.copy(), self.bars), lag_ratio=0.15)

    @property
    def law(self) -> partial[float]:
        return partial(theme.length, unit=self._unit)

    def _set(self, bar: Rectangle, cited: Citation, height: float) -> None:
        length, edge = self.law(cited.value), RIGHT if cited.value < 0 else LEFT
        drawn = Rectangle(width=max(length, 1e-4), height=_THICK * self.pitch)
        bar.set_points(drawn.move_to([self.zero, height, 0], aligned_edge=edge).points)
        bar.set_fill(theme.sign_color(cited.value))
        shows(bar, Encoding(cited, "width", self.law, group="scores"))
