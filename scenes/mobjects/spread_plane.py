"""A plane laid through many-dimensional vectors, whose axes say how much of them they show."""

from __future__ import annotations

from math import floor, log10

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.citation import Declared, Quantity
from scenes.mobjects.plane import Plane
from scenes.text import Numeral, Text

_AIR = 0.12  # of an axis, left free at each end
_ASIDE = 0.2  # a legend stands so far right of the y axis, or of the x axis' end
_LEAST = 0.02  # of the first axis' spread
_SHARE = "% of the variance"


class SpreadPlane(Plane):
    """Axes that hold all of the places, each with two ticks; their scales differ, as these show.

    ``percent`` gives for both axes what share of the vectors' variance lies along them. ``shares``
    say so in words, to be put where there is room.
    """

    def __init__(
        self, places: np.ndarray, percent: Quantity, *, width: float, height: float
    ) -> None:
        spread = float(np.ptp(places[:, 0])) or 1.0
        ranges = [_range(places[:, axis], _LEAST * spread) for axis in (0, 1)]
        super().__init__(*ranges, width=width, height=height, color=theme.LINE)
        self.ticks = VGroup()
        for tick, ends in ((self.x_tick, ranges[0]), (self.y_tick, ranges[1])):
            step = _step(ends)
            decimals = max(0, -floor(log10(step)))
            for value in (-step, 0, step):
                if ends[0] < value < ends[1]:
                    self.ticks.add(tick(value, decimals=decimals))
        self.shares = VGroup(
            *(self._share(percent, axis, name) for axis, name in enumerate(("across", "up")))
        )
        self.add(self.ticks)

    def put_in_corner(self, legend: VGroup, places: np.ndarray) -> VGroup:
        """Stack the lines of a legend in the corner that is farthest from all places."""
        legend.arrange(DOWN, buff=0.14, aligned_edge=LEFT)
        corners = [x + y for y in (UP, DOWN) for x in (RIGHT, LEFT)]
        drawn = np.array([self.at(*place) for place in places])
        inner = VGroup(self.x_axis, self.y_axis)

        def put(corner: np.ndarray) -> VGroup:
            return legend.move_to(inner.get_corner(corner) + RIGHT * _ASIDE, aligned_edge=corner)

        def free(corner: np.ndarray) -> float:
            put(corner)
            inside = legend.get_center() - drawn
            air = np.abs(inside) - np.array([legend.width / 2, legend.height / 2, 0])
            return float(air[:, :2].max(axis=1).min())

        return put(max(corners, key=free))

    @staticmethod
    def _crossing(ends: tuple[float, float]) -> float:
        """Let the axes run along the edges: zero is the vectors' mean and means nothing else."""
        return ends[0]

    @staticmethod
    def _share(percent: Quantity, axis: int, name: str) -> VGroup:
        number = Numeral(percent.cite(axis), decimals=1, size=theme.SMALLEST, color=theme.QUIET)
        words = Text(_SHARE, size=theme.SMALLEST, color=theme.QUIET)
        lead = Text(f"{name}:", size=theme.SMALLEST, color=theme.QUIET)
        share = VGroup(lead, number, words).arrange(RIGHT, buff=0.12)
        for text in (lead, words):
            text.stand_on(number.get_bottom()[1])
        return share


def named_line(words: str, color: ManimColor = theme.QUERY) -> Text:
    """Write one line of a plane's legend; it may quote a token."""
    return Text(words, color=color, declared=Declared("token"))


def _range(values: np.ndarray, least: float) -> tuple[float, float]:
    """Hold all values, and stretch nothing that is no more than rounding."""
    low, high = min(-least, float(values.min())), max(least, float(values.max()))
    air = _AIR * (high - low)
    return low - air, high + air


def _step(ends: tuple[float, float]) -> float:
    """Choose a round number near half of the longer side of an axis."""
    reach = max(-ends[0], ends[1])
    power = 10.0 ** floor(log10(reach / 2))
    return max(power * factor for factor in (1, 2, 5) if power * factor <= 0.7 * reach)
