"""Thin lines that lead the eye from one thing to another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, CubicBezier, Mobject, VMobject

from scenes import theme

_CLEARANCE = 0.35

Point = np.ndarray | Sequence[float]


def level_way(start: Point, end: Point) -> CubicBezier:
    """Lead from one place to another at its right, level at both ends."""
    start, end = np.asarray(start), np.asarray(end)
    reach = (end[0] - start[0]) / 2 * RIGHT
    way = CubicBezier(start, start + reach, end - reach, end)
    return way.set_stroke(theme.HIGHLIGHT, theme.STROKE_THIN)


def way_around(start: Mobject, end: Mobject) -> VMobject:
    """Lead from the top of one thing over what stands beside it to the left of another."""
    top, left = start.get_top(), end.get_left()
    above, before = top[1] + _CLEARANCE, left[0] - _CLEARANCE
    way = VMobject().set_stroke(theme.HIGHLIGHT, theme.STROKE_THIN)
    corners = [top, [top[0], above, 0], [before, above, 0], [before, left[1], 0], left]
    return way.set_points_as_corners(corners)
