"""A plane laid through many-dimensional vectors, whose axes say how much of them they show."""

from __future__ import annotations

from math import floor, log10

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Declared, Quantity
from scenes.stage.text import Numeral, Text

_AIR = 0.14  # of an axis, left free at each end
_ABOVE = (0.66, 0.2)  # the lines of text above the plane
_DOWN = 0.28  # so much the plane makes room for them
_LEAST = 0.02  # of the first axis' spread


class SpreadPlane(Plane):
    """Axes that hold all of the places, each with two ticks; their scales differ, as it says.

    ``ends`` are the lowest and the highest places along both axes.

    ``percent`` is the share of the vectors' variance along the first axis, and along both; a line
    above the plane tells it.
    """

    def __init__(
        self,
        ends: tuple[np.ndarray, np.ndarray],
        percent: Quantity,
        *,
        width: float,
        height: float,
    ) -> None:
        low, high = ends
        least = _LEAST * (float(high[0] - low[0]) or 1.0)
        ranges = [_range(low[axis], high[axis], least) for axis in (0, 1)]
        super().__init__(*ranges, width=width, height=height, color=theme.LINE)
        self.shift(DOWN * _DOWN)
        self.ticks = VGroup()
        for tick, ends in ((self.x_tick, ranges[0]), (self.y_tick, ranges[1])):
            step = _step(ends)
            decimals = max(0, -floor(log10(step)))
            for value in (-step, 0, step):
                if ends[0] < value < ends[1]:
                    self.ticks.add(tick(value, decimals=decimals))
        scales = Text("across and up have scales of their own", size=theme.SMALLEST,
                      color=theme.QUIET)  # fmt: skip
        self.about = self._stack(VGroup(self._kept(percent), scales), RIGHT)
        self.add(self.ticks, self.about)

    def put_above(self, legend: VGroup) -> VGroup:
        """Stack two lines of a legend above the plane, where nothing is drawn."""
        return self._stack(legend, LEFT)

    def _stack(self, lines: VGroup, side: np.ndarray) -> VGroup:
        x = VGroup(self.x_axis, self.y_axis).get_edge_center(side)[0]
        top = self.y_axis.get_top()[1]
        for line, above in zip(lines, _ABOVE, strict=True):
            line.set_x(x - 0.1 * side[0], direction=side)
            line.shift(UP * (top + above - line.get_bottom()[1]))
        return lines

    @staticmethod
    def _crossing(ends: tuple[float, float]) -> float:
        """Let the axes run along the edges: zero is the vectors' mean and means nothing else."""
        return ends[0]

    @staticmethod
    def _kept(percent: Quantity) -> VGroup:
        number = Numeral(percent.cite(-1), decimals=1, size=theme.SMALLEST, color=theme.QUIET)
        lead, words = (
            Text(text, size=theme.SMALLEST, color=theme.QUIET)
            for text in ("this plane keeps", "% of the spread")
        )
        line = VGroup(lead, number, words).arrange(RIGHT, buff=0.12)
        for text in (lead, words):
            text.stand_on(number.get_bottom()[1])
        return line


def named_line(words: str, color: ManimColor | None = None) -> Text:
    """Write one line of a plane's legend; it may quote a token."""
    return Text(words, color=color or theme.QUERY, declared=Declared("token"))


def _range(low: float, high: float, least: float) -> tuple[float, float]:
    """Hold all values, and stretch nothing that is no more than rounding."""
    low, high = min(-least, float(low)), max(least, float(high))
    air = _AIR * (high - low)
    return low - air, high + air


def _step(ends: tuple[float, float]) -> float:
    """Choose a round number near half of the longer side of an axis."""
    reach = max(-ends[0], ends[1])
    power = 10.0 ** floor(log10(reach / 2))
    return max(power * factor for factor in (1, 2, 5) if power * factor <= 0.7 * reach)
