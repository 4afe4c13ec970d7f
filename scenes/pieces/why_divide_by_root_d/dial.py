"""A dial with the widths of a head around it, and a pointer at one of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DEGREES, DOWN, Animation, Rotate, VGroup

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.stage.cited import Declared
from scenes.stage.claims import Furniture, shows
from scenes.stage.shapes import Circle, Line
from scenes.stage.text import Numeral

_RIM, _TICKS = 0.62, 1.05
_FIRST, _STEP = 200 * DEGREES, -55 * DEGREES


class Dial(VGroup):
    """The number that the pointer is at is lit."""

    def __init__(self, widths: Sequence[int], declared: Declared) -> None:
        rim = Circle(_RIM, color=theme.QUIET, stroke_width=theme.STROKE_FRAME)
        self.rim = shows(rim, Furniture("rim"))
        self.numbers = VGroup(*(
            Numeral(width, decimals=0, size=theme.SIZE_LABEL, color=theme.DIM, declared=declared)
            .move_to(_at(_TICKS, place))
            for place, width in enumerate(widths)
        ))  # fmt: skip
        pointer = Line(_at(0.12, 0), _at(_RIM - 0.06, 0), color=theme.HIGHLIGHT, stroke_width=6)
        self.pointer = shows(pointer, Furniture("pointer"))
        self.title = Formula(FORMULAS["width"], size=theme.SIZE_TOKEN)
        self.title.next_to(self.rim, DOWN, buff=0.15)
        self.place = 0
        self.numbers[0].set_fill(theme.HIGHLIGHT)
        super().__init__(self.rim, self.numbers, self.pointer, self.title)

    def turn(self, place: int) -> list[Animation]:
        """Turn the pointer to another width."""
        before, self.place = self.place, place
        angle, middle = _STEP * (place - before), self.rim.get_center()
        return [
            Rotate(self.pointer, angle, about_point=middle),
            self.numbers[before].animate.set_fill(theme.DIM),
            self.numbers[place].animate.set_fill(theme.HIGHLIGHT),
        ]


def _at(radius: float, place: int) -> np.ndarray:
    angle = _FIRST + place * _STEP
    return radius * np.array([np.cos(angle), np.sin(angle), 0.0])
