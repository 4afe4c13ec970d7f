"""Two axes on which values are places: arrows, dots and curves that say what they show."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, VGroup, VMobject
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Citation, Declared, Quantity
from scenes.stage.claims import Placement, shows
from scenes.stage.shapes import Arrow, Dot, Path, Polygon, Rule
from scenes.stage.text import Numeral

Coordinate = Citation | float


class Plane(VGroup):
    """Axes from a lower to an upper end; what stands on them moves and scales with them.

    Parameters
    ----------
    x_range, y_range
        The values at the two ends of each axis. The axes cross at zero, or at the lower end where
        zero is not in the range.
    """

    def __init__(
        self,
        x_range: tuple[float, float],
        y_range: tuple[float, float],
        *,
        width: float,
        height: float,
        color: ManimColor | None = None,
    ) -> None:
        self.x_range, self.y_range = x_range, y_range
        left, bottom = self._crossing(x_range), self._crossing(y_range)
        x = [width * (value - x_range[0]) / (x_range[1] - x_range[0]) for value in (*x_range, left)]
        y = [
            height * (value - y_range[0]) / (y_range[1] - y_range[0])
            for value in (*y_range, bottom)
        ]
        style = {"color": color or theme.EDGE, "stroke_width": theme.STROKE_THIN}
        self.x_axis = Rule([x[0], y[2], 0], [x[1], y[2], 0], **style)
        self.y_axis = Rule([x[2], y[0], 0], [x[2], y[1], 0], **style)
        super().__init__(self.x_axis, self.y_axis)
        self.move_to([0, 0, 0])

    def at(self, x: float, y: float) -> np.ndarray:
        """Return where on the stage a pair of values stands now."""
        across = (x - self.x_range[0]) / (self.x_range[1] - self.x_range[0])
        up = (y - self.y_range[0]) / (self.y_range[1] - self.y_range[0])
        along, upward = self.x_axis.points[:, 0], self.y_axis.points[:, 1]
        left, low = along[0], upward[0]
        return np.array([left + across * (along[-1] - left), low + up * (upward[-1] - low), 0.0])

    def arrow(self, x: Citation, y: Citation, *, color: ManimColor, width: float = 5.0) -> Arrow:
        """Draw a vector from the origin."""
        arrow = Arrow(
            self.at(0, 0),
            self.at(x.value, y.value),
            buff=0,
            color=color,
            stroke_width=width,
            max_tip_length_to_length_ratio=0.2,
        )
        return shows(arrow, Placement(self, ((x, y),), lambda drawn: drawn.get_end()[None]))

    def way(
        self,
        start: tuple[Coordinate, Coordinate],
        end: tuple[Coordinate, Coordinate],
        *,
        color: ManimColor,
        width: float = 4.0,
        tip: float = 0.2,
    ) -> Arrow:
        """Draw an arrow from one point to another, with a tip of this length."""
        ends = [self.at(*map(value_of, place)) for place in (start, end)]
        arrow = Arrow(*ends, buff=0, color=color, stroke_width=width,
                      max_tip_length_to_length_ratio=0.2, tip_length=tip)  # fmt: skip
        return shows(arrow, Placement(self, (start, end), _ends))

    def outline(
        self, corners: Sequence[tuple[Coordinate, Coordinate]], *, color: ManimColor
    ) -> Polygon:
        """Join points to a closed shape, lightly filled."""
        shape = Polygon(
            *(self.at(*map(value_of, corner)) for corner in corners),
            color=color,
            stroke_width=2,
            fill_opacity=0.12,
        )
        return shows(shape, Placement(self, tuple(corners), lambda drawn: drawn.get_vertices()))

    def dot(self, x: Coordinate, y: Coordinate, *, color: ManimColor, radius: float = 0.07) -> Dot:
        """Draw one point."""
        dot = Dot(self.at(value_of(x), value_of(y)), radius=radius, color=color)
        return shows(dot, Placement(self, ((x, y),), lambda drawn: drawn.get_center()[None]))

    def curve(
        self,
        places: Sequence[Coordinate],
        heights: Quantity,
        *,
        color: ManimColor,
        width: float = 3,
    ) -> Path:
        """Join the values of a one-dimensional quantity, each above its place, by lines."""
        cited = tuple((x, heights.cite(i)) for i, x in enumerate(places))
        curve = Path(stroke_color=color, stroke_width=width)
        curve.set_points_as_corners([self.at(value_of(x), y.value) for x, y in cited])
        return shows(curve, Placement(self, cited, _corners))

    def x_tick(self, value: float, *, decimals: int = 0, size: float | None = None) -> VGroup:
        """Mark a value below the x axis."""
        place = self.at(value, self._crossing(self.y_range))
        line = Rule(place, place + [0, -0.1, 0], color=theme.EDGE, stroke_width=theme.STROKE_THIN)
        numeral = self._tick_number(value, decimals, size).next_to(line, DOWN, buff=0.08)
        below = Placement(self, ((value, 0.0),), lambda drawn: _point(drawn.get_x(), np.nan))
        return VGroup(line, shows(numeral.set_x(place[0]), below))

    def y_tick(self, value: float, *, decimals: int = 0, size: float | None = None) -> VGroup:
        """Mark a value to the left of the y axis."""
        place = self.at(self._crossing(self.x_range), value)
        line = Rule(place, place + [-0.1, 0, 0], color=theme.EDGE, stroke_width=theme.STROKE_THIN)
        numeral = self._tick_number(value, decimals, size).next_to(line, LEFT, buff=0.08)
        beside = Placement(self, ((0.0, value),), lambda drawn: _point(np.nan, drawn.get_y()))
        return VGroup(line, shows(numeral, beside))

    def _tick_number(self, value: float, decimals: int, size: float | None) -> Numeral:
        return Numeral(
            value,
            decimals=decimals,
            size=size or theme.SMALLEST,
            color=theme.QUIET,
            declared=Declared("tick"),
        )

    @staticmethod
    def _crossing(ends: tuple[float, float]) -> float:
        return 0.0 if ends[0] <= 0 <= ends[1] else ends[0]


def value_of(coordinate: Coordinate) -> float:
    """Read a coordinate, cited or plain."""
    return coordinate.value if isinstance(coordinate, Citation) else float(coordinate)


def _ends(arrow: Arrow) -> np.ndarray:
    return np.array([arrow.get_start(), arrow.get_end()])


def _point(x: float, y: float) -> np.ndarray:
    return np.array([[x, y, 0.0]])


def _corners(curve: VMobject) -> np.ndarray:
    return np.array([*curve.get_start_anchors(), curve.get_end()])
