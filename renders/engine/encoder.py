"""Encodes pictures into an H.264 video that is kept in memory until it is whole.

manim hands each frame to a thread of its own through an unbounded queue and makes a new video
frame of it each time it is shown: a held picture is copied and converted anew for every frame.
Here a picture is converted once, in the caller's thread, so that no picture waits in memory.
"""

from __future__ import annotations

from io import BytesIO

import av
import numpy as np
from manim.scene.scene_file_writer import to_av_frame_rate

CODEC = "libx264"
PIXEL_FORMAT = "yuv420p"
OPTIONS = {"crf": "23"}


class Encoder:
    """An mp4 of ``width`` × ``height`` pixels, whose n-th frame is shown from n / ``rate`` s on."""

    def __init__(self, width: int, height: int, rate: float) -> None:
        self.shape = height, width, 4
        self.frames = 0
        self._buffer = BytesIO()
        self._container = av.open(self._buffer, "w", format="mp4")
        stream = self._container.add_stream(CODEC, rate=to_av_frame_rate(rate), options=OPTIONS)
        stream.width, stream.height, stream.pix_fmt = width, height, PIXEL_FORMAT
        self._stream = stream

    def write(self, pixels: np.ndarray, count: int = 1) -> None:
        """Show a picture (height × width × RGBA, uint8) for ``count`` frames.

        The picture may be drawn over once this returns.

        Raises
        ------
        ValueError
            If the picture has another size.
        """
        if pixels.shape != self.shape:
            raise ValueError(f"a picture of {pixels.shape} in a video of {self.shape}")
        picture = av.VideoFrame.from_ndarray(pixels, format="rgba").reformat(format=PIXEL_FORMAT)
        for _ in range(count):
            picture.pts = self.frames
            self._container.mux(self._stream.encode(picture))
            self.frames += 1

    def close(self) -> bytes:
        """Encode what is left and return the whole file.

        Raises
        ------
        ValueError
            If nothing was written: there is no video without a frame.
        """
        if not self.frames:
            raise ValueError("a video needs a frame")
        self._container.mux(self._stream.encode(None))
        self._container.close()
        return self._buffer.getvalue()
