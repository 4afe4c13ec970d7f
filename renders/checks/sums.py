"""Judges the equations that a picture spells out: they close in the digits that are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from math import prod

import numpy as np
from manim import Mobject

from renders.checks.failure import Problem
from renders.checks.oracle import Oracle
from renders.checks.staged import describe
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.stage.claims import Equation, Operation
from scenes.stage.text import Numeral, Text

_SIGNS = {"sum": "+", "difference": "−", "product": "×", "quotient": "÷"}
_RELATIONS = {"=": "=", "≈": "≈", "approx": "≈"}
_BETWEEN_DIGITS = re.compile(r"\d *(=|≈|approx) *[−-]? *\d")
_ROOT = re.compile(r"score_divisor\([^()]*\)")
_APART = 1.0  # units: a sign so far from a number does not belong to it


def judge_equation(equation: Equation, stating: Mobject) -> Iterator[Problem]:
    """Compute with the shown digits alone: "=" must be exact, and "≈" no worse than rounding."""
    parts, result = equation.parts, equation.result
    sign = _SIGNS[equation.operation]
    spelled = f" {sign} ".join(part.text for part in parts)
    name = f"{describe(result)} of {spelled}"
    if not all(number.shown.is_finite() for number in (*parts, result)):
        return
    for written in _texts(stating) & {*_SIGNS.values()} - {sign}:
        yield Problem(equation.operation, name, f"the sign {sign}", f"the sign {written}")
    exact = _compute(equation.operation, [part.shown for part in parts])
    if equation.relation == "=":
        if exact is None or exact != result.shown:
            yield Problem(equation.operation, name, _write(exact), f"= {result.shown}")
        return
    if _texts(stating) & {"=", "≈"} == {"="} and exact != result.shown:
        yield Problem(equation.operation, name, "the sign ≈", "the sign =")
    low, high = _range(equation.operation, parts)
    if not low - _rounding(result) <= result.shown <= high + _rounding(result):
        yield Problem(equation.operation, name, f"≈ {_write(exact)}", str(result.shown))


def judge_signs(
    seen: Sequence[Mobject], equations: Sequence[Equation], oracle: Oracle
) -> Iterator[Problem]:
    """See that each = and ≈ between two numbers on a line is that of an equation on stage.

    A formula that calls a number the root of d_k stands behind that root.
    """
    written = [one for one in seen if isinstance(one, Text | Numeral | Formula)]
    written = [one for one in written if getattr(one, "text", "") not in ("(", ")")]
    for one in written:
        said = one.code if isinstance(one, Formula) else one.text
        relation = _RELATIONS.get((one.prefix if isinstance(one, Numeral) else said).strip("✗ "))
        numbers = [one] if isinstance(one, Numeral) else _beside(one, written) if relation else []
        belongs = any(
            equation.relation == relation
            and equation.result in numbers
            and all(number in (*equation.parts, equation.result) for number in numbers)
            for equation in equations
        )
        if (relation and numbers and not belongs) or _BETWEEN_DIGITS.search(said):
            yield Problem("sign", describe(one), "an equation on stage that is checked", said)
        if isinstance(one, Formula) and said == FORMULAS["is the root"]:
            yield from _judge_root(one, written, oracle)


def _judge_root(formula: Formula, written: Sequence[Mobject], oracle: Oracle) -> Iterator[Problem]:
    x, y, _ = formula.get_left()
    for number in written:
        is_before = 0 < x - number.get_right()[0] < _APART and abs(y - number.get_y()) < _APART / 2
        if not (is_before and isinstance(number, Numeral) and number.citation):
            continue
        call = _ROOT.search(number.citation.tensor)
        due = oracle.array(number.citation.source, call[0]).item() if call else np.nan
        if not np.isclose(due, number.value):
            yield Problem("sign", describe(formula), f"{due:g} before it", describe(number))


def _beside(sign: Mobject, written: Sequence[Mobject]) -> list[Numeral]:
    """Return the numbers right before and right behind a sign, if there are two."""
    x, y, _ = sign.get_center()
    line = [one for one in written if one.get_bottom()[1] <= y <= one.get_top()[1]]
    gaps = [
        [(x - one.get_right()[0], one) for one in line if one.get_x() < x],
        [(one.get_left()[0] - x, one) for one in line if one.get_x() > x],
    ]
    nearest = [min(side, key=lambda pair: pair[0], default=(np.inf, None)) for side in gaps]
    found = [one for gap, one in nearest if gap < _APART and isinstance(one, Numeral)]
    return found if len(found) == len(nearest) else []


def _compute(operation: Operation, numbers: list[Decimal]) -> Decimal | None:
    first, rest = numbers[0], numbers[1:]
    match operation:
        case "sum":
            return sum(numbers, start=Decimal(0))
        case "difference":
            return first - sum(rest, start=Decimal(0))
        case "product":
            return prod(numbers, start=Decimal(1))
    divisor = prod(rest, start=Decimal(1))
    return first / divisor if divisor else None


def _range(operation: Operation, parts: tuple[Numeral, ...]) -> tuple[Decimal, Decimal]:
    """Return between which results the shown parts can lead, each being rounded."""
    ends = [(part.shown - _rounding(part), part.shown + _rounding(part)) for part in parts]
    if operation == "sum":
        return sum(low for low, _ in ends), sum(high for _, high in ends)
    found = [_compute(operation, list(corner)) for corner in product(*ends)]
    known = [result for result in found if result is not None]
    return (min(known), max(known)) if known else (Decimal("-Infinity"), Decimal("Infinity"))


def _rounding(numeral: Numeral) -> Decimal:
    """Return how far a shown number may be from what it stands for."""
    if numeral.citation is None:
        return Decimal(0)
    return Decimal(5).scaleb(-numeral.decimals - 1)


def _texts(stating: Mobject) -> set[str]:
    return {part.text.strip() for part in stating.get_family() if isinstance(part, Text)}


def _write(number: Decimal | None) -> str:
    return "no number" if number is None else f"{number:f}"
