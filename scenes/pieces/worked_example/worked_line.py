"""A sum of products on two lines: the factors above, what each pair makes below, then the sum."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import DOWN, RIGHT, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.equation_column import signs_between
from scenes.stage.cited import Citation
from scenes.stage.claims import relate
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
        self.factors.arrange(RIGHT, buff=0.6)
        summed = terms if bias is None else [*terms, bias]
        self.products = VGroup(
            *(
                number(term).next_to(factors, DOWN, buff=0.28)
                for term, factors in zip(summed, self.factors, strict=True)
            )
        )
        middle = self.products.get_y()
        pluses = partial(signs_between, self.factors, "+" * (len(summed) - 1), size=size)
        heights = self.factors.get_y(), middle
        self.pluses = VGroup(*(pluses(height=y, color=theme.QUIET) for y in heights))
        self.total = number(total, theme.HIGHLIGHT).set_y(middle)
        ends = [[row[end] for row in self.factors[: len(pairs)]] for end in (0, -1)]
        lead = sign(relate("product", ends, self.products[: len(pairs)])).set_y(middle)
        lead.set_x(self.factors.get_left()[0] - 0.35)
        closing = sign(relate("sum", [[one] for one in self.products], [self.total]))
        closing.set_y(middle).set_x(self.factors.get_right()[0] + 0.4)
        self.total.next_to(closing, RIGHT, buff=0.2)
        self.signs = VGroup(lead, closing)
        super().__init__(self.factors, self.products, self.pluses, self.signs, self.total)
        self.move_to([0, 0, 0])
