"""One bar a row, each as long as its value, with the number behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from manim import LEFT, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.claims import Encoding, shows
from scenes.stage.own_array import Numbers, quantity_of
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Numeral

_THICKNESS = 0.62  # of the distance between two rows
_GAP = 0.15
_LONGEST = 4.0


class BarColumn(VGroup):
    """Bars of a vector from a common left edge; an infinite entry has no bar.

    Examples
    --------
    >>> BarColumn(np.array([0.5, 0.3, 0.2]), unit=6, whole=1)

    Parameters
    ----------
    unit
        The length of a bar whose value is 1; that of the longest bar is 4 if left out.
    heights
        Where the bars stand; below each other, around the middle of the frame, if left out.
    whole
        Draw behind each bar the outline of a bar of this value, and the numbers behind that.
    group
        Bars of one group are to one scale.
    """

    def __init__(
        self,
        values: Numbers,
        *,
        unit: float | None = None,
        left: float = 0.0,
        heights: Sequence[float] | None = None,
        pitch: float = 0.6,
        color: ManimColor | None = None,
        group: str = "bars",
        decimals: int = 2,
        whole: float | None = None,
        size: float | None = None,
    ) -> None:
        values = quantity_of(values, axes=1)
        unit = _LONGEST / (values.limit() or 1) if unit is None else unit
        if heights is None:
            heights = [((len(values) - 1) / 2 - row) * pitch for row in range(len(values))]
        color = color or theme.WEIGHT
        self.left, self.thickness, self.group = left, _THICKNESS * pitch, group
        self.law = partial(theme.proportional, unit=unit)
        self.whole = self.law(whole) if whole else None
        self.outlines, self.bars, self.numbers = VGroup(), VGroup(), VGroup()
        for i, height in enumerate(heights):
            number = Numeral(values.cite(i), decimals=decimals, size=size).set_y(height)
            self.numbers.add(number)
            if self.whole:
                outline = self._bar(self.whole, height, Outline)
                self.outlines.add(outline.set_stroke(theme.EDGE, theme.STROKE_THIN))
            if np.isfinite(number.value):
                bar = self._bar(self.law(number.value), height).set_fill(color, opacity=1)
                self.bars.add(bar.set_stroke(width=0))
            else:
                number.set_color(theme.WRONG)
        super().__init__(self.outlines, self.bars, self.numbers)
        self.show(values)

    def show(self, values: Numbers) -> BarColumn:
        """Let the same bars show other values, as finite as those before them."""
        values = quantity_of(values, axes=1)
        bars = iter(self.bars)
        for i, number in enumerate(self.numbers):
            number.read(values.cite(i))
            end = self.left
            if np.isfinite(number.value):
                bar, height = next(bars), number.get_y()
                bar.set_points(self._bar(self.law(number.value), height).points)
                shows(bar, Encoding(number.citation, "width", self.law, group=self.group))
                end = bar.get_right()[0]
            number.set_x((self.left + self.whole if self.whole else end) + _GAP, direction=LEFT)
        return self

    def _bar(self, length: float, height: float, shape: type[Rectangle] = Rectangle) -> Rectangle:
        return shape(width=length, height=self.thickness).move_to(
            [self.left, height, 0], aligned_edge=LEFT
        )
