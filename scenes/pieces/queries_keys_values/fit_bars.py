"""How well something fits each of several rows: a bar and a number a row, from one zero."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import product

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    GrowFromEdge,
    Indicate,
    LaggedStart,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import dimming
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Rectangle, Rule
from scenes.stage.text import Numeral

_BESIDE, _BEYOND = 0.15, 0.3  # from a bar to its number; from the outer bars to the axis's ends
_ASKED = 0.6  # from zero to where a viewer may guess


class FitBars(VGroup):
    """Bars to the right of zero where it fits, to the left where it does not.

    Parameters
    ----------
    reach
        Values that the scale has to hold, beside the bars' own.
    """

    def __init__(
        self,
        fits: Sequence[Citation],
        heights: Sequence[float],
        room: Room,
        *,
        high: float,
        decimals: int,
        size: float = 0.45,
        reach: Sequence[float] = (),
    ) -> None:
        hues = (theme.sign_color(one.value) for one in fits)
        told = {"decimals": decimals, "size": size}
        self.numbers = VGroup(
            *(Numeral(one, color=hue, **told) for one, hue in zip(fits, hues, strict=True))
        )
        left, right = (_needs(self.numbers, reach, side) for side in (LEFT, RIGHT))
        both = product(left, right)
        unit = min((room.width - (b + d)) / (a + c) for (a, b), (c, d) in both if a + c > 0)
        self.law = partial(theme.length, unit=unit)
        self._zero = room.left + max(unit * value + beside for value, beside in left)
        self.bars = VGroup(*(self.bar(*each, high) for each in zip(fits, heights, strict=True)))
        for number, bar in zip(self.numbers, self.bars, strict=True):
            number.next_to(bar, _side(number), buff=_BESIDE)
        top, bottom = (
            [self._zero, end + way * (high / 2 + _BEYOND), 0]
            for end, way in ((max(heights), 1), (min(heights), -1))
        )
        self.axis = Rule(top, bottom, color=theme.EDGE, stroke_width=theme.STROKE_THIN)
        self.asked = [number.copy().set_x(self._zero + _ASKED) for number in self.numbers]
        super().__init__(self.axis, self.bars, self.numbers)

    def bar(self, cited: Citation, height: float, thick: float, start: float = 0.0) -> Rectangle:
        """Draw a bar as long as a value, from where another one ended."""
        bar = Rectangle(width=self.law(cited.value), height=thick, stroke_width=0,
                        fill_color=theme.sign_color(cited.value), fill_opacity=1)  # fmt: skip
        foot = self._zero + np.sign(start) * self.law(start)
        bar.move_to([foot, height, 0], aligned_edge=-_side(cited))
        return shows(bar, Encoding(cited, "width", self.law, group="fit"))

    def grow_one(self, place: int) -> Animation:
        """Let a bar grow from zero, and its number say how far."""
        bar, number = self.bars[place], self.numbers[place]
        side = _side(number)
        return AnimationGroup(GrowFromEdge(bar, -side), FadeIn(number, shift=0.2 * side))

    def point_out(self, place: int) -> list[Animation]:
        """Let a bar and its number swell for a moment, and all others wait."""
        pairs = [VGroup(*pair) for pair in zip(self.bars, self.numbers, strict=True)]
        swells = Indicate(pairs.pop(place), color=theme.HIGHLIGHT, scale_factor=1.08)
        return [swells, *map(dimming, pairs)]

    def grow(self) -> Animation:
        """Let all grow, one after the other."""
        return LaggedStart(*map(self.grow_one, range(len(self.bars))), lag_ratio=0.4)


def _side(cited: Citation | Numeral) -> np.ndarray:
    return LEFT if cited.value < 0 else RIGHT


def _needs(
    numbers: Iterable[Numeral], reach: Iterable[float], side: np.ndarray
) -> list[tuple[float, float]]:
    """List how far a side's values reach, and how much room the number beside each needs."""
    told = [(side[0] * one.value, _BESIDE + one.width) for one in numbers if _side(one) is side]
    return [(0.0, 0.0), *((side[0] * value, 0.0) for value in reach), *told]
