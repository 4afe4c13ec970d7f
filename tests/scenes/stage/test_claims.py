"""Equations on screen close exactly as they are shown, or say ≈."""

from __future__ import annotations

import pytest

from scenes.stage.cited import Declared
from scenes.stage.claims import Equation, Operation
from scenes.stage.text import Numeral


def numerals(values: list[float], decimals: int) -> list[Numeral]:
    return [Numeral(value, decimals=decimals, declared=Declared("test")) for value in values]


@pytest.mark.parametrize(
    ("operation", "parts", "result", "decimals", "sign"),
    [
        ("sum", [0.25, 0.75], 1.0, 2, "="),
        ("sum", [0.333, 0.333, 0.333], 0.999, 2, "≈"),
        # The third row of the published worked example: 0.7719 from the rounded terms.
        ("sum", [-0.1694, 0.5465, 0.3948], 0.7720, 4, "≈"),
        ("sum", [0.25, -float("inf")], -float("inf"), 2, "≈"),
        ("product", [-0.5, 3.0], -1.5, 1, "="),
        ("product", [0.66, 0.15], 0.099, 2, "≈"),
        ("quotient", [21.58, 2.0], 10.79, 2, "="),
        ("quotient", [1.0, 3.0], 0.33, 2, "≈"),
        ("difference", [2.28, 0.13], 2.15, 2, "="),
        ("difference", [2.276, 0.134], 2.142, 2, "≈"),
    ],
)
def test_the_sign_is_true_of_the_shown_digits(
    operation: Operation, parts: list[float], result: float, decimals: int, sign: str
) -> None:
    (total,) = numerals([result], decimals)
    assert Equation.of(operation, numerals(parts, decimals), total).relation == sign
