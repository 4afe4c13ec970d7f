"""What stands where a label should not."""

from __future__ import annotations

from typing import NamedTuple, Self

import numpy as np
from manim import Line, Mobject, Polygon

_AIR_AT_LINES, _AIR_AT_BOXES = 0.08, 0.1
_BOX = 10  # lines that are touched rather than one word, or one bar


class Obstacle(NamedTuple):
    """What a label should not touch: boxes of one half size, around points × 2."""

    middles: np.ndarray
    half: np.ndarray
    weight: int

    @classmethod
    def of(cls, mobject: Mobject) -> Self:
        """Take a mobject's box; an arrow, a line or an outline is sampled."""
        if not isinstance(mobject, Line | Polygon):
            half = np.array([mobject.width, mobject.height]) / 2
            return cls(mobject.get_center()[None, :2], half + _AIR_AT_BOXES, _BOX)
        points = [mobject.point_from_proportion(share) for share in np.linspace(0.02, 1, 40)]
        points += [corner for part in mobject.submobjects for corner in part.points]
        return cls(np.array(points)[:, :2], np.full(2, _AIR_AT_LINES), 1)

    def is_touched(self, middle: np.ndarray, half: np.ndarray) -> bool:
        """Say whether a box with this middle and half size comes too near."""
        return bool((np.abs(self.middles - middle) < self.half + half).all(axis=1).any())
