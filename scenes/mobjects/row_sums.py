"""What each row of a grid adds up to, in a column beside it."""

from __future__ import annotations

from manim import RIGHT, VGroup

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.stage.cited import Quantity
from scenes.stage.claims import Equation, states
from scenes.stage.text import Numeral, Text


class RowSums(VGroup):
    """One sum a row: red unless it is one, and with ≈ where the shown weights do not make it."""

    def __init__(
        self, grid: AttentionGrid, totals: Quantity, *, right: float = theme.STAGE_RIGHT
    ) -> None:
        self.sums = VGroup()
        for i in range(len(totals)):
            number = self._sum(grid.row_marks(i), totals, i)
            self.sums.add(number.set_y(grid.row(i).get_y()).set_x(right, direction=RIGHT))
        self.title = Text("sum", size=theme.SMALLEST, color=theme.QUIET)
        self.title.set_x(right, direction=RIGHT).stand_on(grid.cells.get_top()[1] + 0.22)
        super().__init__(self.sums, self.title)

    @staticmethod
    def _sum(terms: VGroup, totals: Quantity, row: int) -> Numeral:
        number = Numeral(totals.cite(row))
        equation = Equation.of("sum", terms, number)
        if equation.relation == "≈":
            number = Numeral(totals.cite(row), prefix="≈ ")
            equation = Equation.of("sum", terms, number)
        number.set_color(theme.INK if number.shown == 1 else theme.WRONG)
        return states(number, equation)
