"""An arrow that is one filled shape, so that it can shrink to nothing and keep its form."""

from __future__ import annotations

import numpy as np
from manim.utils.color import ManimColor

from scenes.stage.shapes import Path

_HEAD, _WING = 2.6, 1.5  # how long the head is, and how far it stands out on each side, in shafts


class FilledArrow(Path):
    """An arrow from one point to another, with a shaft as thick as ``thick``."""

    def __init__(
        self, start: np.ndarray, end: np.ndarray, *, color: ManimColor, thick: float = 0.1
    ) -> None:
        super().__init__(fill_color=color, fill_opacity=1, stroke_width=0)
        self._thick = thick
        self.reach(start, end)

    def reach(self, start: np.ndarray, end: np.ndarray) -> FilledArrow:
        """Lead from here to there; a short arrow is thinner."""
        way = np.asarray(end, dtype=float) - start
        length = float(np.hypot(way[0], way[1])) or 1e-6
        along = way / length
        thick = min(self._thick, 0.3 * length)
        aside = thick / 2 * np.array([-along[1], along[0], 0.0])
        neck = end - _HEAD * thick * along
        wing = (1 + _WING) * aside
        left = [start + aside, neck + aside, neck + wing]
        right = [neck - wing, neck - aside, start - aside]
        return self.set_points_as_corners([*left, np.asarray(end, float), *right, left[0]])

    def ends(self) -> np.ndarray:
        """Return the points from which it leads, and to which it points."""
        corners = self.points[::4]
        return np.array([(corners[0] + corners[6]) / 2, corners[3]])
