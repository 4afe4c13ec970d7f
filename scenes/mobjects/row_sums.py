"""What each row of a grid adds up to, in a column beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, VGroup

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Equation, states
from scenes.stage.text import Numeral, Text


class RowSums(VGroup):
    """One sum a row: red unless it is one, and with ≈ where the shown weights do not make it."""

    def __init__(
        self, grid: AttentionGrid, totals: Quantity, *, right: float | None = None
    ) -> None:
        right = theme.STAGE_RIGHT if right is None else right
        self.sums = VGroup()
        for i in range(len(totals)):
            number = summed(grid.row_marks(i), totals.cite(i))
            number.set_color(theme.INK if number.shown == 1 else theme.WRONG)
            self.sums.add(number.set_y(grid.row(i).get_y()).set_x(right, direction=RIGHT))
        self.title = Text("sum", size=theme.SMALLEST, color=theme.QUIET)
        self.title.set_x(right, direction=RIGHT).stand_on(grid.cells.get_top()[1] + 0.22)
        super().__init__(self.sums, self.title)


def summed(
    terms: Sequence[Numeral], total: Citation, *, decimals: int = 2, size: float | None = None
) -> Numeral:
    """Write what numbers on screen add up to, after ≈ where the shown ones do not make it."""
    number = Numeral(total, decimals=decimals, size=size)
    if not np.isfinite(total.value):
        return number
    equation = Equation.of("sum", terms, number)
    if equation.relation == "≈":
        number = Numeral(total, decimals=decimals, size=size, prefix="≈ ")
        equation = Equation.of("sum", terms, number)
    return states(number, equation)
