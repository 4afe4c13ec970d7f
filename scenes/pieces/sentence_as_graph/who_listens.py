"""The matrix of a graph, and how what stands at an edge comes into its cell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    Mobject,
    TransformFromCopy,
)

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.stage.cited import Quantity
from scenes.stage.claims import Joins, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import DashedLine
from scenes.stage.text import Numeral

_ROOM_FOR_LABELS = {"left": 1.5, "top": 1.8}
_LARGEST_CELL = (0.95, 0.87)
_SEED = 0.25  # of a cell


class WhoListens(AttentionGrid):
    """Weights, a row a listener and a column a speaker, as large as a room allows."""

    def __init__(
        self,
        room: Room,
        weights: Quantity,
        visible: np.ndarray,
        queries: Sequence[str],
        keys: Sequence[str],
    ) -> None:
        inner = room.inset(**_ROOM_FOR_LABELS)
        super().__init__(
            weights,
            queries=queries,
            keys=keys,
            visible=visible,
            cell=inner.cell(*weights.shape, most=_LARGEST_CELL),
            axes=("who listens", "who speaks"),
        )

    def receive(self, number: Numeral, listener: int, key: int) -> tuple[Animation, Animation]:
        """Lead from the number of an edge to its cell; then let the cell show it."""
        cell, mark = self.cell(listener, key), self.mark(listener, key)
        ends = number.get_center(), cell.get_center()
        way = DashedLine(*ends, color=theme.QUERY, stroke_width=theme.STROKE_THIN)
        arriving = AnimationGroup(FadeIn(cell), TransformFromCopy(number, mark), FadeOut(way))
        shows(way, Joins(number.citation, mark.citation))
        return Create(way), arriving

    def still_missing(self, listener: int) -> list[Mobject]:
        """List what edges do not bring: the numbers of all other rows, and cells without edge."""
        others = [i for i in range(len(self.quantity)) if i != listener]
        return [*(self.row_marks(i) for i in others), *(self.cell(*at) for at in self.hidden)]


def fly_in(start: np.ndarray, cell: Mobject) -> Animation:
    """Let a cell grow on its way from an edge to its place."""
    return FadeIn(cell, target_position=start, scale=_SEED)
