"""Short cross-fades, so that the film does not jump from a clip's last frame to the next one.

A bridge is encoded as manim encodes its clips: it can stand between them without touching them.
"""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
from manim.utils.rate_functions import smooth

SECONDS = 0.8
FORMAT = "yuv420p"
OPTIONS = {"crf": "23"}  # manim's own


def build_bridge(before: Path, after: Path, target: Path) -> None:
    """Write a clip that leads from the last frame of one clip to the first frame of another."""
    with av.open(str(before)) as first, av.open(str(after)) as second:
        stream = first.streams.video[0]
        start, end = _pixels(_last_frame(first)), _pixels(next(second.decode(video=0)))
        rate, width, height = stream.guessed_rate, stream.width, stream.height
    frames = round(SECONDS * rate)
    with av.open(str(target), "w") as bridge:
        encoder = bridge.add_stream("libx264", rate=rate, options=OPTIONS)
        encoder.pix_fmt, encoder.width, encoder.height = FORMAT, width, height
        for number in range(1, frames + 1):
            share = smooth(number / (frames + 1))
            mixed = np.rint((1 - share) * start + share * end).astype(np.uint8)
            bridge.mux(encoder.encode(av.VideoFrame.from_ndarray(mixed, format=FORMAT)))
        bridge.mux(encoder.encode(None))


def _last_frame(clip: av.container.InputContainer) -> av.VideoFrame:
    stream = clip.streams.video[0]
    clip.seek(stream.duration, stream=stream)  # to the last key frame
    *_, last = clip.decode(stream)
    return last


def _pixels(frame: av.VideoFrame) -> np.ndarray:
    """Return brightness and colour as they are stored: mixing them mixes what is seen."""
    return frame.to_ndarray(format=FORMAT).astype(float)
