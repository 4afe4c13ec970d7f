"""A clip whose pictures say which frame they are, with white rectangles where its numbers are.

It is of two queries, two keys, and what is made of them: every value can be worked out by hand.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path

import av
import numpy as np

from renders.engine.encoder import Encoder

WIDTH, HEIGHT, RATE, FRAMES = 640, 360, 30, 300
MOVES_EVERY = 25  # frames, after which all rectangles are elsewhere
BITS = 10  # of the frame's number, in blocks at the lower edge, the smallest at the left
WIDE, HIGH = 32, 18  # pixels of a rectangle

QUERY = np.array([[1.0, 2.0], [-1.0, 0.5]], np.float32)
KEY = np.array([[0.5, 0.25], [2.0, -1.0]], np.float32)
SCORES = np.array([[1.0, 0.0], [-0.375, -2.5]], np.float32)
WEIGHTS = np.array([[0.7310586, 0.2689414], [1.0, 0.0]], np.float32)  # the second row is masked
SENTENCE = "the cat"


def corner(tensor: int, row: int, column: int, frame: int) -> tuple[int, int]:
    """Where the upper left corner of a number is in a frame, in pixels."""
    turn = frame // MOVES_EVERY
    return 64 + 160 * tensor + 64 * column + 16 * (turn % 3), 54 + 72 * row + 18 * (turn % 4)


def shown(frame: int) -> list[tuple[int, int, int]]:
    """What is on screen in a frame: weights and scores; for the last third, the query alone."""
    tensors = (0, 1) if frame < 200 else (2,)
    return [(tensor, row, column) for tensor in tensors for row in (0, 1) for column in (0, 1)]


def picture(frame: int) -> np.ndarray:
    pixels = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    pixels[..., 3] = 255
    for place in shown(frame):
        x, y = corner(*place, frame)
        pixels[y : y + HIGH, x : x + WIDE] = 255
    for bit in range(BITS):
        if frame >> bit & 1:
            pixels[320:352, 32 * bit : 32 * bit + 32] = 255
    return pixels


def _tensor(name: str, array: np.ndarray, formula: str | None, *operands: object) -> dict:
    made_of = [{"tensor": tensor, "index": index} for tensor, index in operands]
    return {
        "name": name,
        "source": 0,
        "shape": list(array.shape),
        "formula": formula,
        "operands": made_of,
        "where": "attention_math/attention.py: attend",
        "data": base64.b64encode(array.astype("<f4").tobytes()).decode(),
    }


def track(label: str = "by hand") -> dict:
    """The clip's numbers, in format 2."""
    arrays = (WEIGHTS, SCORES, QUERY, KEY)
    dotted = (2, ["i", "*"]), (3, ["j", "*"])
    tensors = [
        _tensor("head1.weights", WEIGHTS, "softmax over keys of head1.scores[i]", (1, ["i", "*"])),
        _tensor("head1.scores", SCORES, "head1.query[i] · head1.key[j]", *dotted),
        _tensor("head1.query", QUERY, None),
        _tensor("head1.key", KEY, None),
    ]
    numbers = []
    for first in range(0, FRAMES, MOVES_EVERY):
        for tensor, row, column in shown(first):
            x, y = corner(tensor, row, column, first)
            edges = (x / WIDTH, y / HEIGHT, (x + WIDE) / WIDTH, (y + HIGH) / HEIGHT)
            value = float(arrays[tensor][row, column])
            run = [first, first + MOVES_EVERY - 1, tensor, [row, column], value, f"{value:.2f}"]
            numbers.append([*run, [round(10_000 * edge) for edge in edges]])
    command = f'attention-film trace --sentence "{SENTENCE}"'
    names = ("ask", "weigh", "turn", "end")
    beats = [
        {"name": name, "start": start, "end": start + 75}
        for name, start in zip(names, range(0, FRAMES, 75), strict=True)
    ]
    return {
        "format": 2,
        "fps": RATE,
        "frames": FRAMES,
        "beats": beats,
        "sources": [{"label": label, "command": command}],
        "tensors": tensors,
        "numbers": numbers,
    }


CAPTIONS = "WEBVTT\n\n00:00:00.000 --> 00:00:05.000\nWho listens to whom?\n"


def write_clip(folder: Path) -> None:
    """Write the clip, its numbers and its captions, as the program writes those of a chapter."""
    encoder = Encoder(WIDTH, HEIGHT, RATE)
    for frame in range(FRAMES):
        encoder.write(picture(frame))
    (folder / "Counted.mp4").write_bytes(encoder.close())
    (folder / "Counted.numbers.json").write_text(json.dumps(track()), encoding="utf-8")
    (folder / "Counted.vtt").write_text(CAPTIONS, encoding="utf-8")


def write_webm(path: Path) -> None:
    """Write the same pictures for browsers that play no H.264."""
    with av.open(str(path), "w") as container:
        options = {"deadline": "realtime", "cpu-used": "8"}
        stream = container.add_stream("libvpx-vp9", rate=RATE, options=options)
        stream.codec_context.thread_count = 1
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for frame in range(FRAMES):
            rgba = av.VideoFrame.from_ndarray(picture(frame), format="rgba")
            container.mux(stream.encode(rgba))
        container.mux(stream.encode(None))
