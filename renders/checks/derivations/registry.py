"""The names that the audit understands, and the functions behind them."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from inspect import signature
from typing import Any

import numpy as np

from renders.checks.expression import Derivation

Array = np.ndarray
Fields = Mapping[str, Any]

DERIVATIONS: dict[str, Derivation] = {}


def derivation(function: Derivation) -> Derivation:
    """Let names call a function."""
    DERIVATIONS[function.__name__] = function
    return function


def parameters(call: str) -> set[float]:
    """Collect the numbers that a call is made with, those that it leaves to defaults included.

    0 and 1 are always among them: mean and variance of what is drawn.
    """
    try:
        nodes = list(ast.walk(ast.parse(call, mode="eval")))
    except SyntaxError:
        return set()
    functions = [DERIVATIONS.get(node.id) for node in nodes if isinstance(node, ast.Name)]
    defaults = [p.default for f in functions if f for p in signature(f).parameters.values()]
    taken = [node.value for node in nodes if isinstance(node, ast.Constant)] + defaults
    flat = [x for value in taken for x in (value if isinstance(value, tuple) else (value,))]
    return {0.0, 1.0} | {float(x) for x in flat if isinstance(x, int | float)}
