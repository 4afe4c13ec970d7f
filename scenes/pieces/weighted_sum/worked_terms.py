"""Products of two columns of numbers, row by row, and beside them the sum so far."""

from __future__ import annotations

from collections.abc import Sequence

from manim import RIGHT, VGroup
from manim.utils.color import ManimColor

from scenes.stage.cited import Quantity
from scenes.stage.claims import Equation, Operation, relation, states
from scenes.stage.text import Numeral

_GAP = 2.35  # between the right edges of the two columns


class WorkedTerms(VGroup):
    """Each pair of factors gives a product, each product a new total.

    ``signs`` are to be shown above the two columns: "=" only if every row closes as shown.

    Parameters
    ----------
    factors
        The numerals that are multiplied, a pair a row; the products stand at their heights.
    right
        The right edge of the products; the totals stand to the right of it.
    """

    def __init__(
        self,
        factors: Sequence[tuple[Numeral, Numeral]],
        terms: Quantity,
        totals: Quantity,
        *,
        right: float,
        size: float | None = None,
        color: ManimColor | None = None,
    ) -> None:
        self.right = right + _GAP
        self.products, self.totals = (
            VGroup(*(
                Numeral(quantity.cite(i), size=size, color=color)
                .set_y(pair[0].get_y()).set_x(edge, direction=RIGHT)
                for i, pair in enumerate(factors)
            ))
            for quantity, edge in ((terms, right), (totals, self.right))
        )  # fmt: skip
        sums = zip(self.totals[:-1], self.products[1:], strict=True)
        self.signs = (
            _relating("product", factors, self.products),
            _relating("sum", list(sums), self.totals[1:]),
        )
        super().__init__(self.products, self.totals)


def _relating(
    operation: Operation, parts: Sequence[tuple[Numeral, Numeral]], results: Sequence[Numeral]
) -> str:
    """Let each result state what it is made from, and return the one sign that is true of all."""
    rows = list(zip(parts, results, strict=True))
    sign = "=" if all(relation(operation, *row) == "=" for row in rows) else "≈"
    for pair, result in rows:
        states(result, Equation(operation, pair, result, sign))
    return sign
