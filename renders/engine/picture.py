"""A frame's pixels that know where they differ from the frame before.

Whoever takes the frames one by one, such as an encoder, need not look at the rest again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Self

import numpy as np


class Box(NamedTuple):
    """A rectangle of pixels; right and bottom lie outside."""

    left: int
    top: int
    right: int
    bottom: int

    def within(self, height: int, width: int, *, margin: int = 0) -> Box:
        """Grow by a margin on all sides, as far as the picture goes."""
        return Box(
            max(self.left - margin, 0),
            max(self.top - margin, 0),
            min(self.right + margin, width),
            min(self.bottom + margin, height),
        )


class Version:
    """Stands for what a picture showed once: nothing but its identity matters."""


class Picture(np.ndarray):
    """Pixels (height × width × RGBA, uint8) as they are now, shared with whoever draws on them.

    Outside ``boxes`` they are what they were in the version ``before``. Views and results of
    arithmetic know nothing of the kind.
    """

    version: Version | None
    before: Version | None
    boxes: tuple[Box, ...]

    @classmethod
    def of(cls, pixels: np.ndarray, before: Version | None, boxes: tuple[Box, ...]) -> Self:
        picture = pixels.view(cls)
        picture.before, picture.boxes = before, boxes
        picture.version = Version() if boxes or before is None else before
        return picture

    def __array_finalize__(self, _origin: np.ndarray | None) -> None:
        self.version, self.before, self.boxes = None, None, ()


def boxes_of(mask: np.ndarray, tile: int, height: int, width: int) -> Iterator[Box]:
    """Cover the marked tiles of a grid with boxes, as few as runs of rows give."""
    open_runs: dict[tuple[int, int], int] = {}
    for row in range(len(mask) + 1):
        runs = set(_runs(mask[row])) if row < len(mask) else set()
        for run in [run for run in open_runs if run not in runs]:
            top = open_runs.pop(run)
            box = Box(run[0] * tile, top * tile, run[1] * tile, row * tile)
            yield box.within(height, width)
        for run in runs:
            open_runs.setdefault(run, row)


def _runs(row: np.ndarray) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(row, prepend=False, append=False)).tolist()
    return zip(edges[::2], edges[1::2], strict=True)
