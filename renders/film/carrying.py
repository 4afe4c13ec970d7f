"""Seams on which what stands in both clips travels, while the rest dissolves."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from io import BytesIO
from math import ceil, floor

import numpy as np
from manim.utils.rate_functions import smooth
from PIL import Image

from renders.engine.encoder import Encoder
from renders.film.taken_apart import TakenApart, common
from renders.workers.memory import give_back

SECONDS = 0.7
ALONE_FROM = 0.4  # of its time on, and until as long before its end
LEAD = 0.3  # of its time, where one direction goes first

Box = Sequence[float]  # left, top, right, bottom, in pixels


def build_carrying(before: TakenApart, after: TakenApart, rate: int) -> bytes:
    """Return a video from the last picture of one clip to the first of another.

    Raises
    ------
    ValueError
        If the two are not of one size.
    """
    seam = Seam(before, after)
    frames = round(SECONDS * rate)
    encoder = Encoder(*seam.size, float(rate))
    for number in range(1, frames + 1):
        encoder.write(seam.picture(number / (frames + 1)))
    video = encoder.close()
    give_back()
    return video


class Seam:
    """All pictures between two sides; what stands on one of them alone belongs to its rest."""

    def __init__(self, before: TakenApart, after: TakenApart) -> None:
        pairs = common(before, after)
        self.start = _laid_out(before, {id(one) for one, _ in pairs})
        self.end = _laid_out(after, {id(one) for _, one in pairs})
        if self.start.shape != self.end.shape:
            raise ValueError("the two sides of a seam differ in size: render both anew")
        self.grounds = self.start[0, 0].copy(), self.end[0, 0].copy()  # their corners are empty
        self.start -= self.grounds[0]
        self.end -= self.grounds[1]
        self.canvas = np.empty_like(self.start)  # each costs 25 MB at 1080p: three must do
        self.leading = _leading([(one.anchor, other.anchor) for one, other in pairs])
        self.pairs = [tuple((one, _pixels(one.png)) for one in pair) for pair in pairs]

    @property
    def size(self) -> tuple[int, int]:
        height, width, _ = self.start.shape
        return width, height

    def picture(self, time: float) -> np.ndarray:
        """Draw the picture (height × width × RGBA) at a share of the seam's time.

        The old rest is gone before the new one begins to come: no text crosses another, and
        between them nothing but what travels is seen.
        """
        share, canvas = np.float32(smooth(time)), self.canvas
        canvas[:] = 0
        for rest, gone in ((self.start, time), (self.end, 1 - time)):
            if gone < ALONE_FROM:
                np.multiply(np.float32(smooth(1 - gone / ALONE_FROM)), rest, out=canvas)
        canvas += (1 - share) * self.grounds[0] + share * self.grounds[1]
        for (old, old_look), (new, new_look) in self.pairs:
            anchor = between(old.anchor, new.anchor, time, self.leading)
            boxes = (onto(one.box, one.anchor, anchor) for one in (old, new))
            looks = ((old_look, 1 - share), (new_look, share))
            lay_over(canvas, [(box, *look) for box, look in zip(boxes, looks, strict=True)])
        shown = np.full((*canvas.shape[:2], 4), 255, np.uint8)
        shown[..., :3] = np.rint(canvas.clip(0, 255, out=canvas), out=canvas)
        return shown


def between(old: Box, new: Box, time: float, leading: int | None = None) -> Box:
    """Return the box on its way at a share of the time; it may go ``leading`` 0 across first."""
    size, box = smooth(time), [0.0] * 4
    for axis in (0, 1):
        late = 0.0 if leading is None or axis == leading else LEAD
        early = 0.0 if leading is None else LEAD - late
        share = smooth(min(1.0, max(0.0, (time - late) / (1 - late - early))))
        (start, half), (end, other) = (_middle(one, axis) for one in (old, new))
        center, reach = start + share * (end - start), half + size * (other - half)
        box[axis], box[axis + 2] = center - reach, center + reach
    return box


def _middle(box: Box, axis: int) -> tuple[float, float]:
    """Return the middle of a box along an axis, and how far it reaches to either side."""
    return (box[axis] + box[axis + 2]) / 2, (box[axis + 2] - box[axis]) / 2


def _leading(ways: Sequence[tuple[Box, Box]]) -> int | None:
    """Tell along which axis to go first, so that a column that becomes a row never crosses itself.

    It is that along which boxes spread, if along the other they close up; those that hardly leave
    their place do not count.
    """
    ways = [(old, new) for old, new in ways if not _overlap(old, new)]
    if not ways:
        return None
    grows = []
    for axis in (0, 1):
        start, end = ([_middle(way[side], axis)[0] for way in ways] for side in (0, 1))
        grows.append(np.ptp(end) - np.ptp(start))
    return None if grows[0] * grows[1] >= 0 else int(np.argmax(grows))


def _overlap(one: Box, other: Box) -> bool:
    return all(max(one[i], other[i]) < min(one[i + 2], other[i + 2]) for i in (0, 1))


def onto(box: Box, anchor: Box, target: Box) -> Box:
    """Move and stretch a box as its anchor has to be to become the target."""
    scales = [
        (target[end] - target[start]) / max(1.0, anchor[end] - anchor[start])
        for start, end in ((0, 2), (1, 3))
    ]
    return [target[i % 2] + (place - anchor[i % 2]) * scales[i % 2] for i, place in enumerate(box)]


def lay_over(canvas: np.ndarray, looks: Sequence[tuple[Box, np.ndarray, float]]) -> None:
    """Lay a mix of looks, each stretched to its box and with its share, over a canvas."""
    height, width, _ = canvas.shape
    boxes = np.array([box for box, _, _ in looks])
    left, top = (max(0, floor(edge)) for edge in boxes[:, :2].min(axis=0))
    right, bottom = boxes[:, 2:].max(axis=0)
    target = left, top, min(width, ceil(right)), min(height, ceil(bottom))
    mixed = sum(np.float32(share) * stretched(look, box, target) for box, look, share in looks)
    part = canvas[top : target[3], left : target[2]]
    part *= 1 - mixed[..., 3:] / 255
    part += mixed[..., :3]


def stretched(look: np.ndarray, box: Box, target: tuple[int, int, int, int]) -> np.ndarray:
    """Sample a look, which fills the box, at the pixels of the target; around it is nothing."""
    size = target[2] - target[0], target[3] - target[1]
    scales = [look.shape[1] / (box[2] - box[0]), look.shape[0] / (box[3] - box[1])]
    edges = [(place - box[i % 2]) * scales[i % 2] for i, place in enumerate(target)]
    margin = ceil(max(-min(edges), edges[2] - look.shape[1], edges[3] - look.shape[0], 0)) + 1
    padded = np.pad(look, ((margin, margin), (margin, margin), (0, 0)))
    image = Image.frombytes("RGBa", padded.shape[1::-1], padded.tobytes())
    source = [edge + margin for edge in edges]
    drawn = image.resize(size, Image.Resampling.BILINEAR, box=source)
    return np.frombuffer(drawn.tobytes(), np.uint8).reshape(*size[::-1], 4).astype(np.float32)


def _laid_out(side: TakenApart, left_out: set[int]) -> np.ndarray:
    """Put all parts back into the rest but those that travel."""
    canvas = _pixels(side.rest).astype(np.float32)
    for part in side.parts:
        if id(part) not in left_out:
            lay_over(canvas, [(part.box, _pixels(part.png), 1.0)])
    return canvas


def _pixels(png: str) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(base64.b64decode(png))))
