"""Products of every two places as heat, and some that belong to one distance as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from manim import DEGREES, LEFT, RIGHT, UP, Line, VGroup

from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Declared, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.phrases import phrase
from scenes.stage.shapes import Square
from scenes.stage.text import Numeral, Text

_TICK_EVERY = 4
_COLUMN = 1.32  # from one product that is written to the next
_SIZE = 0.3
_UNDER_MAP, _UNDER_PAIRS, _LINE = 0.5, 0.34, 0.76
_BESIDE_MAP, _ABOVE_MAP = 0.45, 0.14


class DistanceProducts(VGroup):
    """A square of products; for each distance, cells of one diagonal are marked and written below.

    Parameters
    ----------
    products
        Places × places.
    distances
        For each distance the pairs of places to mark, all equally far apart: (column, row).
    """

    def __init__(
        self, products: Quantity, distances: Sequence[Sequence[tuple[int, int]]], *, side: float
    ) -> None:
        places = len(products)
        color_of = partial(theme.score_color, limit=products.limit())
        self.map = HeatMap(products, width=side, height=side, color_of=color_of)
        self.axes = Plane((-0.5, places - 0.5), (places - 0.5, -0.5), width=side, height=side)
        self.titles = self._titles()
        self.ticks = self._ticks(places)
        below = self.map.get_bottom()[1] - _UNDER_MAP
        self.lines = VGroup(
            *(
                DistanceLine(products, stops, [self._frame(stop) for stop in stops]).move_to(
                    [0, below - place * _LINE, 0], aligned_edge=UP
                )
                for place, stops in enumerate(distances)
            )
        )
        marked = (part for line in self.lines for part in (line.marks, line.paths))
        super().__init__(self.map, self.titles, self.axes, self.ticks, self.lines, *marked)

    def cell(self, row: int, column: int) -> Square:
        """Draw one cell of the map by itself, where it stands."""
        cited, law = self.map.quantity.cite(row, column), self.map.color_of
        cell = self._square((column, row), stroke_width=0, color=law(cited.value), fill_opacity=1)
        return shows(cell, Encoding(cited, "fill", law))

    def _square(self, stop: tuple[int, int], **style: object) -> Square:
        """Draw a square exactly over the cell of a pair."""
        return Square(self.map.width / len(self.map.quantity), **style).move_to(self.axes.at(*stop))

    def _frame(self, stop: tuple[int, int]) -> Square:
        return self._square(stop, color=theme.INK, stroke_width=theme.STROKE_FRAME)

    def _titles(self) -> VGroup:
        rows, columns = (
            Text("position", size=theme.SIZE_LABEL, color=color, italic=True)
            for color in (theme.QUERY, theme.KEY)
        )
        rows.rotate(90 * DEGREES).next_to(self.map, LEFT, buff=_BESIDE_MAP).set_y(0)
        return VGroup(rows, columns.next_to(self.map, UP, buff=_ABOVE_MAP).set_x(0))

    @property
    def seen(self) -> VGroup:
        """Everything that is drawn: all but the axes, on which the ticks stand."""
        return VGroup(*(part for part in self if part is not self.axes))

    def _ticks(self, places: int) -> VGroup:
        """Number some columns below the square, and some rows to the left of it."""
        left = self.map.get_left()[0]
        ticks = VGroup()
        for place in range(0, places, _TICK_EVERY):
            across, down = self.axes.x_tick(place)[1], self.axes.y_tick(place)[1]
            across.set_y(self.map.get_bottom()[1] - 0.2)
            ticks.add(across, down.set_x(left - 0.1, direction=RIGHT))
        return ticks


class DistanceLine(VGroup):
    """Pairs of places at one distance: who they are, and below each pair their product.

    Member k is the k-th pair with its product. ``marks`` frames the cells in the square, ``paths``
    joins them.
    """

    def __init__(
        self, products: Quantity, stops: Sequence[tuple[int, int]], marks: Sequence[Square]
    ) -> None:
        self.stops, self.marks = list(stops), VGroup(*marks)
        self.paths = VGroup(
            *(
                Line(start.get_center(), end.get_center(), color=theme.INK)
                for start, end in pairwise(self.marks)
            )
        )
        for mark in (*self.marks, *self.paths):
            mark.set_z_index(1)  # above the cells, whichever arrives first
        (first, second), *_ = self.stops
        self.title = Text(
            phrase("{distance} apart", distance=abs(second - first)),
            size=_SIZE,
            declared=Declared("distance", of=products[second, first].name),
        ).stand_on(-_UNDER_PAIRS / 2)
        start = self.title.get_right()[0] + 0.1
        values = [
            self._value(products, stop, start + (place + 0.5) * _COLUMN)
            for place, stop in enumerate(self.stops)
        ]
        super().__init__(*values, self.title)

    @staticmethod
    def _value(products: Quantity, stop: tuple[int, int], x: float) -> VGroup:
        column, row = stop
        pair = Text(
            phrase("{place} and {other}", place=column, other=row),
            size=theme.SMALLEST, color=theme.QUIET,
            declared=Declared("place", of=products[column, row].name),
        )  # fmt: skip
        product = Numeral(products.cite(row, column), size=_SIZE)
        return VGroup(pair.set_x(x).stand_on(0), product.set_x(x).stand_on(-_UNDER_PAIRS))
