"""Rows to the left, columns above: a product of two matrices grows where they meet."""

from __future__ import annotations

from manim import DEGREES, LEFT, RIGHT, UP, SurroundingRectangle, VGroup

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.stage.cited import Quantity

_ROOM = 0.1  # between a matrix and the grid


class ProductTable(VGroup):
    """Queries to the left of a grid of scores, each level with its row; keys stand above it.

    The grid's words make room: they name the rows of the queries and the columns of the keys, and
    the titles of its axes stand at their heads.

    Parameters
    ----------
    query, key
        Both with a row a token; the keys are drawn as columns.
    spread
        How far the entries of a query and those of a key stand apart.
    """

    def __init__(
        self,
        query: Quantity,
        key: Quantity,
        grid: AttentionGrid,
        *,
        size: float,
        spread: tuple[float, float],
        most_entries: int = 4,
    ) -> None:
        wide, high = grid.cell_size
        self.grid = grid
        self.query = NumberMatrix(
            query,
            size=size,
            color=theme.QUERY,
            pitch=(spread[0], high),
            most_columns=most_entries,
        )
        self.key = NumberMatrix(
            key.transposed(), size=size, color=theme.KEY, pitch=(wide, spread[1]),
            most_rows=most_entries,
        )  # fmt: skip
        self.query.next_to(grid.cells, LEFT, buff=_ROOM).begin_at(grid.row(0).get_y())
        self.key.next_to(grid.cells, UP, buff=_ROOM)
        aside, above = self.query.width + _ROOM, self.key.height + _ROOM
        grid.row_labels.shift(LEFT * aside)
        grid.column_labels.shift(UP * above)
        if len(grid.axis_titles):
            rows, columns = grid.axis_titles
            rows.rotate(-90 * DEGREES).next_to(grid.row_labels, UP, buff=0.22)
            rows.set_x(grid.row_labels.get_right()[0], direction=RIGHT)
            columns.next_to(grid.column_labels, LEFT, buff=0.35)
            columns.stand_on(grid.cells.get_top()[1] + above + 0.22)
        name, turned = Formula(FORMULAS["query"]), Formula(FORMULAS["key turned"])
        self.symbols = VGroup(
            name.next_to(self.query.brackets, UP, buff=0.15),
            turned.next_to(self.key.brackets, LEFT, buff=0.25),
        )
        super().__init__(self.query, self.key, self.symbols, grid)

    def frame_query(self, i: int) -> SurroundingRectangle:
        """Frame one query, a row."""
        return self.query.frame(self.query.row(i), theme.QUERY)

    def frame_key(self, j: int) -> SurroundingRectangle:
        """Frame one key, a column."""
        return self.key.frame(self.key.column(j), theme.KEY)
