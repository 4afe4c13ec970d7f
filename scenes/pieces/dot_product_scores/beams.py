"""Light that falls from the origin of a plane along a direction, and the line across it."""

from __future__ import annotations

import numpy as np
from manim import UP, Intersection, Polygon, VGroup

from scenes import theme
from scenes.pieces.dot_product_scores.vector_plane import VectorPlane
from scenes.stage.claims import Furniture, shows
from scenes.stage.shapes import Path, Rectangle, Rule

_HALVES = (0.16, 0.34)  # radians to either side, each a light of its own
_LIGHT, _BEHIND = 0.13, -1


class Beams(VGroup):
    """Two cones of light, one in the other, as far as the picture reaches.

    The line is at right angles to them: what lies on it scores zero.
    """

    def __init__(self, box: VectorPlane) -> None:
        self.box = box
        cones = (Path(fill_color=theme.QUERY, fill_opacity=_LIGHT, stroke_width=0) for _ in _HALVES)
        self.cones = VGroup(*(shows(cone, Furniture("beam", of="query")) for cone in cones))
        self.zero = Rule(UP, -UP, color=theme.QUIET, stroke_width=theme.STROKE_THIN)
        super().__init__(self.cones, self.zero)
        self.set_z_index(_BEHIND)

    def aim(self, way: np.ndarray) -> None:
        """Let the light fall along a direction of length 1."""
        frame = Rectangle(width=self.box.width, height=self.box.height).move_to(self.box)
        origin, far = self.box.plane.at(0, 0), 2 * max(self.box.width, self.box.height)
        angle = np.arctan2(way[1], way[0])
        for cone, half in zip(self.cones, _HALVES, strict=True):
            ends = (origin + far * _direction(angle + side * half) for side in (1, -1))
            cone.set_points(Intersection(Polygon(origin, *ends), frame).points)
        across = (side * np.array([-way[1], way[0]]) for side in (1, -1))
        self.zero.put_start_and_end_on(
            *(self.box.plane.at(*(self.box.reach(one) * one)) for one in across)
        )


def _direction(angle: float) -> np.ndarray:
    return np.array([np.cos(angle), np.sin(angle), 0.0])
