"""Says of what tensors the numbers on screen are: their shapes, and of what they are made."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

import numpy as np

from attention_math.trace import AttentionTrace, HeadTrace, Side
from renders.film.entries import Entries, Operand
from renders.film.indices import LETTERS, is_made
from renders.film.recipes import computes, recipes
from renders.film.segment import Described
from renders.film.signs import pretty
from scenes.stage.cited import Citation

Axis = list[Any] | None  # its name, and the tokens along it

SMALL = 4096  # entries: what has more travels by its name alone
_SIZES = re.compile(r"""Array, ["']([^"']*)""")


def describe_tensors(
    cited: Sequence[Citation], traces: Mapping[str, AttentionTrace]
) -> tuple[Described, ...]:
    """Describe the tensor of each citation, and after them what those are made of."""
    found: list[Described] = []
    for label in dict.fromkeys(one.source for one in cited):
        own = [one for one in cited if one.source == label]
        found += _Describing(label, traces.get(label), own).all()
    return tuple(found)


class _Describing:
    """The tensors of one source: those of its trace, and those that are cited."""

    def __init__(self, label: str, trace: AttentionTrace | None, cited: Sequence[Citation]) -> None:
        self.label, self.trace = label, trace
        self.of_trace = {} if trace is None else trace.named_arrays()
        wholes = {one.tensor: one.whole for one in cited if one.whole is not None}
        self.arrays = {
            name: array
            for name, array in (wholes | self.of_trace).items()
            if array.dtype.kind in "biuf"
        }
        self.recipes = {} if trace is None else recipes(trace)
        self.ranks = {one.tensor: len(one.index) for one in cited}

    def all(self) -> Iterator[Described]:
        """Describe what is cited, then what that is made of, and so on to what was given."""
        waiting = list(self.ranks)
        for name in waiting:  # it grows meanwhile
            formula, operands = self._made(name)
            waiting += [one for one, _ in operands if one not in waiting]
            yield self._described(name, formula, operands)

    def _made(self, name: str) -> tuple[str | None, list[Operand]]:
        shapes = {each: one.shape for each, one in self.arrays.items() if each != name}
        entries = Entries(shapes)
        if name in self.of_trace:
            formula = self.recipes.get(name)
        else:
            rank = self.ranks.get(name, len(LETTERS))
            is_told = is_made(name) and rank <= len(LETTERS)
            formula = entries.formula(name, rank) if is_told else None
        return formula, [] if formula is None else entries.operands(formula)

    def _described(self, name: str, formula: str | None, operands: Sequence[Operand]) -> Described:
        array = self.arrays.get(name)
        described: Described = {
            "name": name,
            "source": self.label,
            "shape": None if array is None else list(array.shape),
            "formula": formula and pretty(formula),
            "operands": [{"tensor": one, "index": list(index)} for one, index in operands],
            "where": computes(name, self.trace),
        }
        if any(axes := self._axes(name) or self._axes_of(operands, self.ranks.get(name, 0))):
            described["axes"] = axes
        if array is not None and array.size <= SMALL and not np.isnan(array).any():
            described["data"] = base64.b64encode(array.astype("<f4").tobytes()).decode()
        return described

    def _axes(self, name: str) -> list[Axis]:
        """Name the axes of an array of the trace, with the tokens that stand along them."""
        part, _, field = name.rpartition(".")
        owner = {"query_side": Side, "key_side": Side, "": AttentionTrace}.get(part, HeadTrace)
        if name not in self.of_trace or field not in _dimensions(owner):
            return []
        sides = {"queries": ("query", "query_side"), "keys": ("key", "key_side")}
        sides["tokens"] = (part.removesuffix("_side"), part)
        named = (sides.get(one) for one in _dimensions(owner)[field])
        return [one and [one[0], list(getattr(self.trace, one[1]).shown)] for one in named]

    def _axes_of(self, operands: Sequence[Operand], rank: int) -> list[Axis]:
        """Name the axes of what is derived, as those of operands that it shares."""
        named = {
            letter: axis
            for operand, index in reversed(operands)
            for letter, axis in zip(index, self._axes(operand), strict=False)
            if axis
        }
        return [named.get(letter) for letter in LETTERS[:rank]]


@cache
def _dimensions(owner: type) -> dict[str, list[str]]:
    """Read off the annotations of a dataclass what the axes of its arrays are."""
    found = {field.name: _SIZES.search(str(field.type)) for field in fields(owner)}
    return {name: sizes[1].split() for name, sizes in found.items() if sizes}
