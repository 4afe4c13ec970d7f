"""Holds what a number track states of its tensors: a formula, evaluated, gives the number.

It is evaluated where all that its operands leave out is unknown, so that they must leave nothing
out that matters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from attention_math.trace import AttentionTrace
from renders.checks.derivations import DERIVATIONS
from renders.checks.expression import Array, Surroundings, Unknown, evaluate
from renders.checks.failure import Problem
from renders.film.entries import entry_at
from renders.film.indices import ALL, LETTERS
from renders.film.signs import plain
from renders.film.tensors import describe_tensors
from scenes.stage.cited import Citation

_FUNCTIONS = {name: getattr(np, name) for name in ("sum", "exp", "sqrt", "tanh")}
_FUNCTIONS["concatenate"] = lambda *rows: np.concatenate(rows)
_BOUND = 2e-5  # of the tensor's largest entry: what 32 bits lose on the way, many times over

Stated = Mapping[str, Any]  # a tensor as a number track describes it, operands by name


def judge_stated(cited: Citation, traces: Mapping[str, AttentionTrace]) -> Iterator[Problem]:
    """Hold what is stated of a number's tensor to that number."""
    trace = traces.get(cited.source)
    if trace is not None:
        stated, *_ = describe_tensors([cited], traces)
        yield from judge_formula(stated, cited, Surroundings(trace.named_arrays()))


def judge_formula(stated: Stated, cited: Citation, around: Surroundings) -> Iterator[Problem]:
    """Evaluate a formula for a number, from those entries alone that its operands take.

    Where they take all, that is the expression that the audit evaluates anyway.
    """
    if all(set(operand["index"]) == {ALL} for operand in stated["operands"]):
        return
    name = f"{cited.tensor}{list(cited.index)} = {stated['formula']}"
    known = _left(stated["operands"], cited.index, around.tensors)
    known["inf"] = np.array(np.inf)
    try:
        expression = entry_at(plain(stated["formula"]), cited.index)
        made = evaluate(expression, Surroundings(known), DERIVATIONS | _FUNCTIONS)
    except (Unknown, SyntaxError) as error:
        yield Problem("formula", name, "a formula that can be evaluated", str(error))
        return
    whole = np.array(cited.value) if cited.whole is None else cited.whole
    bound = _BOUND * np.abs(whole[np.isfinite(whole)]).max(initial=1.0)
    if made.size != 1 or not np.isclose(made, cited.value, rtol=0, atol=bound).all():
        yield Problem("formula", name, f"{cited.value:.9g}", np.array2string(made, precision=9))


def _left(
    operands: Sequence[Stated], index: Sequence[int], arrays: Mapping[str, Array]
) -> dict[str, Array]:
    """Keep of each array the entries that operands take, and make the others unknown."""
    left: dict[str, Array] = {}
    for operand in operands:
        name, array = operand["tensor"], arrays[operand["tensor"]].astype(np.float64)
        left.setdefault(name, np.full(array.shape, np.nan))
        taken = tuple(_place(one, index) for one in operand["index"])
        left[name][taken] = array[taken]
    return left


def _place(one: int | str, index: Sequence[int]) -> int | slice:
    if one == ALL:
        return slice(None)
    return one if isinstance(one, int) else index[LETTERS.index(one)]
