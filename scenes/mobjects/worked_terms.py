"""Products of two columns of numbers, row by row, and beside them the sum so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from manim import RIGHT, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.citation import Quantity
from scenes.encoding import Equation, relation, states
from scenes.text import Numeral

_GAP = 2.35  # between the right edges of the two columns


class WorkedTerms(VGroup):
    """Each pair of factors gives a product, each product a new total; signs are true as shown.

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
        size: float = theme.SIZE_NUMBER,
        color: ManimColor = theme.INK,
    ) -> None:
        def written(quantity: Quantity, row: int, prefix: str = "") -> Numeral:
            return Numeral(quantity.cite(row), size=size, color=color, prefix=prefix)

        self.products, self.totals, self.right = VGroup(), VGroup(), right + _GAP
        for i, pair in enumerate(factors):
            sign = relation("product", pair, written(terms, i))
            product = written(terms, i, f"{sign} ")
            states(product, Equation.of("product", pair, product))
            self.products.add(product.set_y(pair[0].get_y()).set_x(right, direction=RIGHT))
            self.totals.add(self._total(totals, i, product, written))
            self.totals[i].set_y(pair[0].get_y()).set_x(self.right, direction=RIGHT)
        super().__init__(self.products, self.totals)

    def _total(
        self, totals: Quantity, row: int, product: Numeral, written: Callable[..., Numeral]
    ) -> Numeral:
        """Write the sum so far: the first one is the first product, every other is a sum."""
        if row == 0:
            return written(totals, 0)
        parts = (self.totals[row - 1], product)
        total = written(totals, row, f"{relation('sum', parts, written(totals, row))} ")
        return states(total, Equation.of("sum", parts, total))
