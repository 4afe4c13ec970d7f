"""A glass beside a word, which the weights of the edges that arrive fill to the brim."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    ShowPassingFlash,
    VGroup,
    smooth,
    squish_rate_func,
)

from attention_math.derived import column_totals, row_sums
from scenes import theme
from scenes.mobjects.attention_graph import NUMBER_SIZE, AttentionGraph
from scenes.mobjects.bar_column import BarColumn
from scenes.stage.cited import Citation
from scenes.stage.claims import Placement, shows
from scenes.stage.derive import derive
from scenes.stage.shapes import Bracket, Rectangle
from scenes.stage.text import Numeral, Text

_WIDE, _HIGH, _APART = 0.8, 3.0, 0.5
_FLAT = 1e-3


@dataclass(frozen=True)
class Level:
    """Heights between the bottom of a glass, which is 0, and its brim, which is 1."""

    wall: Bracket

    def at(self, x: float, y: float) -> np.ndarray:
        return self.wall.get_bottom() + [x, y * self.wall.height, 0]


class Glass(VGroup):
    """An empty glass at the right of a word; its contents and their sum come one by one."""

    def __init__(self, graph: AttentionGraph, listener: int) -> None:
        self.wall = Bracket(stroke_color=theme.QUIET, stroke_width=theme.STROKE_FRAME)
        right, up = _WIDE / 2, _HIGH
        corners = [[-right, up, 0], [-right, 0, 0], [right, 0, 0], [right, up, 0]]
        self.wall.set_points_as_corners(corners)
        self.wall.next_to(graph.tokens[listener], RIGHT, buff=_APART, aligned_edge=DOWN)
        self._edges, row = graph.incoming(listener), graph.quantity[listener]
        levels = derive(column_totals, row).each()
        ends = zip((0.0, *levels), levels, strict=False)
        self.parts = VGroup(*(self._part(*pair) for pair in ends))
        total = derive(row_sums, graph.quantity).cite(listener)
        self.number = Numeral(total, size=NUMBER_SIZE).next_to(self.wall, UP, buff=0.15)
        self.label = Text("listening", size=NUMBER_SIZE, color=theme.QUERY)
        self.label.next_to(self.wall, DOWN, buff=0.15)
        super().__init__(self.wall, self.label)

    def fill(self) -> Animation:
        """Let a message run along each edge; as it arrives, the glass has that much more in it."""
        late = squish_rate_func(smooth, 0.7, 1.0)
        pours = (
            AnimationGroup(
                ShowPassingFlash(edge.flow(theme.HIGHLIGHT), time_width=0.6),
                ReplacementTransform(_flat(part), part, rate_func=late),
            )
            for edge, part in ((edge, self.parts[edge.key]) for edge in self._edges)
        )
        filled = AnimationGroup(Create(self.wall), FadeIn(self.label)), *pours, FadeIn(self.number)
        return LaggedStart(*filled, lag_ratio=0.45, run_time=1.6 * theme.SLOW)

    def lie_down(self, bars: BarColumn, row: int, label: Text) -> list[Animation]:
        """Let the glass lie down as that of a row; what it is called stands above all of them."""
        return [
            ReplacementTransform(self.label, label),
            ReplacementTransform(self.wall, bars.outlines[row]),
            ReplacementTransform(self.parts, bars.bars[row]),
            ReplacementTransform(self.number, bars.numbers[row]),
        ]

    def _part(self, start: Citation | float, end: Citation) -> Rectangle:
        first, last = (Level(self.wall).at(0, getattr(one, "value", one)) for one in (start, end))
        part = Rectangle(
            width=_WIDE - 0.12,
            height=last[1] - first[1],
            fill_color=theme.QUERY,
            fill_opacity=0.85,
            stroke_color=theme.GROUND,
            stroke_width=1,
        ).move_to((first + last) / 2)

        def anchors(drawn: Mobject) -> np.ndarray:
            return np.array([drawn.get_bottom(), drawn.get_top()])

        return shows(part, Placement(Level(self.wall), ((0.0, start), (0.0, end)), anchors))


def _flat(part: Rectangle) -> Rectangle:
    """Return what is to rise from the bottom of a part."""
    return part.copy().stretch(_FLAT, 1, about_edge=DOWN).set_opacity(0)
