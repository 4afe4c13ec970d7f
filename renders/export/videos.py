"""Encodes a clip anew for the web, with a key frame at each beat, so that it can be jumped to."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
from av.video.frame import PictureType

from renders.export.footage import Count, shape_of, shots
from renders.export.formats import Format


@dataclass(frozen=True)
class Coding:
    """A codec, and how it is asked to work: flat pictures with sharp edges, of which few change."""

    codec: str
    container: str
    options: dict[str, str]


CODINGS = {
    Format.webm: Coding(
        "libvpx-vp9", "webm", {"crf": "33", "b": "0", "deadline": "realtime", "cpu-used": "5"}
    ),
    Format.av1: Coding("libsvtav1", "mp4", {"crf": "38", "preset": "8"}),
}
APART = 300  # frames between two key frames at most: a seek decodes no more


def encode(videos: Sequence[Path], target: Path, coding: Coding, title: str, count: Count) -> None:
    """Write videos that follow each other as one, by another codec.

    Parameters
    ----------
    count
        Called with the number of frames that have been written since.
    """
    os.environ.setdefault("SVT_LOG", "1")  # errors alone: it tells its settings otherwise
    shape = shape_of(videos)
    options = {"movflags": "faststart"} if coding.container == "mp4" else {}
    with av.open(str(target), "w", format=coding.container, options=options) as file:
        file.metadata["title"] = title
        stream = file.add_stream(coding.codec, rate=shape.rate, options=coding.options)
        stream.width, stream.height, stream.pix_fmt = shape.width, shape.height, "yuv420p"
        stream.codec_context.gop_size = APART
        for picture, number, is_first in shots(videos):
            picture.pts, picture.time_base = number, 1 / shape.rate
            picture.pict_type = PictureType.I if is_first else PictureType.NONE
            file.mux(stream.encode(picture))
            count(1)
        file.mux(stream.encode(None))
