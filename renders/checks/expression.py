"""Reads the name of a derived number, such as ``row_sums(head1.weights)``, and evaluates it.

Names are parsed, never run: only tensors, numbers, indices, fields, the four operations, @, a
choice by if and the functions of `renders.checks.derivations` have a meaning.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from inspect import signature
from typing import Any

import numpy as np

Array = np.ndarray
Derivation = Callable[..., Any]
Fields = Mapping[str, Any]  # what a derivation with several results returns

DERIVATIONS: dict[str, Derivation] = {}  # by the names that call them

_OPERATIONS = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
    ast.MatMult: np.matmul,
}


class Unknown(ValueError):
    """A name that nobody can recompute, and why."""


@dataclass(frozen=True)
class Surroundings:
    """What a derived number may be made of: tensors by name.

    What calls have ``made`` is kept: several fields of one result are cited, and some run a whole
    model.
    """

    tensors: Mapping[str, Array] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)


def derivation(function: Derivation) -> Derivation:
    """Let names call a function."""
    DERIVATIONS[function.__name__] = function
    return function


def evaluate(name: str, surroundings: Surroundings, derivations: Mapping[str, Derivation]) -> Array:
    """Return the array that a name stands for.

    Raises
    ------
    Unknown
        If a part of the name means nothing here.
    """
    try:
        found = _Reader(surroundings, derivations).read(ast.parse(name, mode="eval").body)
        if not isinstance(found, np.ndarray | np.generic | float | int):
            raise TypeError("it is no array")
    except (AttributeError, LookupError, SyntaxError, TypeError, ValueError) as error:
        raise Unknown(f"nobody can recompute {name!r}: {error}") from error
    array = np.asarray(found)
    return array if array.dtype.kind == "U" else array.astype(np.float64)


@dataclass(frozen=True)
class _Reader:
    surroundings: Surroundings
    derivations: Mapping[str, Derivation]

    def read(self, node: ast.expr) -> Any:  # noqa: ANN401 - whatever a name may stand for
        written = ast.unparse(node)
        if written in self.surroundings.tensors:
            return self.surroundings.tensors[written]
        match node:
            case ast.Constant(value=value):
                return value
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -self.read(operand)
            case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATIONS:
                return _OPERATIONS[type(sign)](self.read(left), self.read(right))
            case ast.IfExp(test=test, body=body, orelse=other):
                return self.read(body if self.read(test) else other)
            case ast.Tuple(elts=parts):
                return tuple(map(self.read, parts))
            case ast.Slice(lower=start, upper=stop, step=step):
                return slice(*(end and self.read(end) for end in (start, stop, step)))
            case ast.Subscript(value=whole, slice=index):
                return self.read(whole)[self.read(index)]
            case ast.Attribute(value=ast.Call() | ast.Attribute() as fields, attr=chosen):
                return self.read(fields)[chosen]
            case ast.Call(func=ast.Name(id=function)):
                made = self.surroundings.made
                if written not in made:
                    made[written] = self._call(function, node)
                return made[written]
        raise LookupError(f"{written} means nothing here")

    def _call(self, name: str, node: ast.Call) -> Any:  # noqa: ANN401
        if name not in self.derivations:
            raise LookupError(f"nobody knows {name}(…)")
        options = {one.arg: self.read(one.value) for one in node.keywords}
        return self.derivations[name](*map(self.read, node.args), **options)


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
