"""Small moves that several chapters share; each returns an animation and plays nothing."""

from __future__ import annotations

from collections.abc import Iterable

from manim import (
    Animation,
    AnimationGroup,
    FadeIn,
    LaggedStart,
    Mobject,
    ShowPassingFlash,
    VGroup,
    VMobject,
)

from scenes import theme
from scenes.mobjects.attention_graph import Edge
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.text import Numeral, Text


def dimming(mobject: Mobject) -> Animation:
    """Let a mobject wait: its text turns grey but stays legible, its shapes fade."""
    return AnimationGroup(*(_dim(part) for part in mobject.family_members_with_points()))


def flowing(edges: Iterable[Edge], run_time: float = theme.SLOW) -> Animation:
    """Send a message along each edge, as wide as the edge's weight."""
    return LaggedStart(
        *(ShowPassingFlash(edge.flow(), time_width=0.5) for edge in edges),
        lag_ratio=0.12,
        run_time=run_time,
    )


def rippling(grid: AttentionGrid) -> Animation:
    """Let a grid appear row by row."""
    rows = range(len(grid.quantity))
    return LaggedStart(
        *(FadeIn(VGroup(grid.row(i), grid.row_marks(i))) for i in rows), lag_ratio=0.25
    )


def _dim(part: VMobject) -> Animation:
    if isinstance(part, Numeral | Text):
        return part.animate.set_fill(theme.DIM)
    return part.animate.set_opacity(0.25)
