"""How an arc of a graph becomes a cell of its matrix, and how it looks before it is weighed."""

from __future__ import annotations

import numpy as np
from manim import (
    OUT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    Line,
    Mobject,
    ReplacementTransform,
    Succession,
    Transform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.edge import Edge
from scenes.stage.claims import Furniture, shows
from scenes.stage.shapes import Path, Polygon, Rectangle

_LAID = 0.7  # of a cell's width: the arc that lies in it
_ASKED, _TIP, _HALF = 4.0, 0.3, 0.1  # an arc that is asked for: its stroke, its tip
_OVER_CELLS = 1
_FALLING, _OPENING, _WRITTEN = 2.0, 0.7, 0.5  # how long each takes, beside the others
_NOTHING = 1e-3  # of a cell's height, where it begins
_GHOST, _SEEN = 0.9, 0.4  # what a weight may be that is only thought of; and how clear it is


class _Open(FadeIn):
    """Let a cell grow to both sides of the line that lies in it."""

    def create_starting_mobject(self) -> Mobject:
        return super().create_starting_mobject().stretch(_NOTHING, 1)


def bend(edge: Edge, cell: Rectangle, mark: VGroup) -> Animation:
    """Let a copy of an arc fall and straighten, and a cell open from where it lies."""
    path = edge.path.copy().set_z_index(_OVER_CELLS)
    flat = Line(cell.get_left(), cell.get_right()).scale(_LAID)
    flat.insert_n_curves(path.get_num_curves() - flat.get_num_curves())
    laid = path.copy().set_points(flat.points)
    falling = Transform(path, laid, run_time=_FALLING)
    opening = AnimationGroup(FadeOut(path), _Open(cell), run_time=_OPENING)
    return Succession(falling, opening, FadeIn(mark, run_time=_WRITTEN))


def asked(edge: Edge) -> VGroup:
    """Draw an edge of which nothing is known but who speaks and who listens."""
    path = Path(stroke_color=theme.QUIET, stroke_width=_ASKED).set_points(edge.path.points)
    apex, end = edge.tip.points[0], path.get_end()
    along = (apex - end) / np.linalg.norm(apex - end)
    base, half = apex - _TIP * along, _HALF * np.cross(along, OUT)
    tip = Polygon(apex, base + half, base - half, color=theme.QUIET, stroke_width=0)
    tip.set_fill(opacity=1)
    return VGroup(*(shows(part, Furniture("outline")) for part in (path, tip)))


def swell(thin: VGroup, edge: Edge) -> Animation:
    """Let what was asked for be the edge, as wide as it is: from here on it shows its weight."""
    for part, own in zip(thin, edge, strict=True):
        shows(part, own.claim)
    return ReplacementTransform(thin, edge)


def ghost(edge: Edge, cell: Rectangle) -> VGroup:
    """Draw an edge as wide as it would be if a guess were right, and a frame for its cell."""
    arc = Path(stroke_width=theme.edge_width(_GHOST)).set_points(edge.path.points)
    frame = Rectangle(width=cell.width, height=cell.height, stroke_width=theme.STROKE_FRAME)
    parts = VGroup(arc, frame.move_to(cell)).set_stroke(theme.HIGHLIGHT, opacity=_SEEN)
    return VGroup(*(shows(part, Furniture("ghost")) for part in parts))
