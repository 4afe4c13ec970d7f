"""What the columns of a matrix add up to: bars below them, as high as their words are heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from manim import DOWN, UP, Animation, AnimationGroup, FadeIn, GrowFromEdge, VGroup

from scenes import theme
from scenes.stage.cited import Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Numeral


class HeardBars(VGroup):
    """A bar a column, from one floor, with its number above it.

    Parameters
    ----------
    unit
        How high a bar of 1 is.
    columns
        Where the middles of the columns are.
    """

    def __init__(
        self,
        totals: Quantity,
        *,
        unit: float,
        floor: float,
        columns: Sequence[float],
        width: float,
        size: float,
    ) -> None:
        self.bars, self.numbers, law = VGroup(), VGroup(), partial(theme.proportional, unit=unit)
        style = {"fill_color": theme.KEY, "fill_opacity": 1, "stroke_width": 0}
        for cited, x in zip(totals.each(), columns, strict=True):
            bar = Rectangle(width=width, height=law(cited.value), **style)
            bar.move_to([x, floor, 0], aligned_edge=DOWN)
            self.bars.add(shows(bar, Encoding(cited, "height", law, group="heard")))
            self.numbers.add(Numeral(cited, size=size).next_to(bar, UP, buff=0.1))
        super().__init__(self.bars, self.numbers)

    def grow(self) -> Iterator[Animation]:
        """Let one bar grow after the other."""
        for bar, number in zip(self.bars, self.numbers, strict=True):
            yield AnimationGroup(GrowFromEdge(bar, DOWN), FadeIn(number))
