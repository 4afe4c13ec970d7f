"""Short cross-fades, so that the film does not jump from a clip's last frame to the next one.

It is encoded as all segments are: it can stand between them without touching them.
"""

from __future__ import annotations

from collections import deque
from pathlib import Path

import av
import numpy as np
from manim.utils.rate_functions import smooth

from renders.engine.encoder import PIXEL_FORMAT, Encoder
from renders.workers.memory import give_back

SECONDS = 0.5


def build_crossfade(before: Path, after: Path) -> bytes:
    """Return a video from the last frame of one video to the first frame of another."""
    with av.open(str(before)) as first, av.open(str(after)) as second:
        stream = first.streams.video[0]
        rate, width, height = stream.guessed_rate, stream.width, stream.height
        start, way = _pixels(_last_frame(first)), _pixels(next(second.decode(video=0)))
    way -= start
    crossfade = Encoder(width, height, float(rate))
    frames = round(SECONDS * rate)
    for number in range(1, frames + 1):
        share = np.float32(smooth(number / (frames + 1)))  # a double would make all of them double
        mixed = share * way
        mixed += start
        mixed = np.rint(mixed, out=mixed).astype(np.uint8)
        crossfade.show(av.VideoFrame.from_ndarray(mixed, format=PIXEL_FORMAT))
    video = crossfade.close()
    give_back()
    return video


def _last_frame(video: av.container.InputContainer) -> av.VideoFrame:
    stream = video.streams.video[0]
    video.seek(stream.duration, stream=stream)  # to the last key frame
    (last,) = deque(video.decode(stream), maxlen=1)  # all of them at once are a gigabyte
    return last


def _pixels(frame: av.VideoFrame) -> np.ndarray:
    """Return brightness and colour as they are stored: mixing them mixes what is seen."""
    return frame.to_ndarray(format=PIXEL_FORMAT).astype(np.float32)
