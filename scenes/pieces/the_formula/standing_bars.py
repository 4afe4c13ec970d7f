"""Bars that stand on a line, or hang from it where a value is negative, each with its number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    LaggedStart,
    Succession,
    VGroup,
    linear,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.motion import become
from scenes.stage.cited import Quantity
from scenes.stage.claims import Placement, shows
from scenes.stage.shapes import Rectangle, Rule
from scenes.stage.text import Numeral

_GAP = 0.1  # from a bar's end to its number


@dataclass(frozen=True)
class Floor:
    """The line on which bars stand: where it lies, and how long a bar of value 1 is."""

    places: tuple[float, ...]
    height: float
    unit: float

    def at(self, x: float, y: float) -> np.ndarray:
        """Return where the end of a bar stands: the bar's number, and its value."""
        return np.array([self.places[round(x)], self.height + self.unit * y, 0.0])

    def line(self) -> Rule:
        """Draw it a little longer than the bars need."""
        (first, *_, last), beyond = self.places, 0.5
        ends = [first - beyond, self.height, 0], [last + beyond, self.height, 0]
        return Rule(*ends, color=theme.EDGE, stroke_width=theme.STROKE_THIN)


class StandingBars(VGroup):
    """The values of a one-dimensional quantity, a bar each, to the scale of their floor."""

    def __init__(
        self,
        values: Quantity,
        floor: Floor,
        *,
        width: float,
        color_of: Callable[[float], ManimColor],
        decimals: int = 1,
        size: float | None = None,
    ) -> None:
        self.floor, self.bars, self.numbers = floor, VGroup(), VGroup()
        for i in range(len(values)):
            cited = values.cite(i)
            side = UP if cited.value >= 0 else DOWN
            foot, end = floor.at(i, 0.0), floor.at(i, cited.value)
            bar = Rectangle(width=width, height=abs(end[1] - foot[1]), stroke_width=0)
            bar.set_fill(color_of(cited.value), opacity=1).move_to(foot, aligned_edge=-side)
            self.bars.add(shows(bar, Placement(floor, ((float(i), cited),), _EndAt(side))))
            number = Numeral(cited, decimals=decimals, size=size)
            self.numbers.add(number.next_to(bar, side, buff=_GAP))
        super().__init__(self.bars, self.numbers)

    def laid_out_by(self, query: AttentionGrid, keys: AttentionGrid) -> Animation:
        """Let a query go over all keys; where it has been, a bar says how well both fit."""
        sweep = query.animate(rate_func=linear).align_to(keys, RIGHT).build()
        grown = (
            Succession(FadeOut(keys.column(place)), AnimationGroup(bar, FadeIn(number)))
            for place, (bar, number) in enumerate(zip(self.growing(), self.numbers, strict=True))
        )
        laid = Succession(sweep, FadeOut(query, run_time=0.16))
        return AnimationGroup(laid, LaggedStart(*grown, lag_ratio=0.6, run_time=1.4))

    def growing(self) -> Iterator[Animation]:
        """Let each bar grow from the floor, up or down."""
        for bar, number in zip(self.bars, self.numbers, strict=True):
            yield GrowFromEdge(bar, DOWN if number.get_y() > bar.get_y() else UP)

    def become_bars(self, others: StandingBars) -> Animation:
        """Let each bar become another as high as its new value; numbers go before that."""
        steps = FadeOut(self.numbers), become(self.bars, others.bars), FadeIn(others.numbers)
        return LaggedStart(*steps, lag_ratio=0.8)


@dataclass(frozen=True)
class _EndAt:
    """Reads where a bar ends."""

    side: np.ndarray

    def __call__(self, bar: Rectangle) -> np.ndarray:
        return bar.get_edge_center(self.side)[None]
