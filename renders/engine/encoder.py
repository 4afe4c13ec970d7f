"""Encodes pictures into an H.264 video that is kept in memory until it is whole.

manim hands each frame to a thread of its own through an unbounded queue, copies it and converts it
to YUV, anew for every frame of a held picture: 7 ms of processor time a frame at 1920 × 1080, and
up to a gigabyte of waiting frames. Here only what a `Picture` says has changed is converted, from
the pixels where they lie into one YUV frame, and in the caller's thread, so that none waits.
"""

from __future__ import annotations

from io import BytesIO

import av
import numpy as np
from av.video.reformatter import VideoReformatter
from manim.scene.scene_file_writer import to_av_frame_rate

from renders.engine.picture import Box, Picture, Version

CODEC = "libx264"
PIXEL_FORMAT = "yuv420p"
# manim asks for crf 23 at x264's preset "medium". Two stretches of a chapter at 1920 × 1080 on one
# thread, each as processor time a frame, bytes, PSNR of the worst frame, SSIM where something is:
#   medium, crf 23:     22 and 24 ms, 366 and  601 kB, 44.2 and 41.1 dB, 0.9881 and 0.9915
#   veryfast, crf 20:   10 and 10 ms, 486 and  905 kB, 44.6 and 42.4 dB, 0.9906 and 0.9934
#   superfast, crf 25: 7.6 and 7.5 ms, 612 and 1048 kB, 45.2 and 43.3 dB, 0.9918 and 0.9940
# The last is closest to what was drawn at a third of the cost, and needs no frames ahead, a hundred
# megabytes of them. The price is size.
# x264 may use B-frames everywhere: to ask for each whether it pays (b_strategy 1) costs half a
# millisecond more and makes the files no smaller, 291 and 355 kB against 284 and 269.
OPTIONS = {"preset": "superfast", "crf": "25", "b_strategy": "0"}
THREADS = 1  # scenes are rendered side by side, and a thread more costs a quarter more in all
_SIZES = 16  # boxes of so many sizes are converted without setting up anything; 64: 40 MB more
_REACH = 8  # pixels; the colours at half resolution are averaged from less on either side


class Encoder:
    """An mp4 of ``width`` × ``height`` pixels, whose n-th frame is shown from n / ``rate`` s on.

    Parameters
    ----------
    params
        More that x264 shall heed, in its own words; `OPTIONS` are for what is in a hurry.
    """

    def __init__(self, width: int, height: int, rate: float, params: str = "") -> None:
        self.shape = height, width, 4
        self.frames = 0
        self._buffer = BytesIO()
        self._container = av.open(self._buffer, "w", format="mp4")
        options = OPTIONS | ({"x264-params": params} if params else {})
        stream = self._container.add_stream(CODEC, rate=to_av_frame_rate(rate), options=options)
        stream.width, stream.height, stream.pix_fmt = width, height, PIXEL_FORMAT
        stream.codec_context.thread_count = THREADS
        self._stream = stream
        self._frame = av.VideoFrame(width, height, PIXEL_FORMAT)
        self._planes = _planes_of(self._frame)
        self._reformatters: dict[tuple[int, int], VideoReformatter] = {}
        self._shown: Version | None = None

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
        self._convert(pixels)
        self.show(self._frame, count)

    def show(self, picture: av.VideoFrame, count: int = 1) -> None:
        """Show a picture that is stored as the video's are, for ``count`` frames."""
        for _ in range(count):
            # libx264 copies a frame before it returns, so the same one can be sent again.
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
        del self._stream, self._container  # with x264's frames: a hundred megabytes at 1080p
        return self._buffer.getvalue()

    def _convert(self, pixels: np.ndarray) -> None:
        """Bring the YUV frame up to date; where that is not known, convert it all."""
        height, width, _ = self.shape
        whole = (Box(0, 0, width, height),)
        boxes, version = whole, None
        if isinstance(pixels, Picture) and pixels.version is not None:
            version = pixels.version
            if version is self._shown:
                boxes = ()
            elif pixels.before is not None and pixels.before is self._shown:
                boxes = pixels.boxes
        for box in boxes:
            self._convert_box(np.asarray(pixels), box)
        self._shown = version

    def _convert_box(self, pixels: np.ndarray, box: Box) -> None:
        """Convert what a box of changed pixels reaches, from all the pixels that reach there.

        The edges of the box are even.
        """
        height, width, _ = self.shape
        left, top, right, bottom = box.within(height, width, margin=2 * _REACH)
        box = box.within(height, width, margin=_REACH)
        part = av.VideoFrame.from_numpy_buffer(pixels[top:bottom, left:right], format="rgba")
        planes = _planes_of(self._reformatter(part).reformat(part, format=PIXEL_FORMAT))
        for step, ours, new in zip((1, 2, 2), self._planes, planes, strict=True):
            rows = slice(box.top // step, -(-box.bottom // step))
            columns = slice(box.left // step, -(-box.right // step))
            down, across = top // step, left // step
            ours[rows, columns] = new[
                rows.start - down : rows.stop - down, columns.start - across : columns.stop - across
            ]

    def _reformatter(self, part: av.VideoFrame) -> VideoReformatter:
        """Keep what libswscale sets up for a size: that costs more than to convert a small part."""
        size = part.width, part.height
        known = self._reformatters.pop(size, None) or VideoReformatter()
        self._reformatters[size] = known
        if len(self._reformatters) > _SIZES:
            del self._reformatters[next(iter(self._reformatters))]
        return known


def _planes_of(frame: av.VideoFrame) -> list[np.ndarray]:
    """Look at the planes of a frame as arrays that can be written to."""
    return [
        np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
        for plane in frame.planes
    ]
