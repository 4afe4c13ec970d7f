"""What each row of a grid adds up to, in a column beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, VGroup

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Equation, relation, states
from scenes.stage.text import Numeral, Text


class RowSums(VGroup):
    """One sum a row: wrong unless it is one, and with ≈ where the shown weights do not make it."""

    def __init__(
        self, grid: AttentionGrid, totals: Quantity, *, right: float | None = None
    ) -> None:
        right = theme.STAGE_RIGHT if right is None else right
        self.sums = VGroup()
        for i in range(len(totals)):
            terms = [mark for mark in grid.row_marks(i) if isinstance(mark, Numeral)]
            number = summed(terms, totals.cite(i), due=1)
            self.sums.add(number.set_y(grid.row(i).get_y()).set_x(right, direction=RIGHT))
        self.title = Text("sum", size=theme.SMALLEST, color=theme.QUIET)
        self.title.set_x(right, direction=RIGHT).stand_on(grid.cells.get_top()[1] + 0.22)
        super().__init__(self.sums, self.title)


def summed(
    terms: Sequence[Numeral],
    total: Citation,
    *,
    decimals: int = 2,
    size: float | None = None,
    due: float | None = None,
) -> Numeral:
    """Write what numbers on screen add up to, after ≈ where the shown ones do not make it.

    One that is not what is ``due`` is marked as wrong. Where no term is shown, none is missed.
    """
    number = Numeral(total, decimals=decimals, size=size)
    if not np.isfinite(total.value):
        return number
    is_wrong = due is not None and number.shown != due
    closes = not terms or relation("sum", terms, number) == "="
    signs = ("✗" if is_wrong else "") + ("" if closes else "≈")
    if signs:
        prefix = signs.ljust(2)  # there is room for two signs, or for one and a space
        color = theme.WRONG if is_wrong else None
        number = Numeral(total, decimals=decimals, size=size, color=color, prefix=prefix)
    return states(number, Equation.of("sum", terms, number)) if terms else number
