"""What an entry of a tensor is about: which query, which key, which head, by the tensor's name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, get_args

import numpy as np

from attention_math.trace import Mask
from renders.checks.expression import Array, Unknown
from renders.checks.oracle import Oracle
from scenes.stage.cited import Citation

Identity = dict[str, int]  # "query", "key", "head", and a call with several results: numbers from 0
Numbers = dict[str, Array]  # the same of every entry: arrays of the shape of the one they are about

_HEAD = re.compile(r"(?:head(\d+)\.)?(\w+)")
_AXES = {
    **dict.fromkeys(("scores", "scaled", "masked", "weights", "visible"), ("query", "key")),
    **dict.fromkeys(("query", "output", "concat", "query_side"), ("query",)),
    **dict.fromkeys(("key", "value", "key_side"), ("key",)),
}
_GRIDS = "read_masked", "held_prefix"  # of sentences that a call names: rows queries, columns keys


def identity(citation: Citation, oracle: Oracle) -> Identity:
    """Say what an entry is about, as far as the tensor's name tells.

    An index takes of these numbers what it takes of the tensor. What a call makes is about what its
    arguments are about: as a whole, or place by place along the axes that it has in common with
    them. What a call makes many of is numbered by its own name, and by how many they are.
    """
    try:
        numbers = _numbers(oracle, citation.source, citation.tensor)
        return {kind: int(every[citation.index]) for kind, every in numbers.items()}
    except (Unknown, SyntaxError, IndexError):
        return {}


def token_of(citation: Citation, kind: str, oracle: Oracle) -> str | None:
    """Spell the query or the key that an entry is about, in the sentence that its call names.

    Where no call names one it is the source's own; of two sentences none is meant.
    """
    number, trace = identity(citation, oracle).get(kind), oracle.traces.get(citation.source)
    named = _sentences(citation.tensor)
    if number is None or len(named) > 1 or not (named or trace):
        return None
    side = trace and (trace.query_side if kind == "query" else trace.key_side)
    words = next(iter(named)).split() if named else side.shown
    return words[number] if number < len(words) else None


@cache
def _sentences(tensor: str) -> frozenset[str]:
    """Find the sentences that calls in a tensor's name are given."""
    nodes = ast.walk(ast.parse(tensor))
    texts = (node.value for node in nodes if isinstance(node, ast.Constant))
    named = (text for text in texts if isinstance(text, str) and text not in get_args(Mask))
    return frozenset(text for text in named if " " in text)


@lru_cache(maxsize=100)  # about as many tensors as a chapter shows
def _numbers(oracle: Oracle, source: str, tensor: str) -> Numbers:
    return _Reader(source, oracle).read(ast.parse(tensor, mode="eval").body)


@dataclass(frozen=True)
class _Reader:
    source: str
    oracle: Oracle

    def read(self, node: ast.expr) -> Numbers:
        match node:
            case ast.Subscript(value=whole, slice=taken):
                place = self._index(taken)
                return {kind: every[place] for kind, every in self.read(whole).items()}
            case ast.Call(args=operands):
                return self._made(self._shape(node), operands)
            case ast.BinOp(left=left, right=right):
                return self._made(self._shape(node), (left, right))
            case ast.Attribute(value=ast.Call(args=operands) as call):
                shape = self._shape(node)
                numbers = self._made(shape[1:], operands)
                if getattr(call.func, "id", None) in _GRIDS and len(shape) == 2:
                    return dict(zip(_AXES["weights"], np.indices(shape), strict=True))
                kind = f"{ast.unparse(call)} of {shape[0]}" if shape else ""
                numbers |= {kind: np.indices(shape)[0]} if shape else {}
                return {kind: np.broadcast_to(every, shape) for kind, every in numbers.items()}
            case ast.Name() | ast.Attribute():
                return self._tensor(node)
        return {}

    def _tensor(self, node: ast.expr) -> Numbers:
        shape = self._shape(node)
        head, name = _HEAD.match(ast.unparse(node)).groups()
        numbers = dict(zip(_AXES.get(name, ()), np.indices(shape), strict=False))
        return numbers | ({"head": np.full(shape, int(head))} if head else {})

    def _shape(self, node: ast.expr) -> tuple[int, ...]:
        return self.oracle.array(self.source, ast.unparse(node)).shape

    def _index(self, node: ast.expr) -> Any:  # noqa: ANN401 - as numpy takes it
        match node:
            case ast.Tuple(elts=parts):
                return tuple(map(self._index, parts))
            case ast.Slice(lower=start, upper=stop, step=step):
                return slice(*(end and ast.literal_eval(end) for end in (start, stop, step)))
            case ast.Constant(value=None):
                return None
        return int(self.oracle.array(self.source, ast.unparse(node)).item())

    def _made(self, shape: tuple[int, ...], operands: Iterable[ast.expr]) -> Numbers:
        """Keep what differs from place to place of a result, and what all operands agree on."""
        told = [self.read(one) for one in operands]
        numbers: Numbers = {}
        for kind in dict.fromkeys(kind for one in told for kind in one):
            fitted = [_fitted(one[kind], shape) for one in told if kind in one]
            found = sorted((each for each in fitted if each is not None), key=np.ptp, reverse=True)
            if found and (np.ptp(found[0]) or all((each == found[0]).all() for each in found)):
                numbers[kind] = found[0]
        return numbers


def _fitted(every: Array, shape: tuple[int, ...]) -> Array | None:
    """Lay the numbers of an operand along a result: one for all, or one for each of its rows."""
    if np.ptp(every) == 0:
        return np.full(shape, every.flat[0])
    beyond = tuple(range(len(shape), every.ndim))
    is_alike = every.shape[: len(shape)] == shape and not np.ptp(every, axis=beyond).any()
    return every.min(axis=beyond) if is_alike else None
