"""A sum of products on two lines: the factors above, what each pair makes below, then the sum."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from manim import DOWN, RIGHT, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Citation
from scenes.stage.claims import Equation, relation, states
from scenes.stage.text import Numeral, Text


class WorkedLine(VGroup):
    """``a × b + c × d (+ bias)`` with its products under it and the result at the end.

    One sign leads the products and one the result: "=" only where all shown digits close.

    Parameters
    ----------
    pairs
        The factors of each product.
    terms
        The products, in the same order.
    bias
        What is added to the products, if anything is.
    """

    def __init__(
        self,
        pairs: Sequence[tuple[Citation, Citation]],
        terms: Sequence[Citation],
        total: Citation,
        *,
        bias: Citation | None = None,
        colors: tuple[ManimColor, ManimColor],
        decimals: int = 4,
        size: float | None = None,
    ) -> None:
        size = size or theme.SIZE_NUMBER

        def number(cited: Citation, color: ManimColor | None = None) -> Numeral:
            return Numeral(cited, decimals=decimals, size=size, color=color)

        def sign(text: str) -> Text:
            return Text(text, size=size, color=theme.QUIET)

        self.factors = VGroup(
            *(
                VGroup(number(a, colors[0]), sign("×"), number(b, colors[1])).arrange(
                    RIGHT, buff=0.12
                )
                for a, b in pairs
            )
        )
        if bias is not None:
            self.factors.add(VGroup(number(bias, colors[1])))
        in_a_row = VGroup(*self.factors).arrange(RIGHT, buff=0.6)
        self.products = VGroup(*(number(term) for term in (*terms, *([bias] if bias else []))))
        for product, factors in zip(self.products, in_a_row, strict=True):
            product.next_to(factors, DOWN, buff=0.28)
        self.total = number(total, theme.HIGHLIGHT)
        self.total.set_y(self.products.get_y())
        products = [
            (product, (factors[0], factors[2]))
            for product, factors in zip(self.products, self.factors, strict=True)
            if len(factors) == 3
        ]
        signs = {relation("product", parts, product) for product, parts in products}
        leading = "=" if signs == {"="} else "≈"
        for product, parts in products:
            states(product, Equation("product", parts, product, leading))
        summed = Equation.of("sum", tuple(self.products), self.total)
        states(self.total, summed)
        self.pluses = VGroup(
            *(
                sign("+").move_to(
                    [(left.get_right()[0] + right.get_left()[0]) / 2, line.get_y(), 0]
                )
                for line in (self.factors, self.products)
                for left, right in pairwise(self.factors)
            )
        )
        lead = sign(leading).set_y(self.products.get_y())
        lead.set_x(self.factors.get_left()[0] - 0.35)
        closing = sign(summed.relation).set_y(self.products.get_y())
        closing.set_x(self.factors.get_right()[0] + 0.4)
        self.total.next_to(closing, RIGHT, buff=0.2)
        self.signs = VGroup(lead, closing)
        super().__init__(self.factors, self.products, self.pluses, self.signs, self.total)
        self.move_to([0, 0, 0])
