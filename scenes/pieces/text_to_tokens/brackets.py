"""A pair of square brackets around something."""

from __future__ import annotations

from manim import VGroup, VMobject

from scenes import theme

_SERIF = 0.12


class Brackets(VGroup):
    """Two brackets, ``width`` apart and ``height`` high, around the origin."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        for side in (-1, 1):
            x = side * width / 2
            bracket = VMobject(stroke_color=theme.QUIET, stroke_width=2)
            corners = [(x - side * _SERIF, height / 2), (x, height / 2),
                       (x, -height / 2), (x - side * _SERIF, -height / 2)]  # fmt: skip
            self.add(bracket.set_points_as_corners([[*corner, 0] for corner in corners]))
