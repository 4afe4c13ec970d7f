"""Pictures as fills: a pixel for each entry of a matrix, faded and morphed as a colour is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Self

import cairo
import numpy as np
from manim import ManimColor, VMobject
from scipy.sparse import csr_array

from attention_math.arrays import frozen

_KEPT = 32  # surfaces; of a thousand pixels squared one takes four megabytes
_STORED = 1024  # pixels of a side that is stored larger than it is
_CAIRO_STEPS = 65536
_UNSEEN = 1 / 512  # pixels of the screen: what covers less of one changes no colour
_OPAQUE = 1 - 1 / 512  # less than half a step of a colour away from 1

Law = Callable[[float], ManimColor]
Corners = tuple[np.ndarray, np.ndarray, np.ndarray]


class Pixels:
    """The colours of a matrix's entries, read-only, so that all copies share them.

    Parameters
    ----------
    colors
        Rows × columns × (red, green, blue), 0 … 255.
    """

    def __init__(self, colors: np.ndarray) -> None:
        self.colors = frozen(np.array(colors, dtype=np.uint8))

    @classmethod
    def of(cls, values: np.ndarray, law: Law) -> Pixels:
        """Colour a matrix by a law that is monotone in each channel on either side of zero."""
        return cls(_colored(values, law))

    @property
    def shape(self) -> tuple[int, int]:
        return self.colors.shape[:2]

    def mean(self) -> np.ndarray:
        """Return the one colour that comes closest to the whole, 0 … 1."""
        return self.colors.mean(axis=(0, 1)) / 255

    def pattern(self, context: cairo.Context, corners: Corners) -> cairo.Pattern:
        """Lay the pixels out between an upper left, an upper right and a lower left corner.

        A cell of a pixel of the screen or more has sharp edges. Smaller ones are averaged, as many
        as a pixel covers, so that none is left out by chance and nothing flickers on the way.
        """
        if self.shape == (1, 1):
            return cairo.SolidPattern(*_as_stored(self.colors[0, 0] / 255))
        start, *ways = (np.array(context.user_to_device(*corner[:2])) for corner in corners)
        across, down = (way - start for way in ways)
        counts = tuple(
            _steps(count, float(np.hypot(*way)))
            for count, way in zip(self.shape, (down, across), strict=True)
        )
        pattern = cairo.SurfacePattern(_surface(self, *counts))
        pattern.set_matrix(_way_back(context, start, across / counts[1], down / counts[0]))
        pattern.set_filter(cairo.FILTER_NEAREST)
        pattern.set_extend(cairo.EXTEND_PAD)
        return pattern

    def __copy__(self) -> Pixels:
        return self

    def __deepcopy__(self, _memo: dict[int, object]) -> Pixels:
        return self


class PixelFill(np.ndarray):
    """manim's array of a fill's colours and opacities, and the pictures to be painted instead.

    manim fades and morphs a fill by arithmetic, ``(1 - alpha) * start + alpha * end``. So this
    array follows it: a sum of two fills is painted as their mixture, each by its share of the
    opacity. That holds for any two mobjects, whichever of them has the picture. The array's own
    colours are the mean of the picture, and its two rows make a camera that knows no pictures ask
    for the ends of a gradient, where a heat map can say what is missing.
    """

    pictures: tuple[tuple[Pixels, float], ...]  # from below, with shares that sum to 1
    factor: float  # what the fill has been multiplied by on the way to a mixture

    def __new__(cls, pixels: Pixels, opacity: float = 1.0) -> Self:
        fill = np.tile([*pixels.mean(), opacity], (2, 1)).view(cls)
        fill.pictures = ((pixels, 1.0),)
        return fill

    def __array_finalize__(self, origin: np.ndarray | None) -> None:
        self.pictures = getattr(origin, "pictures", ())
        self.factor = getattr(origin, "factor", 1.0)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:  # noqa: ANN401 - as numpy does
        if "out" in options:
            options["out"] = tuple(_plain(array) for array in options["out"])
        result = getattr(ufunc, method)(*map(_plain, inputs), **options)
        if method != "__call__":
            return result
        others = [one for one in inputs if not isinstance(one, PixelFill)]
        if ufunc is np.multiply and len(others) == 1 and np.shape(result) == self.shape:
            return self._times(others[0], result)
        if ufunc is np.add and all(np.ndim(one) == self.ndim == 2 for one in inputs):
            return self._mixed(inputs, result)
        return result

    def paint(self, context: cairo.Context, corners: Corners) -> None:
        """Fill the current path, and keep it."""
        across, down = (
            context.user_to_device_distance(*(corner - corners[0])[:2]) for corner in corners[1:]
        )
        if not abs(across[0] * down[1] - across[1] * down[0]) > _UNSEEN:
            return  # no area, and so no way back from the screen to the pixels; or no number
        for pixels, opacity in self.layers():
            context.set_source(pixels.pattern(context, corners))
            if opacity >= _OPAQUE:
                context.fill_preserve()
                continue
            context.save()
            context.clip_preserve()
            context.paint_with_alpha(opacity)
            context.restore()

    def layers(self) -> list[tuple[Pixels, float]]:
        """Return what is to be painted, from below, and how opaque each is."""
        return _over_each_other(self.pictures, float(self[0, 3]))

    def _times(self, other: object, result: np.ndarray) -> PixelFill:
        fill = result.view(PixelFill)
        fill.pictures = self.pictures
        fill.factor = self.factor * (float(other) if np.ndim(other) == 0 else 1.0)
        return fill

    def _mixed(self, parts: Iterable[np.ndarray], result: np.ndarray) -> PixelFill:
        """Weigh pictures and plain colours by their opacities, or by their factors if all are 0."""
        fills = [part if isinstance(part, PixelFill) else self._rest(part) for part in parts]
        weights = [float(fill[0, 3]) for fill in fills]
        if not any(weights):
            weights = [fill.factor for fill in fills]
        shares: dict[Pixels, float] = {}
        for fill, weight in zip(fills, weights, strict=True):
            for pixels, share in fill.pictures:
                shares[pixels] = shares.get(pixels, 0.0) + share * weight
        total = sum(shares.values()) or 1.0
        mixture = result.view(PixelFill)
        mixture.pictures = tuple((pixels, share / total) for pixels, share in shares.items())
        mixture.factor = sum(fill.factor for fill in fills)
        return mixture

    def _rest(self, plain: np.ndarray) -> PixelFill:
        """Read a plain fill that was multiplied by what this one lacks to 1."""
        factor = 1 - self.factor
        color = plain[:, :3].mean(axis=0) / (factor or 1.0)
        rest = plain.view(PixelFill)
        rest.pictures = ((_flat(*np.rint(255 * np.clip(color, 0, 1))), 1.0),)
        rest.factor = factor
        return rest


def corners_of(vmobject: VMobject) -> Corners:
    """Return where the picture of a fill has its upper left, upper right and lower left corner.

    A rectangle's path runs from the upper right against the clock. Where a transformation has cut
    its curves into more, it has cut each of the four into as many as the others.
    """
    path, curves = vmobject.points, 4
    if len(path) != 4 * curves:
        path = vmobject.get_subpaths()[0]
        # manim makes room for further outlines by curves of no length at a path's end.
        moves = np.flatnonzero(~np.isclose(path, path[-1]).all(axis=1))
        curves = moves[-1] // 4 + 1 if len(moves) else len(path) // 4
    right, left, below = (path[4 * -(-corner * curves // 4)] for corner in range(3))
    return left, right, below


def _plain(array: object) -> object:
    return array.view(np.ndarray) if isinstance(array, PixelFill) else array


def _over_each_other(
    pictures: Iterable[tuple[Pixels, float]], opacity: float
) -> list[tuple[Pixels, float]]:
    """Turn shares of one opacity into opacities of layers, each of which covers those below."""
    layers, free = [], 1.0
    for pixels, share in reversed(tuple(pictures)):
        part = share * opacity
        if part > 0:
            layers.append((pixels, min(1.0, part / free)))
        free -= part
    return layers[::-1]


def _colored(values: np.ndarray, law: Law) -> np.ndarray:
    """Ask the law only where its answer can change: a million entries have few colours."""
    distinct, place = np.unique(values, return_inverse=True)
    colors = np.zeros((len(distinct), 3), dtype=np.uint8)

    def ask(index: int) -> None:
        colors[index] = law(float(distinct[index])).to_int_rgb()

    def settle(first: int, last: int) -> None:
        if last - first < 2:
            return
        if (colors[first] == colors[last]).all():
            colors[first:last] = colors[first]
            return
        middle = (first + last) // 2
        ask(middle)
        settle(first, middle)
        settle(middle, last)

    hidden, zero = np.searchsorted(distinct, [-np.finfo(float).max, 0.0])
    for first, end in ((0, hidden), (hidden, zero), (zero, len(distinct))):
        if first < end:
            ask(first)
            ask(end - 1)
            settle(first, end - 1)
    return colors[place].reshape(*values.shape, 3)


@lru_cache(maxsize=256)
def _flat(*color: float) -> Pixels:
    return Pixels(np.array(color).reshape(1, 1, 3))


def _steps(cells: int, length: float) -> int:
    """Return how many pixels to store for a side: at most as many as it has on the screen.

    Cells that are larger are repeated, since cairo takes steps of 1/65536 of a stored pixel.
    """
    if length < cells:
        return max(1, round(length))
    times = min(length / cells, max(1, _STORED / cells))
    return cells * 2 ** int(np.log2(times))


def _way_back(
    context: cairo.Context, start: np.ndarray, across: np.ndarray, down: np.ndarray
) -> cairo.Matrix:
    """Return the map from the stage to stored pixels, which have these sides on the screen.

    cairo rounds it in the middle of what it draws. Rounded in the middle of the screen beforehand,
    a part of the picture is drawn just as the whole would be.
    """
    screen = context.get_target()
    middle = np.array([screen.get_width(), screen.get_height()]) / 2
    exact = np.linalg.inv(np.stack([across, down], axis=1))
    turn = np.rint(exact * _CAIRO_STEPS) / _CAIRO_STEPS
    if not np.linalg.det(turn):
        turn = exact
    place = exact @ (middle - start) - turn @ middle
    return context.get_matrix() * cairo.Matrix(*turn.T.ravel(), *place)


def _as_stored(color: np.ndarray) -> np.ndarray:
    """Exchange red and blue: manim's surfaces hold them the other way round than cairo's."""
    return color[::-1]


@lru_cache(maxsize=_KEPT)
def _surface(pixels: Pixels, rows: int, columns: int) -> cairo.ImageSurface:
    """Store the pixels, averaged or repeated to that many, in the order of manim's surfaces."""
    stored = np.full((rows, columns, 4), 255, dtype=np.uint8)
    stored[..., :3] = _resized(_resized(pixels.colors, rows).swapaxes(0, 1), columns).swapaxes(0, 1)
    return cairo.ImageSurface.create_for_data(stored, cairo.FORMAT_RGB24, columns, rows)


def _resized(colors: np.ndarray, rows: int) -> np.ndarray:
    """Repeat the rows of an image, or average them to fewer, which cover some of them in part."""
    if rows >= len(colors):
        return colors.repeat(rows // len(colors), axis=0)
    flat = colors.reshape(len(colors), -1)
    mean = _coverage(len(colors), rows) @ flat.astype(np.float32)
    return np.rint(mean).astype(np.uint8).reshape(rows, *colors.shape[1:])


def _coverage(count: int, fewer: int) -> csr_array:
    """Return the share of each of ``count`` equal steps in each of ``fewer`` that are longer."""
    edges = np.unique(np.concatenate([np.arange(count + 1) * fewer, np.arange(fewer + 1) * count]))
    longer, step = edges[:-1] // count, edges[:-1] // fewer
    shares = np.diff(edges).astype(np.float32) / count
    return csr_array((shares, (longer, step)), shape=(fewer, count))
