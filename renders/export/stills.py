"""The last frame of a beat, or of a clip, as a small PNG; and pictures of few colours."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from renders.export.footage import last_picture

POSTER = 60_000  # bytes at most: a page loads it before anything is played
_COLORS = 256, 128, 64, 32, 16


def of_few_colors(picture: Image.Image, colors: int) -> Image.Image:
    """Give a picture a palette, and no pixel a colour to make up for its neighbour's."""
    # By coverage: a palette that follows the number of pixels loses the hues that only a few have.
    method, dither = Image.Quantize.MAXCOVERAGE, Image.Dither.NONE
    return picture.quantize(colors, method, kmeans=1, dither=dither)


def write_still(video: Path, target: Path, most: int | None = None) -> None:
    """Write the last frame of a video, with as many colours as fit into ``most`` bytes."""
    whole = last_picture(video).to_image()
    for colors in _COLORS:
        of_few_colors(whole, colors).save(target, optimize=True)
        if most is None or target.stat().st_size <= most:
            return
