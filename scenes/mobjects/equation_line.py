"""a + b = c, or another operation, in cited numbers; "≈" where the shown digits do not close."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Citation
from scenes.stage.claims import Equation, Operation, states
from scenes.stage.layout import line
from scenes.stage.shapes import Statement
from scenes.stage.text import Numeral, Text

_SIGNS = {"sum": "+", "difference": "−", "product": "×", "quotient": "÷"}
_TIGHT = 0.05  # between a bracket and what it holds


class EquationLine(Statement):
    """The terms of one operation, and what they make; a negative term after a sign is bracketed.

    Parameters
    ----------
    terms
        What the operation takes, as cited; a number that stands on stage already lends its
        decimals.
    """

    def __init__(
        self,
        operation: Operation,
        terms: Sequence[Citation | Numeral],
        result: Citation,
        *,
        size: float | None = None,
        decimals: int = 2,
        grouped: bool = False,
        color: ManimColor | None = None,
        result_color: ManimColor | None = None,
    ) -> None:
        size = size or theme.SIZE_NUMBER

        style = {"size": size, "color": color, "grouped": grouped}

        def number(term: Citation | Numeral) -> Numeral:
            if isinstance(term, Numeral):
                return Numeral(term.citation, decimals=term.decimals, **style)
            return Numeral(term, decimals=decimals, **style)

        self.terms = VGroup(*map(number, terms))
        self.total = Numeral(result, decimals=decimals, **(style | {"color": result_color}))
        self.equation = Equation.of(operation, self.terms, self.total)
        self.signs = VGroup(*(Text(_SIGNS[operation], size=size) for _ in self.terms[1:]))
        self.signs.add(Text(self.equation.relation, size=size))
        first, *others = self.terms
        written = [first]
        for sign, term in zip(self.signs, (*others, self.total), strict=True):
            negative = term is not self.total and term.shown < 0
            written += [sign, self._bracketed(term) if negative else term]
        row = line(*written, gap=theme.GAP_OF_SIGNS)
        super().__init__(*row)
        states(self, self.equation)

    @staticmethod
    def _bracketed(term: Numeral) -> VGroup:
        left, right = (Text(bracket, size=term.size) for bracket in "()")
        return line(left, term, right, gap=_TIGHT)
