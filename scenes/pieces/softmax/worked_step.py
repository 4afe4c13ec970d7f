"""a − b = c or a ÷ b = c, in cited numbers, with "≈" where the shown digits do not close."""

from __future__ import annotations

from manim import RIGHT, VGroup

from scenes import theme
from scenes.stage.cited import Citation
from scenes.stage.claims import Equation, states
from scenes.stage.text import Numeral, Text

_SIGNS = {"difference": "−", "quotient": "÷"}


class WorkedStep(VGroup):
    """Two numbers as they stand on stage, and what becomes of them."""

    def __init__(
        self,
        operation: str,
        parts: tuple[Numeral, Numeral],
        result: Citation,
        *,
        size: float = 0.42,
    ) -> None:
        first, second = (
            Numeral(part.citation, decimals=part.decimals, size=size) for part in parts
        )
        self.result = Numeral(result, size=size, color=theme.ACCENT)
        equation = Equation.of(operation, (first, second), self.result)
        sign, relation = (Text(s, size=size) for s in (_SIGNS[operation], equation.relation))
        negative = second.shown < 0
        brackets = [Text(b, size=size) for b in "()"] if negative else []
        taken = VGroup(*brackets[:1], second, *brackets[1:]).arrange(RIGHT, buff=0.05)
        super().__init__(first, sign, taken, relation, self.result)
        states(self.arrange(RIGHT, buff=0.2), equation)
