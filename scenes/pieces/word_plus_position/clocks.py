"""Hands of clocks: as far across as a wave's sine at a place, as far up as its cosine."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture, Placement, shows
from scenes.stage.shapes import Circle, Dot, Line

_REACH = 1.05  # of the crossing axes, in radii
_HAND, _TIP = 5.0, 0.09


class Clock(VGroup):
    """One hand on its face, at one step of the waves (steps × sine and cosine).

    It starts upright and turns as a clock's does.
    """

    def __init__(self, heights: Quantity, radius: float) -> None:
        self.heights, self.radius = heights, radius
        ends, side = (-_REACH, _REACH), 2 * _REACH * radius
        self.plane = Plane(ends, ends, width=side, height=side, color=theme.LINE)
        face = Circle(radius, color=theme.EDGE, stroke_width=theme.STROKE_FRAME / 2)
        self.face = shows(face, Furniture("outline"))
        self.hand = Line([0, 0, 0], [0, 1, 0], color=theme.INK, stroke_width=_HAND)
        self.tip = Dot(radius=_TIP, color=theme.HIGHLIGHT)
        super().__init__(self.plane, self.face, self.hand, self.tip)
        self.show(0)

    def show(self, step: int, heights: Quantity | None = None) -> Clock:
        """Let the hand point to where the waves are at a step."""
        self.heights = heights or self.heights
        across, up = (self.heights.cite(step, part) for part in (0, 1))
        tip = self.plane.dot(across, up, color=theme.HIGHLIGHT)
        self.hand.put_start_and_end_on(self.plane.at(0, 0), tip.get_center())
        shows(self.hand, Placement(self.plane, ((0.0, 0.0), (across, up)), _ends))
        shows(self.tip.move_to(tip), tip.claim)
        return self


def _ends(hand: Line) -> np.ndarray:
    return np.array([hand.get_start(), hand.get_end()])
