"""a + b + … = total, in cited numbers, with "≈" where the rounded terms do not add up."""

from __future__ import annotations

from manim import RIGHT, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Equation, states
from scenes.stage.text import Numeral, Text


class SumLine(VGroup):
    """The terms of a one-dimensional quantity and what they add up to."""

    def __init__(
        self,
        terms: Quantity,
        total: Citation,
        *,
        decimals: int = 2,
        size: float = theme.SIZE_NUMBER,
        color: ManimColor = theme.INK,
    ) -> None:
        self.terms = VGroup(
            *(
                Numeral(terms.cite(i), decimals=decimals, size=size, color=color)
                for i in range(len(terms))
            )
        )
        self.signs = VGroup(*(Text("+", size=size) for _ in self.terms[1:]))
        self.total = Numeral(total, decimals=decimals, size=size)
        equation = Equation.of("sum", self.terms, self.total)
        self.signs.add(Text(equation.relation, size=size))
        in_order = [part for pair in zip(self.terms, self.signs, strict=True) for part in pair]
        VGroup(*in_order, self.total).arrange(RIGHT, buff=0.22)
        super().__init__(self.terms, self.signs, self.total)
        states(self, equation)
