"""A pencil, with which all is worked out, and its eraser."""

from __future__ import annotations

from itertools import pairwise, starmap
from typing import Self

import numpy as np
from manim import (
    DEGREES,
    LEFT,
    ORIGIN,
    UP,
    Animation,
    AnimationGroup,
    ApplyMethod,
    FadeOut,
    Mobject,
    Rotate,
    Succession,
    VGroup,
)
from manim.mobject.mobject import _AnimationBuilder
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.claims import Furniture, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Circle, Polygon

_AIR = 0.15
_THICK, _LEAD, _WOOD, _BODY, _LENGTH = 0.15, 0.14, 0.4, 1.4, 1.75
_LEANS = -3 * DEGREES
_CLOCK = 0.38


class Pencil(VGroup):
    """A pencil that writes at its right end, and has an eraser at the other."""

    def __init__(self) -> None:
        ends = 0.0, _LEAD, _WOOD, _BODY, 1.06 * _BODY, _LENGTH
        hues = theme.HIGHLIGHT, theme.QUIET, theme.INK, theme.EDGE, theme.QUIET
        super().__init__(*starmap(_part, zip(hues, pairwise(ends), strict=True)))
        self.rotate(_LEANS, about_point=ORIGIN).set_z_index(3)
        self._is_turned = False

    @property
    def point(self) -> np.ndarray:
        """Where it writes; once it is turned, where it rubs out."""
        return self[-1 if self._is_turned else 0].get_right()

    def put(self, mark: Mobject) -> Self:
        """Lie before a number or a word."""
        return self.shift(mark.get_left() + _AIR * LEFT - self.point)

    def to(self, mark: Mobject) -> _AnimationBuilder:
        """Go to before a number or a word."""
        return self.animate.put(mark)

    def lie_in(self, room: Room) -> _AnimationBuilder:
        """Lie in the middle of a room."""
        return self.animate.move_to(room.center)

    def turn(self) -> Animation:
        """Turn about: what its eraser comes to goes."""
        self._is_turned = True
        return Rotate(self, 180 * DEGREES)

    def rub_out(self, *words: Mobject) -> Animation:
        """Go over one word after the other, and let each go."""
        away = self.get_center() - self.point
        steps = (
            AnimationGroup(FadeOut(word), ApplyMethod(self.move_to, word.get_right() + away))
            for word in words
        )
        return Succession(*steps)


def clock(mark: Mobject) -> Circle:
    """Draw a clock around what a viewer has time to find."""
    ring = Circle(_CLOCK, color=theme.HIGHLIGHT, stroke_width=theme.STROKE_FRAME).move_to(mark)
    return shows(ring, Furniture("clock"))


def _part(color: ManimColor, ends: tuple[float, float]) -> Polygon:
    """Draw what lies from one end to another, so far from the point: as thick as its wood."""
    sides = [(x * LEFT, _THICK * min(1.0, x / _WOOD) * UP) for x in ends]
    (near, low), (far, high) = sides
    part = Polygon(near + low, far + high, far - high, near - low)
    part.set_fill(color, opacity=1).set_stroke(width=0)
    return shows(part, Furniture("icon"))
