"""Bars side by side on one base line, each as high as its value."""

from __future__ import annotations

from functools import partial

from manim import DOWN, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.shapes import Rectangle, Rule

_LOWEST = 0.004  # a bar that is lower is nothing that can be seen


class BarRow(VGroup):
    """The values of a one-dimensional quantity from left to right.

    Parameters
    ----------
    unit
        The height of a bar whose value is 1.
    filled
        The share of each bar's room that it takes; 1 lets the bars of a histogram touch.
    group
        Bars of one group are to one scale.
    """

    def __init__(
        self,
        values: Quantity,
        *,
        unit: float,
        width: float,
        color: ManimColor,
        group: str,
        filled: float = 1.0,
    ) -> None:
        law = partial(theme.proportional, unit=unit)
        step = width / len(values)
        base = Rule([0, 0, 0], [width, 0, 0], color=theme.EDGE, stroke_width=theme.STROKE_THIN)
        self.bars = VGroup()
        for i in range(len(values)):
            cited = values.cite(i)
            if law(cited.value) < _LOWEST:
                continue
            bar = Rectangle(
                width=filled * step,
                height=law(cited.value),
                fill_color=color,
                fill_opacity=1,
                stroke_width=0,
            ).move_to([(i + 0.5) * step, 0, 0], aligned_edge=DOWN)
            self.bars.add(shows(bar, Encoding(cited, "height", law, group=group)))
        self.base = base
        super().__init__(self.base, self.bars)

    def stand_at(self, left: float, baseline: float) -> BarRow:
        """Move the left end of the base line to a point."""
        return self.shift([left, baseline, 0] - self.base.get_start())
