"""Small moving pictures for where no video can be played: GIF and animated WebP.

The best of a few sizes that fits into so many bytes is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from PIL import Image

from renders.errors import BadInput
from renders.export.footage import Count, Shape, shape_of, shots
from renders.export.formats import Format
from renders.export.stills import of_few_colors

_COLORS, _SAMPLES = 128, 12  # of a GIF's palette, and how many pictures it is found from


@dataclass(frozen=True)
class Trial:
    """How small, how seldom and how coarse; ``quality`` is WebP's, in per cent."""

    width: int
    rate: int
    quality: int


TRIALS = Trial(640, 15, 75), Trial(640, 12, 55), Trial(560, 10, 45), Trial(480, 10, 35)


class TooLargeError(BadInput):
    """Even the smallest preview has too many bytes."""


def preview(videos: Sequence[Path], target: Path, kind: Format, most: int, count: Count) -> None:
    """Write the best GIF or WebP of at most ``most`` bytes.

    Parameters
    ----------
    count
        Called with the number of frames that have been looked at since.

    Raises
    ------
    TooLargeError
        If there is none.
    """
    write = _write_webp if kind is Format.webp else _write_gif
    shape = shape_of(videos)
    for trial in TRIALS:
        write(list(_reduced(videos, shape, trial, count)), trial, target)
        if target.stat().st_size <= most:
            return
    target.unlink()
    raise TooLargeError(
        f"{target.name}: it does not fit into {most // 1_000} kB as {kind}: choose one --beat, or "
        "take mp4 or webm"
    )


def _reduced(
    videos: Sequence[Path], shape: Shape, trial: Trial, count: Count
) -> Iterator[Image.Image]:
    """Take as many frames a second as the trial asks, and shrink them."""
    step = max(1, round(shape.rate / trial.rate))
    width = min(trial.width, shape.width)
    size = width, round(shape.height * width / shape.width / 2) * 2
    for picture, number, _ in shots(videos):
        if number % step == 0 or number == shape.frames - 1:  # the last is what it comes to
            yield picture.to_image().resize(size, Image.Resampling.LANCZOS)
        count(1)


def _write_webp(pictures: Sequence[Image.Image], trial: Trial, target: Path) -> None:
    options = {"quality": str(trial.quality), "compression_level": "4", "loop": "0"}
    with av.open(str(target), "w", format="webp", options={"loop": "0"}) as file:
        stream = file.add_stream("libwebp_anim", rate=Fraction(trial.rate), options=options)
        stream.width, stream.height = pictures[0].size
        stream.pix_fmt = "yuv420p"
        for number, picture in enumerate(pictures):
            frame = av.VideoFrame.from_image(picture).reformat(format="yuv420p")
            frame.pts = number
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def _write_gif(pictures: Sequence[Image.Image], trial: Trial, target: Path) -> None:
    palette = _palette(pictures)
    first, *rest = (
        picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures
    )
    first.save(
        target,
        save_all=True,
        append_images=rest,
        duration=1000 // trial.rate,
        loop=0,
        optimize=True,
    )


def _palette(pictures: Sequence[Image.Image]) -> Image.Image:
    """Find colours for all pictures from a few of them: a palette that changes would flicker."""
    few = pictures[:: max(1, len(pictures) // _SAMPLES)]
    width, height = few[0].size
    sheet = Image.new("RGB", (width, height * len(few)))
    for place, picture in enumerate(few):
        sheet.paste(picture, (0, place * height))
    return of_few_colors(sheet, _COLORS)
