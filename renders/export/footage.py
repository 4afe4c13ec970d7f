"""Frames of videos that follow each other, as they were written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import av

Count = Callable[[int], None]  # told how many frames are done since


class Shot(NamedTuple):
    """A frame, its number in the whole, and whether a beat begins with it."""

    picture: av.VideoFrame
    number: int
    is_first: bool


class Shape(NamedTuple):
    """Of a video: pixels, frames a second, and how many frames there are."""

    width: int
    height: int
    rate: Fraction
    frames: int


def shape_of(videos: Sequence[Path]) -> Shape:
    """Measure videos that follow each other and are encoded alike."""
    frames = 0
    for path in videos:
        with av.open(str(path)) as video:
            stream = video.streams.video[0]
            frames += stream.frames
            found = stream.width, stream.height, stream.guessed_rate
    return Shape(*found, frames)


def shots(videos: Sequence[Path]) -> Iterator[Shot]:
    """Decode videos one after the other."""
    number = 0
    for path in videos:
        with av.open(str(path)) as video:
            for place, picture in enumerate(video.decode(video=0)):
                yield Shot(picture, number, place == 0)
                number += 1


def last_picture(video: Path) -> av.VideoFrame:
    """Decode the last frame of a video."""
    for shot in shots([video]):
        last = shot.picture
    return last
