"""Where a number on screen comes from: every numeral carries one of these."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from copy import copy
from dataclasses import dataclass, field
from typing import Any, Literal, Self

import numpy as np

from scenes.stage.naming import Axis, combined, literal, narrowed, sliced
from scenes.stage.refusal import StageError


class Constant:
    """A value that never changes: manim copies mobjects for every animation, and each keeps it."""

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        return self


@dataclass(frozen=True)
class Citation(Constant):
    """One entry of one tensor: what it is called, where it stands, and its exact value.

    ``source`` is the computation that the tensor belongs to, as the badge names it. The value of
    an entry of a tensor of texts, such as the tokens, is a text. ``whole`` is the tensor itself,
    where that is at hand.
    """

    source: str
    tensor: str
    index: tuple[int, ...]
    value: float | str
    whole: np.ndarray | None = field(default=None, compare=False, repr=False)


class Word(str):
    """A text that says which entry of which tensor of texts it is, as a numeral does.

    A token that stands for no text is pale wherever it is drawn.
    """

    def __new__(cls, citation: Citation, *, is_pale: bool = False) -> Word:
        return super().__new__(cls, citation.value)

    def __init__(self, citation: Citation, *, is_pale: bool = False) -> None:
        self.citation, self.is_pale = citation, is_pale

    def __deepcopy__(self, memo: dict[int, object]) -> Word:
        return self


# Why a digit may stand on screen without a citation. The numbers audit knows no other reason, and
# checks each of them.
Reason = Literal[
    "chapter number",
    "distance",  # between the two places at which ``of`` ends
    "layer and head",
    "mathematics",  # an exponent, an index: whole numbers in a formula
    "number of a head",
    "parameter",  # of what ``of`` calls: sizes, samples, a seed
    "place",  # of a token in a sentence, of an entry in a vector: that at which ``of`` ends
    "published constant",  # with its source
    "shape",
    "tick",
    "token",
]


@dataclass(frozen=True)
class Declared(Constant):
    """A numeral that is no measurement: a constant, a place, a shape; ``reason`` says which.

    ``source`` says where a published constant was published.
    ``of`` names the tensor that has a shape, the part of a tensor that stands at a place, such as
    ``query_side.positions[3]``, or the call that takes a parameter, such as
    ``score_walks()``: its defaults count too.
    """

    reason: Reason
    source: str = ""
    of: str = ""


Operator = Callable[["Quantity", "Quantity | float"], "Quantity"]


def _operators(sign: str) -> tuple[Operator, Operator]:
    """Make one of the four operations: with the first operand on the left, and on the right."""
    return (
        lambda first, second: _combine(first, sign, second),
        lambda first, second: _combine(second, sign, first),
    )


class Quantity(Constant):
    """An array that can say of each entry which entry of which tensor it is.

    It is sliced like an array, and its slices still know where they stand in the whole. Added,
    subtracted, multiplied and divided it is cited by what was done, computed in 64 bits.
    """

    __array_ufunc__ = None  # numpy is not to take it apart: an array beside it would be uncited

    def __init__(
        self, source: str, tensor: str, values: np.ndarray, pale: Collection[str] = ()
    ) -> None:
        self.source, self.tensor, self.pale = source, tensor, frozenset(pale)
        self.values = np.asarray(values)
        self._whole = self.values
        self._places = np.arange(self.values.size).reshape(self.shape)
        self._axes: tuple[Axis, ...] | None = tuple(map(range, self.shape))

    @property
    def shape(self) -> tuple[int, ...]:
        return self.values.shape

    @property
    def name(self) -> str:
        """Write which part of which tensor this is, such as ``head1.scaled[2]``.

        Raises
        ------
        ValueError
            If it was transposed, or its places were listed one by one.
        """
        if self._axes is None:
            raise ValueError(f"this part of {self.tensor} has no name: derive from the whole")
        return sliced(self.tensor, self._axes, self._whole.shape)

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, selection: Any) -> Quantity:  # noqa: ANN401 - as numpy does
        axes = None if self._axes is None else narrowed(self._axes, selection)
        return self._part(lambda array: array[selection], axes)

    def transposed(self) -> Quantity:
        """Return the same entries with rows and columns exchanged."""
        return self._part(np.transpose, self._axes if self.values.ndim < 2 else None)

    def _part(
        self, take: Callable[[np.ndarray], np.ndarray], axes: tuple[Axis, ...] | None
    ) -> Quantity:
        part = copy(self)
        part.values, part._places = np.asarray(take(self.values)), np.asarray(take(self._places))
        part._axes = axes
        return part

    __add__, __radd__ = _operators("+")
    __sub__, __rsub__ = _operators("-")
    __mul__, __rmul__ = _operators("*")
    __truediv__, __rtruediv__ = _operators("/")

    def same_of(self, whole: np.ndarray) -> np.ndarray:
        """Take from another array of the whole tensor's shape what this slice takes of its own.

        Raises
        ------
        ValueError
            If the shapes differ.
        """
        if whole.shape != self._whole.shape:
            raise ValueError(
                f"a tensor of shape {self._whole.shape} is none of shape {whole.shape}"
            )
        return whole.ravel()[self._places]

    def cite(self, *index: int) -> Citation:
        """Cite the entry at an index of this slice by its index in the whole tensor."""
        place = np.unravel_index(int(self._places[index]), self._whole.shape)
        entry = self.values[index]
        value = str(entry) if isinstance(entry, str) else float(entry)
        return Citation(self.source, self.tensor, tuple(map(int, place)), value, self._whole)

    def each(self) -> list[Citation]:
        """Cite every entry of a one-dimensional slice."""
        return [self.cite(i) for i in range(len(self))]

    def words(self) -> tuple[Word, ...]:
        """Return the texts of a one-dimensional slice, each with its citation."""
        return tuple(Word(one, is_pale=one.value in self.pale) for one in self.each())

    def chosen(self, places: Quantity) -> Quantity:
        """Take the entries at places that were found in the data, and that are cited themselves."""
        taken = self.values[places.values.astype(int)]
        return Quantity(self.source, f"{self.name}[{places.name}]", taken)

    def as_pale_as(self, other: Quantity) -> Quantity:
        """Return the same words, of which those are pale that are so in another."""
        return Quantity(self.source, self.tensor, self.values, other.pale)

    def limit(self) -> float:
        """Return the largest finite size of an entry: what a colour scale ends at."""
        finite = np.abs(self.values[np.isfinite(self.values)])
        return float(finite.max()) if finite.size else 0.0


_OPERATIONS = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}


def _combine(left: Quantity | float, sign: str, right: Quantity | float) -> Quantity:
    operands = (left, right)
    sources = {operand.source for operand in operands if isinstance(operand, Quantity)}
    if len(sources) > 1:
        raise ValueError(f"{left.name} and {right.name} are of {' and '.join(sorted(sources))}")
    names = (one.name if isinstance(one, Quantity) else literal(one) for one in operands)
    values = (np.float64(one.values if isinstance(one, Quantity) else one) for one in operands)
    name = combined(next(names), sign, next(names))
    return Quantity(sources.pop(), name, _OPERATIONS[sign](*values))


def largest(citations: Iterable[Citation]) -> float:
    """Return the largest of some single numbers: what a scale of lengths ends at."""
    return max(citation.value for citation in citations)


def extent(*quantities: Quantity) -> tuple[np.ndarray, np.ndarray]:
    """Return the lowest and the highest value of every column: what the axes of a plane hold."""
    rows = np.concatenate([quantity.values for quantity in quantities])
    return rows.min(axis=0), rows.max(axis=0)


def formatted(value: float, decimals: int, *, grouped: bool = False) -> str:
    """Write a number with fixed decimals, a true minus, no negative zero, and infinity as ∞.

    ``grouped`` sets its thousands apart by commas.

    Raises
    ------
    StageError
        If it is NaN.
    """
    if np.isnan(value):
        raise StageError("a number to be shown is NaN: mend the arrays that it is computed from")
    if np.isneginf(value):
        return "−∞"
    if np.isposinf(value):
        return "∞"
    text = f"{value:{',' if grouped else ''}.{decimals}f}"
    if not text.strip("-0."):
        text = text.removeprefix("-")
    return text.replace("-", "−")
