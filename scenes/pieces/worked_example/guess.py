"""A guess at where a vector will end: a ring with a "?", which moves as more is known."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manim import (
    DEGREES,
    Animation,
    AnimationGroup,
    Arc,
    Create,
    FadeIn,
    FadeOut,
    Mobject,
    MoveAlongPath,
    Rotate,
    VGroup,
    wiggle,
)

from scenes import theme
from scenes.mobjects.motion import become
from scenes.pieces.worked_example.vector_plane import Place, VectorPlane
from scenes.stage.claims import Placement, shows
from scenes.stage.shapes import Circle
from scenes.stage.text import Text

_RADIUS, _MARK, _STROKE = 0.4, 0.65, 3.5
_SWING = 75 * DEGREES


class Guess(VGroup):
    """A dashed way from the origin to a ring; its ``trail`` tells where the ring has been.

    ``places`` are all of them, the last one is where it is.
    """

    def __init__(self, plane: VectorPlane, *places: Place) -> None:
        self._plane, self.places = plane, places
        self.shaft = plane.dashed((0.0, 0.0), places[-1], theme.HIGHLIGHT)
        self.ring = Circle(_RADIUS, color=theme.HIGHLIGHT, stroke_width=_STROKE)
        self.ring.set_fill(theme.GROUND, opacity=1).move_to(self.shaft.get_end())
        shows(self.ring, Placement(plane, places[-1:], _middle))
        self.mark = Text("?", size=_MARK, color=theme.HIGHLIGHT).move_to(self.ring)
        begun = [plane.dot(*places[0], color=theme.QUIET)] if len(places) > 1 else []
        ways = (plane.dashed(*ends, theme.QUIET) for ends in pairwise(places))
        self.trail = VGroup(*begun, *ways)
        super().__init__(self.trail, self.shaft, self.ring, self.mark)
        self.set_z_index(1)
        self.trail.set_z_index(0)

    def appear(self) -> Animation:
        """Let the shaft grow, and at its end the ring."""
        return AnimationGroup(
            Create(self.shaft), FadeIn(self.ring, self.mark, scale=1.5), lag_ratio=0.6
        )

    def swing(self) -> Animation:
        """Swing up, down and back: it could end here or there."""
        angle, origin = self.shaft.get_angle() - _SWING, self.shaft.get_start()
        way = Arc(self.shaft.get_length(), angle, 2 * _SWING, arc_center=origin)
        ring = VGroup(self.ring, self.mark)
        return AnimationGroup(
            Rotate(self.shaft, _SWING, about_point=origin, rate_func=wiggle),
            MoveAlongPath(ring, way, rate_func=lambda time: (1 + wiggle(time)) / 2),
        )

    def moved(self, place: Place) -> Guess:
        """Return the guess that has gone on to where more is known to lead it."""
        return Guess(self._plane, *self.places, place)

    def become(self, other: Guess) -> Animation:
        """Let the guess go where another is; what is new of its trail comes."""
        one, new = ([it.shaft, it.ring, it.mark, *it.trail] for it in (self, other))
        return AnimationGroup(become(one, new), *map(FadeIn, new[len(one) :]))

    def come_true(self) -> Animation:
        """Open the ring: no guess is needed any more."""
        gone = FadeOut(self.trail, self.shaft, self.mark)
        return AnimationGroup(self.ring.animate.set_fill(opacity=0), gone)


def _middle(ring: Mobject) -> np.ndarray:
    return ring.get_center()[None]
