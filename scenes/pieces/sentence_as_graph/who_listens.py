"""The matrix of a graph, and how what stands at an edge comes into its cell."""

from __future__ import annotations

import numpy as np
from manim import Animation, DashedLine, Mobject, ReplacementTransform

from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room

_ROOM_FOR_LABELS = {"left": 1.5, "top": 1.8}
_LARGEST_CELL = (0.95, 0.87)
_SEED = 0.25  # of a cell


class WhoListens(AttentionGrid):
    """Weights, a row a listener and a column a speaker, as large as a room allows."""

    def __init__(self, room: Room, weights: Quantity, trace: AttentionTrace) -> None:
        tokens = trace.query_side.shown
        inner = room.inset(**_ROOM_FOR_LABELS)
        super().__init__(
            weights,
            queries=tokens,
            keys=tokens,
            visible=trace.visible,
            cell=inner.cell(len(tokens), len(tokens), most=_LARGEST_CELL),
            axes=("who listens", "who speaks"),
        )


def leading(number: Mobject, cell: Mobject) -> DashedLine:
    """Draw the way from an edge's number to its cell."""
    ends = number.get_center(), cell.get_center()
    return DashedLine(*ends, color=theme.QUERY, stroke_width=theme.STROKE_THIN)


def fly_in(start: np.ndarray, cell: Mobject) -> Animation:
    """Let a cell grow on its way from an edge to its place."""
    return ReplacementTransform(cell.copy().scale(_SEED).move_to(start), cell)
