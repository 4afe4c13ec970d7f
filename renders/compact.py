"""PNG files of frames: quickly written, or small with every hue kept."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image

from renders.rehearsal import Picture

COLORS = 256
_EXACT = 64  # of these
_PLACES = np.array([1 << 16, 1 << 8, 1], np.uint32)  # of red, green and blue in one number


def quick_png(picture: Picture) -> bytes:
    """Encode a frame as it is, for whoever reads it once."""
    return _png(Image.fromarray(picture), compress_level=1)


def compact_png(picture: Picture) -> bytes:
    """Encode a frame with a palette, a third as large as in full and as good to the eye.

    The colours that most pixels have are kept as they are. The others share the rest of the palette
    almost alike: one that follows the number of pixels loses the hues that only a few have.
    """
    codes = picture.astype(np.uint32) @ _PLACES
    pixels = np.bincount(codes.ravel(), minlength=_PLACES[0] << 8)
    known = np.flatnonzero(pixels)
    by_pixels = known[np.argsort(-pixels[known], kind="stable")]
    exact, others = np.split(_split(by_pixels), [_EXACT])
    palette, indices = exact, np.arange(len(by_pixels))
    if len(others):
        weights = 1 + np.log2(pixels[by_pixels[_EXACT:]]).astype(int)
        nearest, rest = _share(others, weights)
        palette, indices[_EXACT:] = np.concatenate([exact, rest]), _EXACT + nearest
    table = np.zeros(len(pixels), np.uint8)
    table[by_pixels] = indices
    image = Image.fromarray(table[codes], "P")
    image.putpalette(palette.tobytes())
    return _png(image)


def _share(colors: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find for many colours one of few each: the indices of these, and the few."""
    image = Image.fromarray(np.repeat(colors, weights, axis=0)[None])
    method, dither = Image.Quantize.MAXCOVERAGE, Image.Dither.NONE
    few = image.quantize(COLORS - _EXACT, method, kmeans=3, dither=dither)
    nearest = np.asarray(few)[0][np.cumsum(weights) - 1]
    return nearest, np.array(few.getpalette(), np.uint8).reshape(-1, 3)


def _split(codes: np.ndarray) -> np.ndarray:
    return (codes[:, None] // _PLACES % 256).astype(np.uint8)


def _png(image: Image.Image, **options: object) -> bytes:
    written = BytesIO()
    image.save(written, "PNG", **options)
    return written.getvalue()
