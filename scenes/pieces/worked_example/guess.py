"""A guess at where a vector will end: a ring with a "?", which moves as more is known."""

from __future__ import annotations

import numpy as np
from manim import Animation, AnimationGroup, Create, FadeIn, FadeOut, Mobject, VGroup
from manim import ReplacementTransform as Replace

from scenes import theme
from scenes.pieces.worked_example.vector_plane import VectorPlane
from scenes.stage.cited import Quantity
from scenes.stage.claims import Placement, shows
from scenes.stage.shapes import Circle
from scenes.stage.text import Text

_RADIUS, _MARK, _STROKE = 0.32, 0.5, 3.0


class Guess(VGroup):
    """A dashed way from the origin to a ring; its ``trail`` tells where the ring came from."""

    def __init__(self, plane: VectorPlane, at: Quantity, before: Guess | None = None) -> None:
        self.at = tuple(at.each())
        self.shaft = plane.dashed((0.0, 0.0), self.at, theme.HIGHLIGHT)
        ring = Circle(_RADIUS, color=theme.HIGHLIGHT, stroke_width=_STROKE)
        ring.set_fill(theme.GROUND, opacity=1).move_to(plane.at(*at.values))
        self.ring = shows(ring, Placement(plane, (self.at,), _middle))
        self.mark = Text("?", size=_MARK, color=theme.HIGHLIGHT).move_to(ring)
        self.trail = VGroup()
        if before:
            start = plane.dot(*before.at, color=theme.QUIET)
            self.trail.add(start, plane.dashed(before.at, self.at, theme.QUIET))
        super().__init__(self.trail, self.shaft, self.ring, self.mark)
        self.set_z_index(1)

    def appear(self) -> Animation:
        """Let the shaft grow, and at its end the ring."""
        return AnimationGroup(
            Create(self.shaft), FadeIn(self.ring, self.mark, scale=1.5), lag_ratio=0.6
        )

    def move_to_next(self, other: Guess) -> Animation:
        """Let the guess go where more is known to lead it, and leave a trail."""
        parts = (self.shaft, other.shaft), (self.ring, other.ring), (self.mark, other.mark)
        moves = (Replace(*pair) for pair in parts)
        return AnimationGroup(*moves, FadeIn(other.trail[0]), Create(other.trail[1]))

    def come_true(self) -> Animation:
        """Open the ring: no guess is needed any more."""
        return AnimationGroup(self.ring.animate.set_fill(opacity=0), FadeOut(self.shaft, self.mark))


def _middle(ring: Mobject) -> np.ndarray:
    return ring.get_center()[None]
