"""Keeps the last picture of a scene and draws again only where the next one differs.

manim draws, in every frame, every mobject from the first one that moves upwards: a dot that moves
below a page of text costs the page. It also copies a frame-sized picture of what lies below. At
1920 × 1080 that is 15 to 40 ms for a page of a few hundred mobjects.

Here a mobject is compared with how it was drawn last: its points, colours and widths, as bytes,
some 3 µs each. What differs, appears, disappears or changes its place in the order marks the tiles
that it touches, before and after. These tiles are cleared, and whatever touches them is drawn
again, in order. The picture is the same as if everything had been drawn, to the last bit.

What may draw beyond the box of its points, or depends on how the last mobject was drawn, is not
understood here (see `look_of`). Then everything is drawn, as manim does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from functools import cache
from itertools import groupby
from math import isfinite
from typing import NamedTuple

import cairo
import numpy as np
from manim import Camera, CapStyleType, LineJointType, Mobject, VMobject

from renders.engine.picture import Box, Picture, Version, boxes_of

TILE = 64  # pixels
_EDGE = 2  # pixels: antialiasing, and the rounding of coordinates
_MITER = 10  # cairo's limit: a corner's tip lies at most this many half strokes away

# What a camera may not do in a way of its own if only a part of its picture is to be drawn.
_STOCK = (
    "cache_cairo_context",
    "capture_mobjects",
    "display_multiple_non_background_colored_vmobjects",
    "display_multiple_vectorized_mobjects",
    "get_cached_cairo_context",
    "get_cairo_context",
    "get_fill_rgbas",
    "get_mobjects_to_display",
    "get_stroke_rgbas",
    "reset",
    "set_frame_to_background",
    "transform_points_pre_display",
    "type_or_raise",
)

# What a mobject may not answer in a way of its own.
_DRAWN_FROM = (
    "get_background_image",
    "get_fill_rgbas",
    "get_stroke_rgbas",
    "get_stroke_width",
    "get_subpath_split_indices_from_points",
)

Look = tuple[Hashable, ...]
Tiles = tuple[slice, slice]


class Drawn(NamedTuple):
    """A mobject as it was drawn: how it looked, if that says all, and which tiles it touched."""

    mobject: Mobject
    look: Look | None
    tiles: Tiles | None


class Canvas:
    """The picture of a camera, kept up to date with a list of mobjects."""

    def __init__(self, camera: Camera) -> None:
        self.camera = camera
        self.is_supported = all(
            getattr(type(camera), name) is getattr(Camera, name) for name in _STOCK
        )
        self._spares: dict[tuple[int, ...], np.ndarray] = {}
        self.forget()

    def forget(self) -> None:
        """Draw everything the next time: something else may have drawn on the picture."""
        self._drawn: list[Drawn] = []
        self._pixels: np.ndarray | None = None
        self._ground: np.ndarray | None = None
        self._version: Version | None = None

    def draw(self, mobjects: Sequence[Mobject], unchanged: int = 0) -> Picture:
        """Bring the picture up to date.

        Parameters
        ----------
        mobjects
            All that have points, from below.
        unchanged
            So many of the first ones are taken to be as they were the last time.
        """
        pixels, ground = self.camera.pixel_array, self.camera.background
        is_known = pixels is self._pixels and ground is self._ground
        if not is_known:
            # One for each shape is kept: the camera knows its contexts by the arrays' addresses.
            self._spare = self._spares.setdefault(pixels.shape, np.empty_like(pixels))
            self._pixels, self._ground = pixels, ground
        was, now = self._drawn, self._look_at(mobjects, unchanged)
        self._drawn = now
        if is_known and all(one.look is not None for one in now):
            tiles = self._no_tiles()
            for one in differing(was[unchanged:], now[unchanged:]):
                if one.tiles is not None:
                    tiles[one.tiles] = True
        else:
            tiles = ~self._no_tiles()
        boxes = tuple(boxes_of(tiles, TILE, *pixels.shape[:2]))
        if tiles.all():
            self.camera.reset()
            for kind, group in groupby(mobjects, self.camera.type_or_raise):
                self.camera.display_funcs[kind](list(group), pixels)
        elif boxes:
            self._draw_inside(boxes, [one.mobject for one in now if _touches(one, tiles)])
        picture = Picture.of(pixels, self._version if is_known else None, boxes)
        self._version = picture.version
        return picture

    def _draw_inside(self, boxes: Sequence[Box], mobjects: list[Mobject]) -> None:
        """Draw on a spare picture, clipped to one band of the frame's width, and keep the boxes.

        Where a clip cuts a path at its left or right, cairo takes samples of that row of pixels
        instead of measuring it, and all its edges come out a few levels different. So does what is
        translucent under a clip of more than one rectangle.
        """
        for left, top, right, bottom in boxes:
            self._spare[top:bottom, left:right] = self._ground[top:bottom, left:right]
        highest, lowest = min(box.top for box in boxes), max(box.bottom for box in boxes)
        context = self.camera.get_cairo_context(self._spare)
        matrix = context.get_matrix()
        context.identity_matrix()
        context.new_path()
        context.rectangle(0, highest, self._spare.shape[1], lowest - highest)
        context.clip()
        context.set_matrix(matrix)
        try:
            self.camera.display_multiple_vectorized_mobjects(mobjects, self._spare)
        finally:
            context.reset_clip()
        for left, top, right, bottom in boxes:
            self._pixels[top:bottom, left:right] = self._spare[top:bottom, left:right]

    # --- what touches what ----------------------------------------------------------------------

    def _look_at(self, mobjects: Sequence[Mobject], unchanged: int) -> list[Drawn]:
        known = {id(one.mobject): one for one in self._drawn}
        now = self._drawn[:unchanged]
        matrix = self.camera.get_cairo_context(self.camera.pixel_array).get_matrix()
        for mobject in mobjects[unchanged:]:
            look, last = look_of(mobject), known.get(id(mobject))
            if last is None or last.look is None or last.look != look:
                tiles = None if look is None else self._tiles_of(mobject, matrix)
                last = Drawn(mobject, look, tiles)
            now.append(last)
        return now

    def _no_tiles(self) -> np.ndarray:
        height, width = self.camera.pixel_array.shape[:2]
        return np.zeros((-(-height // TILE), -(-width // TILE)), dtype=bool)

    def _tiles_of(self, mobject: VMobject, matrix: cairo.Matrix) -> Tiles | None:
        """Find the tiles that the mobject may touch, if it can be seen."""
        width, width_behind = mobject.get_stroke_width(), mobject.get_stroke_width(True)
        if not (
            _is_seen(mobject.get_fill_rgbas())
            or (width and _is_seen(mobject.get_stroke_rgbas()))
            or (width_behind and _is_seen(mobject.get_stroke_rgbas(True)))
        ):
            return None
        xs, ys = mobject.points[:, 0], mobject.points[:, 1]
        left, right = (
            matrix.xx * float(xs.min()) + matrix.x0,
            matrix.xx * float(xs.max()) + matrix.x0,
        )
        top, bottom = (
            matrix.yy * float(ys.max()) + matrix.y0,
            matrix.yy * float(ys.min()) + matrix.y0,
        )
        if not isfinite(left + right + top + bottom):
            return slice(None), slice(None)
        stroke = max(width, width_behind) * self.camera.cairo_line_width_multiple
        reach = stroke * max(abs(matrix.xx), abs(matrix.yy)) * _MITER / 2 + _EDGE
        return _span(top - reach, bottom + reach), _span(left - reach, right + reach)


def _is_seen(rgbas: np.ndarray) -> bool:
    return rgbas[0, 3] > 0 if len(rgbas) == 1 else bool(rgbas[:, 3].any())


def look_of(mobject: Mobject) -> Look | None:
    """Return all that the mobject's drawing depends on, or None where that cannot be said.

    It cannot be said of pictures and point clouds. Joints and caps that are not manim's default
    stay set for whatever is drawn next, and a background image is laid over the whole frame.
    """
    if not _is_usual(type(mobject)):
        return None
    if (
        mobject.joint_type is not LineJointType.AUTO
        or mobject.cap_style is not CapStyleType.AUTO
        or mobject.background_image is not None
    ):
        return None
    colors = mobject.get_fill_rgbas(), mobject.get_stroke_rgbas(), mobject.get_stroke_rgbas(True)
    fill, stroke, behind = colors
    look: Look = (
        mobject.points.tobytes(),
        fill.tobytes(),
        stroke.tobytes(),
        behind.tobytes(),
        mobject.stroke_width,
        mobject.background_stroke_width,
    )
    if len(fill) == len(stroke) == len(behind) == 1:
        return look
    return look + _look_of_gradients(mobject, colors)


@cache
def _is_usual(kind: type[Mobject]) -> bool:
    """Tell whether the mobject is drawn from the attributes that manim gives it."""
    return issubclass(kind, VMobject) and all(
        getattr(kind, name) is getattr(VMobject, name) for name in _DRAWN_FROM
    )


def _look_of_gradients(mobject: VMobject, colors: Iterable[np.ndarray]) -> Look:
    """A gradient runs across the whole family. Other kinds of arrays are their own business."""
    look: Look = ()
    for rgbas in colors:
        if type(rgbas) is not np.ndarray:
            look += (_Same(rgbas),)
        elif len(rgbas) > 1:
            ends = mobject.get_gradient_start_and_end_points()
            look += (np.array(ends).tobytes(),)
    return look


class _Same:
    """Equals what holds the same object, whatever that thinks of equality."""

    def __init__(self, it: object) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)


def differing(was: Sequence[Drawn], now: Sequence[Drawn]) -> Iterable[Drawn]:
    """Return what is not in both pictures with the same look and in the same order."""
    was, now = _trimmed(was, now)
    place = {id(one): index for index, one in enumerate(was)}
    common = [one for one in now if id(one) in place]
    still = {id(common[index]) for index in _rising([place[id(one)] for one in common])}
    return [one for one in (*was, *now) if id(one) not in still]


def _trimmed(was: Sequence[Drawn], now: Sequence[Drawn]) -> tuple[Sequence[Drawn], Sequence[Drawn]]:
    """Leave out what is the same at both ends, which is most of it."""
    if len(was) == len(now):
        pairs = [(old, new) for old, new in zip(was, now, strict=True) if old is not new]
        if all(old.mobject is new.mobject for old, new in pairs):
            return [old for old, _ in pairs], [new for _, new in pairs]
    return was, now


def _rising(places: Sequence[int]) -> list[int]:
    """Return the indices of a longest rising part of distinct numbers."""
    ends: list[int] = []
    best: list[int] = []
    before: list[int | None] = []
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        before.append(best[length - 1] if length else None)
        if length == len(ends):
            ends.append(place)
            best.append(index)
        else:
            ends[length], best[length] = place, index
    chain: list[int] = []
    index = best[-1] if best else None
    while index is not None:
        chain.append(index)
        index = before[index]
    return chain[::-1]


def _touches(one: Drawn, tiles: np.ndarray) -> bool:
    return one.tiles is not None and bool(tiles[one.tiles].any())


def _span(first: float, last: float) -> slice:
    return slice(max(int(first) // TILE, 0), max(int(last) // TILE + 1, 0))
