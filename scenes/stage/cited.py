"""Where a number on screen comes from: every numeral carries one of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import numpy as np


class Constant:
    """A value that never changes: manim copies mobjects for every animation, and each keeps it."""

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        return self


@dataclass(frozen=True)
class Citation(Constant):
    """One entry of one tensor: what it is called, where it stands, and its exact value.

    ``source`` is the computation that the tensor belongs to, as the badge names it.
    """

    source: str
    tensor: str
    index: tuple[int, ...]
    value: float


# Why a digit may stand on screen without a citation. The numbers audit knows no other reason, and
# checks those that can be checked: a shape, a tick, a token, a head.
REASONS = frozenset(
    {
        "chapter number",
        "distance",  # between two places
        "layer and head",
        "legend",  # what a mark of the picture stands for
        "mathematics",  # an exponent, an index: whole numbers alone
        "number of a head",
        "parameter",  # of what ``of`` calls: sizes, samples, a seed
        "place",  # of a token in a sentence, of an entry in a vector
        "published constant",  # with its source
        "shape",
        "tick",
        "token",
        "token id",
    }
)


@dataclass(frozen=True)
class Declared(Constant):
    """A numeral that is no measurement: a constant, a place, a shape; ``reason`` says which.

    ``reason`` is one of `REASONS`. ``source`` says where a published constant was published.
    ``of`` names the tensor that has a shape, where it is no array of the chapter's traces, or the
    call that takes a parameter, such as ``dot_product_variance()``: its defaults count too.
    """

    reason: str
    source: str = ""
    of: str = ""


class Quantity(Constant):
    """An array that can say of each entry which entry of which tensor it is.

    It is sliced like an array, and its slices still know where they stand in the whole.
    """

    def __init__(
        self,
        source: str,
        tensor: str,
        values: np.ndarray,
        places: np.ndarray | None = None,
        shape: tuple[int, ...] | None = None,
    ) -> None:
        self.source, self.tensor = source, tensor
        self.values = np.asarray(values)
        self._whole = shape or self.values.shape
        self._places = (
            np.arange(self.values.size).reshape(self._whole) if places is None else places
        )

    @property
    def shape(self) -> tuple[int, ...]:
        return self.values.shape

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, selection: Any) -> Quantity:  # noqa: ANN401 - as numpy does
        return Quantity(
            self.source, self.tensor, self.values[selection], self._places[selection], self._whole
        )

    def transposed(self) -> Quantity:
        """Return the same entries with rows and columns exchanged."""
        return Quantity(self.source, self.tensor, self.values.T, self._places.T, self._whole)

    def same_of(self, whole: np.ndarray) -> np.ndarray:
        """Take from another array of the whole tensor's shape what this slice takes of its own.

        Raises
        ------
        ValueError
            If the shapes differ.
        """
        if whole.shape != self._whole:
            raise ValueError(f"a tensor of shape {self._whole} is none of shape {whole.shape}")
        return whole.ravel()[self._places]

    def cite(self, *index: int) -> Citation:
        """Cite the entry at an index of this slice by its index in the whole tensor."""
        place = np.unravel_index(int(self._places[index]), self._whole)
        return Citation(self.source, self.tensor, tuple(map(int, place)), float(self.values[index]))

    def limit(self) -> float:
        """Return the largest finite size of an entry: what a colour scale ends at."""
        finite = np.abs(self.values[np.isfinite(self.values)])
        return float(finite.max()) if finite.size else 0.0


def formatted(value: float, decimals: int) -> str:
    """Write a number with fixed decimals, a true minus, no negative zero, and infinity as ∞."""
    if np.isneginf(value):
        return "−∞"
    if np.isposinf(value):
        return "∞"
    text = f"{value:.{decimals}f}"
    if not text.strip("-0."):
        text = text.removeprefix("-")
    return text.replace("-", "−")
