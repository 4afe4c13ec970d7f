"""Somewhere among all heads there is one more head."""

from __future__ import annotations

from functools import cache

import numpy as np
from manim import Circle, Difference, Polygon, Union, VMobject

from scenes import theme
from scenes.stage.claims import Furniture
from scenes.stage.shapes import Path

_PROFILE = (
    (-0.62, -1.0), (-0.6, -0.35), (-0.42, 0.3), (-0.12, 0.72), (0.16, 0.76), (0.36, 0.5),
    (0.62, 0.05), (0.84, -0.26), (0.84, -0.46), (0.68, -0.54), (0.44, -0.42), (0.2, -0.34),
    (0.1, -0.56), (0.2, -1.0),
)  # fmt: skip
_HORN = (0.1, 0.72), (0.32, 0.56), (0.74, 1.42)
_EAR = (-0.2, 0.6), (0.06, 0.66), (-0.08, 1.06)
_MANE = ((-0.28, 0.72, 0.22), (-0.48, 0.42, 0.25), (-0.6, 0.08, 0.25), (-0.68, -0.28, 0.26),
         (-0.72, -0.68, 0.28))  # fmt: skip
_EYE = 0.24, 0.26, 0.06
_CUTS = ((0.12, 0.9, 0.66, 0.98, 0.035), (0.2, 1.1, 0.66, 1.2, 0.03))


class Unicorn(Path):
    """The head of a unicorn that looks to the right; it shows nothing but itself."""

    claim = Furniture("unicorn")

    def __init__(self, *, height: float) -> None:
        super().__init__(stroke_width=0, fill_color=theme.INK, fill_opacity=1)
        self.set_points(_outline())
        self.scale(height / self.height)


@cache
def _outline() -> np.ndarray:
    head = VMobject().set_points_smoothly([[*at, 0] for at in (*_PROFILE, _PROFILE[0])][::-1])
    parts = [head, *(Polygon(*([*at, 0] for at in corners)) for corners in (_HORN, _EAR))]
    parts += [_disc(*one) for one in _MANE]
    drawn = Difference(Union(*parts), _disc(*_EYE))
    for left, low, right, high, thick in _CUTS:
        band = [left, low, 0], [right, high, 0], [right, high + thick, 0], [left, low + thick, 0]
        drawn = Difference(drawn, Polygon(*band))
    return drawn.move_to([0, 0, 0]).points


def _disc(across: float, up: float, radius: float) -> Circle:
    return Circle(radius=radius).move_to([across, up, 0])
