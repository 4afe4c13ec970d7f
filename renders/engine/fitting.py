"""Encodes a beat anew, with more thought, if it has become too large for a page.

The `Encoder` looks at no frame ahead, which is fast, and dear where much changes: a picture of
thousands of cells in motion takes a quarter of a megabyte a second. Here x264 learns first what
later frames are made of, and spends there. What it makes has the same headers, so that it is joined
to all other beats as it is.

At 720p one beat in ten of the film was larger than `MOST`. Each lost 35 to 75 of a hundred bytes,
at 40 to 44 dB beside what it was, but for a flight over 72 matrices: 35 dB, and 44 where it stops.
All of it took half a minute of one core.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from math import log

import av
from av.video.frame import PictureType

from renders.engine.encoder import Encoder

MOST = 500_000  # bytes of a beat
LARGEST = 1280, 720  # pixels of a video for pages; a larger one is for screens
_AHEAD = 10  # frames; more of them save nothing
_TRIES = 4
_LEAST = 0.05  # of the bits: with fewer nothing is left to be seen
_ENDING = 4  # times the bits for the last two frames, at which a lecture stops


def fit(video: bytes) -> bytes:
    """Return a video of a beat as it is, or a smaller one of the same frames."""
    if len(video) <= MOST:
        return video
    with av.open(BytesIO(video)) as file:
        stream = file.streams.video[0]
        if stream.width > LARGEST[0] or stream.height > LARGEST[1]:
            return video
    smallest, share, tried = video, 1.0, []
    while len(smallest) > MOST and len(tried) < _TRIES:
        smaller = _encode(video, share)
        smallest = min(smallest, smaller, key=len)
        tried.append((share, len(smaller)))
        share = _next_share(tried[-2:])
    return smallest


def _next_share(tried: Sequence[tuple[float, int]]) -> float:
    """Guess which share is enough, from how the size has followed the share so far."""
    (before, large), (share, size), power = tried[0], tried[-1], 1.0
    if before > share:
        power = min(max(log(large / size) / log(before / share), 0.3), 1.0)
    return max(share * (0.95 * MOST / size) ** (1 / power), _LEAST)


def _encode(video: bytes, share: float) -> bytes:
    """Encode a video anew, with that share of the bits that its frames would get."""
    with av.open(BytesIO(video)) as file:
        stream = file.streams.video[0]
        last = stream.frames - 1
        zones = f"0,{max(last - 2, 0)},b={share:.3f}/{max(last - 1, 0)},{last},b={_ENDING}"
        params = f"mbtree=1:rc-lookahead={_AHEAD}:aq-mode=2:zones={zones}"
        encoder = Encoder(stream.width, stream.height, float(stream.guessed_rate), params)
        for picture in file.decode(stream):
            picture.pict_type, picture.time_base = PictureType.NONE, 1 / stream.guessed_rate
            encoder.show(picture)
    return encoder.close()
