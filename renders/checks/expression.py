"""Reads the name of a derived number, such as ``row_sums(head1.weights)``, and evaluates it.

Names are parsed, never run: only tensors, numbers, indices, fields, the four operations and the
functions of `renders.checks.derivations` have a meaning.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Array = np.ndarray


_OPERATIONS = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
}


class Unknown(ValueError):
    """A name that nobody can recompute, and why."""


@dataclass(frozen=True)
class Reference:
    """A tensor as an argument: its name, the index that was taken of it, and its values."""

    name: str
    index: tuple[Any, ...]
    values: Array


def values_of(argument: object) -> Any:  # noqa: ANN401
    """Return the array behind a tensor's name, and anything else as it is."""
    return argument.values if isinstance(argument, Reference) else argument


@dataclass(frozen=True)
class Surroundings:
    """What a derived number may be made of: tensors by name, and the words of both sides."""

    tensors: Mapping[str, Array] = field(default_factory=dict)
    query_tokens: tuple[str, ...] = ()
    key_tokens: tuple[str, ...] = ()


Derivation = Callable[..., Any]


def evaluate(name: str, surroundings: Surroundings, derivations: Mapping[str, Derivation]) -> Array:
    """Return the array that a name stands for.

    Raises
    ------
    Unknown
        If a part of the name means nothing here.
    """
    try:
        tree = ast.parse(name, mode="eval").body
    except SyntaxError:
        raise Unknown(f"nobody can recompute {name!r}: it is no name of a tensor") from None
    found = _Reader(name, surroundings, derivations).read(tree)
    found = values_of(found)
    if not isinstance(found, np.ndarray | np.generic | float | int):
        raise Unknown(f"nobody can recompute {name!r}: it is no array")
    array = np.asarray(found)
    return array if array.dtype.kind == "U" else array.astype(np.float64)


@dataclass(frozen=True)
class _Reader:
    name: str
    surroundings: Surroundings
    derivations: Mapping[str, Derivation]

    def read(self, node: ast.expr) -> Any:  # noqa: ANN401 - whatever a name may stand for
        match node:
            case ast.Constant(value=value):
                return value
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -self.read(operand)
            case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATIONS:
                return self._combine(_OPERATIONS[type(sign)], self.read(left), self.read(right))
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                return tuple(map(self.read, parts))
            case ast.Call(func=ast.Name(id=function)):
                return self._call(function, node)
            case ast.Subscript(value=value, slice=index):
                return self._take(self.read(value), self._index(index))
            case ast.Name() | ast.Attribute():
                return self._named(node)
        raise self._unknown(ast.unparse(node))

    def _call(self, function: str, node: ast.Call) -> Any:  # noqa: ANN401
        if function not in self.derivations:
            raise self._unknown(f"{function}(…)")
        arguments = [self.read(argument) for argument in node.args]
        options = {keyword.arg: self.read(keyword.value) for keyword in node.keywords}
        try:
            return self.derivations[function](self.surroundings, *arguments, **options)
        except Unknown:
            raise
        except (TypeError, ValueError, IndexError, KeyError, AttributeError) as error:
            raise Unknown(f"nobody can recompute {self.name!r}: {error}") from error

    def _combine(self, operation: np.ufunc, *operands: Any) -> Array:  # noqa: ANN401
        try:
            return operation(*map(values_of, operands))
        except (TypeError, ValueError) as error:
            raise Unknown(f"nobody can recompute {self.name!r}: {error}") from None

    def _named(self, node: ast.expr) -> Any:  # noqa: ANN401
        """Read a dotted name: a tensor, a field of what a function returned, or a bare word."""
        dotted = ast.unparse(node)
        if dotted in self.surroundings.tensors:
            return Reference(dotted, (), self.surroundings.tensors[dotted])
        if isinstance(node, ast.Attribute) and not _is_dotted(node.value):
            fields = self.read(node.value)
            if isinstance(fields, Mapping) and node.attr in fields:
                return fields[node.attr]
        elif isinstance(node, ast.Name):
            return node.id
        raise self._unknown(dotted)

    def _index(self, node: ast.expr) -> tuple[Any, ...]:
        parts = node.elts if isinstance(node, ast.Tuple) else [node]
        return tuple(map(self._place, parts))

    def _place(self, node: ast.expr) -> int | Array | slice | None:
        if isinstance(node, ast.Slice):
            ends = (node.lower, node.upper, node.step)
            return slice(*(None if end is None else self.read(end) for end in ends))
        place = values_of(self.read(node))
        return None if place is None else np.asarray(place, dtype=int)[()]

    def _take(self, found: Any, index: tuple[Any, ...]) -> Any:  # noqa: ANN401
        try:
            if isinstance(found, Reference):
                return Reference(found.name, (*found.index, *index), found.values[index])
            return found[index]
        except (IndexError, TypeError) as error:
            raise Unknown(f"nobody can recompute {self.name!r}: {error}") from None

    def _unknown(self, part: str) -> Unknown:
        return Unknown(f"nobody can recompute {part}")


def _is_dotted(node: ast.expr) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)
