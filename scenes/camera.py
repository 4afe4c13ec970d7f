"""The camera of every chapter."""

from __future__ import annotations

from typing import Self

import cairo
from manim import Camera, VMobject

from scenes.pixels import PixelFill, corners_of


class FilmCamera(Camera):
    """Draws what manim's own camera draws, and fills that are pictures."""

    def apply_fill(self, ctx: cairo.Context, vmobject: VMobject) -> Self:
        fill = vmobject.get_fill_rgbas()
        if not isinstance(fill, PixelFill):
            return super().apply_fill(ctx, vmobject)
        fill.paint(ctx, corners_of(vmobject))
        return self
