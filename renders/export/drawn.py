"""Draws the stills that no video holds: as vectors, or on no ground at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import cairo
import numpy as np
from manim import Camera, ManimColor, VMobject, config
from manim.typing import PixelArray

from renders.film.naming import slug
from renders.film.quality import Frame
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter
from scenes.stage.drawing.pixels import Corners, PixelFill, Pixels, corners_of
from scenes.storyboard import Entry

_SHARP = 512  # pixels of a map's longer side, or a reader would smooth its cells
_SURFACES = {".svg": cairo.SVGSurface, ".pdf": cairo.PDFSurface}


def draw_stills(
    entry: Entry,
    folder: Path,
    suffixes: Sequence[str],
    frame: Frame,
    beats: Sequence[str],
    transparent: bool,
    count: Callable[[int], None],
) -> None:
    """Play a chapter, and draw the ends of some beats, or of all, to ``folder/BEAT.SUFFIX``.

    Parameters
    ----------
    frame
        Its size in pixels, or in units of an SVG and points of a PDF.
    transparent
        Leave out the ground.
    """
    folder.mkdir()

    def look(chapter: Chapter, ended: Beat) -> None:
        count(1)
        if not beats or ended.name in beats:
            for suffix in suffixes:
                _draw(chapter, folder / f"{slug(ended.name)}{suffix}", frame, transparent)

    rehearse(entry, look)


def _draw(chapter: Chapter, target: Path, frame: Frame, transparent: bool) -> None:
    with _surface(target, frame) as surface:
        camera = _Easel(surface, frame)
        if not transparent:
            camera.lay_ground(ManimColor(chapter.camera.background_color))
        camera.capture_mobjects(chapter.mobjects)


@contextmanager
def _surface(target: Path, frame: Frame) -> Iterator[cairo.Surface]:
    if target.suffix == ".png":
        surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, frame.width, frame.height)
        yield surface
        surface.write_to_png(str(target))
    else:
        surface = _SURFACES[target.suffix](str(target), frame.width, frame.height)
        yield surface
    surface.finish()


class _Easel(Camera):
    """Draws on a surface of cairo's own instead of on pixels."""

    def __init__(self, surface: cairo.Surface, frame: Frame) -> None:
        super().__init__(pixel_width=frame.width, pixel_height=frame.height)
        self._context = cairo.Context(surface)
        units = frame.width / config.frame_width, -frame.height / config.frame_height
        self._context.translate(frame.width / 2, frame.height / 2)
        self._context.scale(*units)

    def set_cairo_context_color(
        self, ctx: cairo.Context, rgbas: np.ndarray, vmobject: VMobject
    ) -> Self:
        """Undo that manim exchanges red and blue, for its pixels alone have them so."""
        return super().set_cairo_context_color(ctx, np.asarray(rgbas)[:, [2, 1, 0, 3]], vmobject)

    def apply_fill(self, ctx: cairo.Context, vmobject: VMobject) -> Self:
        fill = vmobject.get_fill_rgbas()
        if not isinstance(fill, PixelFill):
            return super().apply_fill(ctx, vmobject)
        for pixels, opacity in fill.layers():
            ctx.set_source(_pattern(pixels, corners_of(vmobject)))
            ctx.save()
            ctx.clip_preserve()
            ctx.paint_with_alpha(opacity)
            ctx.restore()
        return self

    def get_cairo_context(self, pixel_array: PixelArray) -> cairo.Context:
        return self._context

    def lay_ground(self, color: ManimColor) -> None:
        red, green, blue = color.to_rgb()
        self._context.set_source_rgb(red, green, blue)
        self._context.paint()


def _pattern(pixels: Pixels, corners: Corners) -> cairo.SurfacePattern:
    """Lay pixels out between an upper left, an upper right and a lower left corner."""
    times = max(1, _SHARP // max(pixels.shape))
    colors = pixels.colors.repeat(times, axis=0).repeat(times, axis=1)
    stored = np.full((*colors.shape[:2], 4), 255, dtype=np.uint8)
    stored[..., :3] = colors[..., ::-1]  # as cairo has them
    rows, columns = colors.shape[:2]
    (x, y), *ways = (corner[:2] for corner in corners)
    across, down = (
        (way - (x, y)) / count for way, count in zip(ways, (columns, rows), strict=True)
    )
    there = cairo.Matrix(*across, *down, x, y)
    there.invert()
    pattern = cairo.SurfacePattern(
        cairo.ImageSurface.create_for_data(stored, cairo.FORMAT_RGB24, columns, rows)
    )
    pattern.set_matrix(there)
    pattern.set_filter(cairo.FILTER_NEAREST)
    return pattern
