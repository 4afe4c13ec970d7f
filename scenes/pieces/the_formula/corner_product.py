"""A product of two matrices: rows on the left, columns above, entries where they meet."""

from __future__ import annotations

from collections.abc import Iterable

from manim import Rectangle, VGroup

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.stage.text import Numeral

_GAP = 0.14


class CornerProduct(VGroup):
    """Three grids with cells of one height: a row of ``left`` and a column of ``above`` meet."""

    def __init__(self, left: AttentionGrid, above: AttentionGrid, result: AttentionGrid) -> None:
        self.left, self.above, self.result = left, above, result
        corner = left.cells.get_corner([1, 1, 0]) + [_GAP, 0, 0]
        result.shift(corner - result.cells.get_corner([-1, 1, 0]))
        corner = result.cells.get_corner([-1, 1, 0]) + [0, _GAP, 0]
        above.shift(corner - above.cells.get_corner([-1, -1, 0]))
        super().__init__(left, above, result)

    def frames(self, row: int, column: int) -> tuple[Rectangle, Rectangle, Rectangle]:
        """Frame a row, a column, and the entry that they make."""
        height = len(self.above.quantity)
        cells = VGroup(*(self.above.cell(i, column) for i in range(height)))
        return (
            self.left.frame(self.left.row(row), theme.QUERY),
            self.above.frame(cells, theme.KEY),
            self.result.frame(VGroup(self.result.cell(row, column))),
        )

    def turn_into(self, result: AttentionGrid) -> None:
        """Let another grid stand where the result stood."""
        self.result = result


def written(
    grid: AttentionGrid,
    places: Iterable[tuple[int, int]],
    *,
    decimals: int,
    size: float | None = None,
) -> VGroup:
    """Write numbers into some cells of a grid that shows its values as heat alone.

    Cells that are too small for any number stay as they are.
    """
    numerals, size = VGroup(), size or theme.SMALLEST
    for place in places:
        cell = grid.cell(*place)
        ink = theme.ink_on(cell.get_fill_color())
        numeral = Numeral(
            grid.quantity.cite(*place), decimals=decimals, size=size or theme.SMALLEST, color=ink
        )
        if numeral.width < cell.width - 0.04 and numeral.height < cell.height - 0.06:
            numerals.add(numeral.move_to(cell))
    return numerals
