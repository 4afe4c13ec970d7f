"""Small moves that several chapters share; each returns an animation and plays nothing."""

from __future__ import annotations

from collections.abc import Iterable

from manim import (
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    ShowPassingFlash,
    VGroup,
    VMobject,
)

from scenes import theme
from scenes.mobjects.attention_graph import Edge
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.heat_map import HeatMap
from scenes.stage.text import Numeral, Text


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


def into_heat(grid: AttentionGrid, heat_map: HeatMap) -> Animation:
    """Let a grid become a heat map: its numerals fade, each cell goes to its place without a line.

    The labels of the grid stay as they are.
    """
    return LaggedStart(
        FadeOut(grid.marks), ReplacementTransform(grid.cells, heat_map), lag_ratio=0.4
    )


def out_of_heat(heat_map: HeatMap, grid: AttentionGrid) -> Animation:
    """Let a heat map come apart into the cells of a grid, where the numerals then appear."""
    return LaggedStart(
        ReplacementTransform(heat_map, grid.cells), FadeIn(grid.marks), lag_ratio=0.6
    )


def _dim(part: VMobject) -> Animation:
    if isinstance(part, Numeral | Text):
        return part.animate.set_fill(theme.DIM)
    return part.animate.set_opacity(0.25)
