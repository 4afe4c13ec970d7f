"""Ribbons side by side, times one matrix: one update a token."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import (
    DOWN,
    LEFT,
    Animation,
    AnimationGroup,
    FadeIn,
    GrowFromEdge,
    LaggedStart,
    Transform,
    VGroup,
    linear,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.mobjects.row_labels import RowLabels
from scenes.mobjects.tensor_shape import shape_of
from scenes.pieces.many_heads.heat_strip import HeatStrip
from scenes.stage.cited import Quantity, Word
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline

_FOR_WORDS, _FOR_NAMES, _BELOW, _GAP = 1.05, 1.1, 0.3, 0.16
_THICK = 0.8  # of a row's pitch
_LAG = 0.6  # seconds from a row to the next


class Mixing:
    """What stands side by side, the matrix that mixes it, and what comes out row by row.

    ``arrays`` are the trace's ``concat``, ``output_weight`` and ``output``.
    """

    def __init__(
        self, room: Room, ribbons: VGroup, words: Sequence[Word], arrays: dict[str, Quantity]
    ) -> None:
        inner = room.inset(left=_FOR_WORDS, right=_FOR_WORDS, top=_FOR_NAMES, bottom=_BELOW)
        self.whole, self.rooms = inner, inner.columns(4, 3.4, 4, gap=0.5)
        self.ribbons, self.words, self.arrays = ribbons, words, arrays
        self.spoken, self.name = self._beside(ribbons), self._above("concat", "concat", inner)
        matrix, last = self.rooms[1:]
        size = {"width": matrix.width, "height": matrix.height}
        self.matrix = matrix.hold(HeatStrip(arrays["output_weight"], **size))
        self.matrix_name = self._above("mixed", "output_weight", matrix)
        self.updates = VGroup(*self._updates(last))
        self.update_name = self._above("is the update", "output", last)
        heights, left = last.heights(len(words)), last.right + _GAP
        self.updated = RowLabels(words, heights, left=left, color=theme.QUERY)

    def join(self) -> list[Animation]:
        """Let the ribbons close up, side by side, over the whole stage."""
        return self._fill(self.whole)

    def make_room(self) -> list[Animation]:
        """Let what stands side by side become the first factor of a product."""
        name = self._above("concat", "concat", self.rooms[0])
        return [*self._fill(self.rooms[0]), Transform(self.name, name)]

    def _fill(self, room: Room) -> list[Animation]:
        joined = self.ribbons.copy().arrange(buff=0)
        joined.stretch_to_fit_width(room.width).stretch_to_fit_height(room.height)
        beside = self._beside(room.hold(joined))
        return [*map(Transform, self.ribbons, joined), Transform(self.spoken, beside)]

    def reader(self) -> Outline:
        """Outline the first row of what stands side by side."""
        room, (first, *_) = self.rooms[0], self.rooms[0].heights(len(self.words))
        outline = Outline(width=room.width, height=room.height / len(self.words))
        outline.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        return outline.move_to(room.center).set_y(first)

    def read(self, reader: Outline) -> Animation:
        """Let the rows be read, and the update of each come out of the matrix."""
        rows = zip(self.updates, self.updated, strict=True)
        coming = LaggedStart(
            *(AnimationGroup(GrowFromEdge(row, LEFT), FadeIn(word)) for row, word in rows),
            lag_ratio=_LAG,
        )
        *_, last = self.rooms[0].heights(len(self.words))
        seconds = 1 + _LAG * (len(self.words) - 1)  # as long as the rows take
        reading = reader.animate(run_time=seconds, rate_func=linear).set_y(last)
        return AnimationGroup(reading, coming)

    def _updates(self, room: Room) -> Iterator[HeatStrip]:
        update, heights = self.arrays["output"], room.heights(len(self.words))
        high = _THICK * room.height / len(heights)
        for i, height in enumerate(heights):
            row, end = update[i : i + 1], update.limit()
            strip = HeatStrip(row, width=room.width, height=high, limit=end)
            yield strip.move_to(room.center).set_y(height)

    def _beside(self, ribbons: VGroup) -> RowLabels:
        """Name the rows, at the left."""
        pitch = ribbons.height / len(self.words)
        heights = [ribbons.get_top()[1] - (i + 0.5) * pitch for i in range(len(self.words))]
        right = ribbons.get_left()[0] - _GAP
        return RowLabels(self.words, heights, right=right, size=theme.SMALLEST, color=theme.QUERY)

    def _named(self, symbol: str, array: str) -> VGroup:
        """Write a symbol and the shape of what it stands for."""
        shape = shape_of(self.arrays[array], size=theme.SIZE_LABEL, color=theme.QUIET)
        return VGroup(Formula(FORMULAS[symbol]), shape).arrange(DOWN, buff=_GAP)

    def _above(self, symbol: str, array: str, room: Room) -> VGroup:
        name = self._named(symbol, array)
        return name.move_to([room.center[0], room.top + _FOR_NAMES / 2, 0])
