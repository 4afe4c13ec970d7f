"""What cuts a rope: scissors that come from the side, close on it, and go."""

from __future__ import annotations

import numpy as np
from manim import DEGREES, Animation, AnimationGroup, FadeIn, FadeOut, Rotate, Succession, VGroup

from scenes import theme
from scenes.stage.claims import Furniture, shows
from scenes.stage.shapes import Circle, Polygon

_BLADE = (-0.5, -0.06), (1.15, 0.0), (0.2, 0.17), (-0.5, 0.06)
_RING, _GRIP, _THICK = (-0.72, -0.05), 0.24, 9.0
_OPEN, _REACH, _AWAY = 24 * DEGREES, 0.6, 0.6  # from the pivot to the rope; from where they come
_FAR = 4.5  # from the middle of the stage
_COMING, _CLOSING, _GOING = 0.3, 0.15, 0.25


class Scissors(VGroup):
    """Two halves, open around a point of what leads ``along``; their grips are to its right.

    Near the right edge of the stage they are to its left.
    """

    def __init__(self, point: np.ndarray, along: np.ndarray) -> None:
        inward = np.array([-along[1], along[0], 0.0]) / np.linalg.norm(along)
        outward = 1.0 if point[0] < _FAR else -1.0
        inward *= -outward * np.sign(inward[0]) or 1.0
        self._inward, self._pivot = inward, point - _REACH * inward
        self._halves = [_half(), _half().flip(np.array([1.0, 0, 0]), about_point=np.zeros(3))]
        super().__init__(*self._halves)
        for half, way in zip(self._halves, (1, -1), strict=True):
            half.rotate(way * _OPEN, about_point=np.zeros(3))
        turned = float(np.arctan2(inward[1], inward[0]))
        self.rotate(turned, about_point=np.zeros(3)).shift(self._pivot).set_z_index(3)

    def snip(self) -> Animation:
        """Let them come, close, and go."""
        halves = zip(self._halves, (-1, 1), strict=True)
        turns = (Rotate(half, way * _OPEN, about_point=self._pivot) for half, way in halves)
        return Succession(
            FadeIn(self, shift=_AWAY * self._inward, run_time=_COMING),
            AnimationGroup(*turns, run_time=_CLOSING),
            FadeOut(self, shift=-_AWAY * self._inward, run_time=_GOING),
        )


def _half() -> VGroup:
    """Draw one blade with its grip, closed, along the horizontal axis."""
    blade = Polygon(*((x, y, 0.0) for x, y in _BLADE), fill_color=theme.HIGHLIGHT, fill_opacity=1)
    grip = Circle(radius=_GRIP, color=theme.HIGHLIGHT, stroke_width=_THICK)
    parts = blade.set_stroke(width=0), grip.move_to([_RING[0], _RING[1] - _GRIP, 0])
    return VGroup(*(shows(part, Furniture("scissors")) for part in parts))
