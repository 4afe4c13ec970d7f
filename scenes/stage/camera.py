"""The camera of every chapter, and the plainest one that can show what chapters show."""

from __future__ import annotations

from math import isfinite
from typing import Self

import cairo
from manim import Camera, VMobject

from scenes.stage.drawing.paths import CURVE, Paths
from scenes.stage.drawing.pixels import PixelFill, corners_of


class PixelCamera(Camera):
    """Draws what manim's own camera draws, as it does, and fills that are pictures."""

    def apply_fill(self, ctx: cairo.Context, vmobject: VMobject) -> Self:
        fill = vmobject.get_fill_rgbas()
        if not isinstance(fill, PixelFill):
            return super().apply_fill(ctx, vmobject)
        fill.paint(ctx, corners_of(vmobject))
        return self


class FilmCamera(PixelCamera):
    """Draws the same, but cheaper."""

    # Outside of what manim's cache takes for the camera's state, and reads while it changes.
    __slots__ = ("_paths",)

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self._paths = Paths()

    def set_cairo_context_path(self, ctx: cairo.Context, vmobject: VMobject) -> Self:
        points = vmobject.points
        is_usual = len(points) % CURVE == 0 and vmobject.n_points_per_cubic_curve == CURVE
        if not is_usual or not isfinite(points.sum()):
            return super().set_cairo_context_path(ctx, vmobject)
        self._paths.put(ctx, vmobject)
        return self
