"""Products of every two places as heat, and some that belong to one distance as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from manim import DOWN, LEFT, RIGHT, UP, Line, VGroup

from scenes import theme
from scenes.citation import Declared, Quantity
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.plane import Plane
from scenes.text import Numeral, Text

_TICK_EVERY = 4
_COLUMN = 1.32  # from one product that is written to the next
_SIZE = 0.3
_UNDER_GRID, _UNDER_PAIRS, _LINE = 0.5, 0.34, 0.76


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
        self.grid = AttentionGrid(
            products,
            view="heat",
            cell=(side / places, side / places),
            color_of=partial(theme.score_color, limit=products.limit()),
            axes=("position", "position"),
        )
        self.axes = Plane(
            (-0.5, places - 0.5), (places - 0.5, -0.5), width=side, height=side
        ).move_to(self.grid.cells)
        self.ticks = self._ticks(places)
        rows, columns = self.grid.axis_titles
        rows.shift(LEFT * 0.2)
        columns.shift(DOWN * 0.06)
        left, bottom, _ = self.grid.cells.get_corner([-1, -1, 0])
        middle = self.grid.cells.get_x()
        self.lines = VGroup(
            *(
                DistanceLine(self.grid, stops).move_to(
                    [middle, bottom - _UNDER_GRID - place * _LINE, 0], aligned_edge=UP
                )
                for place, stops in enumerate(distances)
            )
        )
        marked = (part for line in self.lines for part in (line.marks, line.paths))
        super().__init__(self.grid, self.axes, self.ticks, self.lines, *marked)

    @property
    def seen(self) -> VGroup:
        """Everything that is drawn: all but the axes, on which the ticks stand."""
        return VGroup(*(part for part in self if part is not self.axes))

    def _ticks(self, places: int) -> VGroup:
        """Number some columns below the square, and some rows to the left of it."""
        left = self.grid.cells.get_left()[0]
        ticks = VGroup()
        for place in range(0, places, _TICK_EVERY):
            across, down = self.axes.x_tick(place)[1], self.axes.y_tick(place)[1]
            across.set_y(self.grid.cells.get_bottom()[1] - 0.2)
            ticks.add(across, down.set_x(left - 0.1, direction=RIGHT))
        return ticks


class DistanceLine(VGroup):
    """Pairs of places at one distance: who they are, and below each pair their product.

    Member k is the k-th pair with its product. ``marks`` frames the cells in the square, ``paths``
    joins them.
    """

    def __init__(self, grid: AttentionGrid, stops: Sequence[tuple[int, int]]) -> None:
        self.stops = list(stops)
        self.cells = VGroup(*(grid.cell(row, column) for column, row in self.stops))
        self.marks = VGroup(*(grid.frame(VGroup(cell), theme.INK) for cell in self.cells))
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
            f"{abs(second - first)} apart", size=_SIZE, declared=Declared("distance")
        ).stand_on(-_UNDER_PAIRS / 2)
        start = self.title.get_right()[0] + 0.1
        values = [
            self._value(grid.quantity, stop, start + (place + 0.5) * _COLUMN)
            for place, stop in enumerate(self.stops)
        ]
        super().__init__(*values, self.title)

    @staticmethod
    def _value(products: Quantity, stop: tuple[int, int], x: float) -> VGroup:
        column, row = stop
        pair = Text(
            f"{column} and {row}", size=theme.SMALLEST, color=theme.QUIET,
            declared=Declared("place"),
        )  # fmt: skip
        product = Numeral(products.cite(row, column), size=_SIZE)
        return VGroup(pair.set_x(x).stand_on(0), product.set_x(x).stand_on(-_UNDER_PAIRS))
