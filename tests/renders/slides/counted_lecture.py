"""Videos in which each frame bears its number, of a size that a test can afford."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from renders.engine.encoder import Encoder
from renders.film.quality import Frame

FRAME = Frame(256, 144, 15)
BITS = 6
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}]]>"


def counted(path: Path, frames: int, first: int = 1) -> Path:
    """Write a video that shows the number of each frame as white squares, bit by bit."""
    encoder = Encoder(FRAME.width, FRAME.height, FRAME.rate)
    for number in range(first, first + frames):
        pixels = np.full((FRAME.height, FRAME.width, 4), (40, 60, 90, 255), np.uint8)
        for bit in range(BITS):
            if number >> bit & 1:
                pixels[50:80, 32 * bit + 36 : 32 * bit + 52] = 255
        encoder.write(pixels)
    path.write_bytes(encoder.close())
    return path
