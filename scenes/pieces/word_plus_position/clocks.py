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
        _point(self.plane, self.heights, step, self.hand)
        across, up = self.hand.claim.places[1]
        tip = self.plane.dot(across, up, color=theme.HIGHLIGHT)
        shows(self.tip.move_to(tip), tip.claim)
        return self

    def waiting(self, step: int) -> Line:
        """Draw a second hand, which stays where the waves are at a step."""
        hand = Line([0, 0, 0], [0, 1, 0], color=theme.DIM, stroke_width=_HAND)
        return _point(self.plane, self.heights, step, hand)


def _point(plane: Plane, heights: Quantity, step: int, hand: Line) -> Line:
    ends = ((0.0, 0.0), (heights.cite(step, 0), heights.cite(step, 1)))
    tip = plane.at(*heights.values[step])
    hand.put_start_and_end_on(plane.at(0, 0), tip)
    return shows(hand, Placement(plane, ends, _ends))


def _ends(hand: Line) -> np.ndarray:
    return np.array([hand.get_start(), hand.get_end()])
