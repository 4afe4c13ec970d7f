"""PNG files of frames: quickly written, or small with every hue kept."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image

from renders.rehearsal import Picture

COLORS = 256
_EXACT = 64  # of these


def quick_png(picture: Picture) -> bytes:
    """Encode a frame as it is, for whoever reads it once."""
    return _png(Image.fromarray(picture), compress_level=1)


def compact_png(picture: Picture) -> bytes:
    """Encode a frame with a palette, a third as large as in full and as good to the eye.

    The colours that most pixels have are kept as they are. The others share the rest of the palette
    almost alike: one that follows the number of pixels loses the hues that only a few have.
    """
    colors, labels = _label(picture)
    pixels = np.bincount(labels.ravel())
    order = np.argsort(-pixels, kind="stable")
    exact, others = np.split(order, [_EXACT])
    palette, indices = colors[exact], np.zeros(len(colors), np.uint8)
    indices[exact] = np.arange(len(exact))
    if len(others):
        weights = 1 + np.log2(pixels[others]).astype(int)
        nearest, rest = _share(colors[others], weights)
        palette, indices[others] = np.concatenate([palette, rest]), len(exact) + nearest
    image = Image.fromarray(indices[labels], "P")
    image.putpalette(palette.tobytes())
    return _png(image)


def _label(picture: Picture) -> tuple[np.ndarray, np.ndarray]:
    """List a picture's colours, n × 3, and say of each pixel which it has."""
    padded = np.asarray(Image.fromarray(picture).convert("RGBX"))
    codes = padded.view("<u4")[..., 0] & 0xFFFFFF  # blue, green, red from above
    is_there = np.zeros(1 << 24, bool)
    is_there[codes] = True
    known = np.flatnonzero(is_there)
    label = np.empty(1 << 24, np.int32)
    label[known] = np.arange(len(known))
    colors = np.stack([known, known >> 8, known >> 16], axis=-1).astype(np.uint8)
    return colors, label[codes]


def _share(colors: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find for many colours one of few each: the indices of these, and the few."""
    image = Image.fromarray(np.repeat(colors, weights, axis=0)[None])
    method, dither = Image.Quantize.MAXCOVERAGE, Image.Dither.NONE
    few = image.quantize(COLORS - _EXACT, method, kmeans=3, dither=dither)
    nearest = np.asarray(few)[0][np.cumsum(weights) - 1]
    return nearest, np.array(few.getpalette(), np.uint8).reshape(-1, 3)


def _png(image: Image.Image, **options: object) -> bytes:
    written = BytesIO()
    image.save(written, "PNG", **options)
    return written.getvalue()
