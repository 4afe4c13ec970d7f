"""Products of every two places as heat, and some that belong to one distance as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from manim import RIGHT, Line, VGroup

from scenes import theme
from scenes.citation import Declared, Quantity
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.text import Numeral, Text


class DistanceProducts(VGroup):
    """A square of products; the cells of one diagonal are marked, joined and written below it.

    Parameters
    ----------
    products
        Places × places.
    stops
        The pairs of places to mark, all equally far apart: (column, row).
    """

    def __init__(
        self, products: Quantity, stops: Sequence[tuple[int, int]], *, side: float
    ) -> None:
        self.stops = list(stops)
        cell = side / len(products)
        self.grid = AttentionGrid(
            products,
            view="heat",
            cell=(cell, cell),
            color_of=partial(theme.score_color, limit=products.limit()),
            axes=("position", "position"),
        )
        self.seen = VGroup(*(self.grid.cell(row, column) for column, row in self.stops))
        self.marks = VGroup(*(self.grid.frame(VGroup(seen), theme.INK) for seen in self.seen))
        self.paths = VGroup(
            *(
                Line(start.get_center(), end.get_center(), color=theme.INK)
                for start, end in pairwise(self.marks)
            )
        )
        for mark in (*self.marks, *self.paths):
            mark.set_z_index(1)  # above the cells, whichever arrives first
        apart = abs(self.stops[0][1] - self.stops[0][0])
        self.title = Text(f"{apart} apart:", color=theme.QUIET, declared=Declared("distance"))
        self.values = VGroup(*(self._value(products, stop) for stop in self.stops))
        self.values[0].remove(self.values[0][0])
        self._write_line()
        super().__init__(self.grid, self.marks, self.paths, self.title, self.values)

    @staticmethod
    def _value(products: Quantity, stop: tuple[int, int]) -> VGroup:
        column, row = stop
        return VGroup(Text("="), Numeral(products.cite(row, column), size=theme.SIZE_LABEL))

    def _write_line(self) -> None:
        parts = VGroup(self.title, *(part for value in self.values for part in value))
        parts.arrange(RIGHT, buff=0.16).set_x(self.grid.cells.get_x())
        baseline = self.grid.cells.get_bottom()[1] - 0.45
        for part in parts:
            part.stand_on(baseline)
