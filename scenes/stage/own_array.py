"""Plain arrays in a scene of one's own: each cites itself, and the checks take it as given."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from attention_math.arrays import frozen
from scenes.stage.cited import Quantity
from scenes.stage.refusal import StageError

SOURCE = "own array"

Numbers = Quantity | np.ndarray  # what a mobject shows

_known: dict[str, np.ndarray] = {}
KNOWN: Mapping[str, np.ndarray] = MappingProxyType(_known)


def quantity_of(numbers: Numbers, axes: int | None = None) -> Quantity:
    """Return what is cited as it is, and let anything else cite itself by what it holds.

    Equal arrays have one name.

    Parameters
    ----------
    axes
        How many the array must have.

    Raises
    ------
    StageError
        In a line, if it holds no numbers, or has another number of axes.
    """
    if isinstance(numbers, Quantity):
        return numbers
    try:
        array = np.array(numbers, dtype=np.float64)
    except (TypeError, ValueError):
        raise StageError("an own array is of numbers, in rows of one length") from None
    if not array.size or np.isnan(array).any():
        raise StageError(f"an own array of shape {array.shape} is empty or holds NaN")
    if axes is not None and array.ndim != axes:
        raise StageError(f"an own array of shape {array.shape} has {array.ndim} axes, not {axes}")
    content = repr(array.shape).encode() + array.tobytes()
    name = f"array_{hashlib.sha256(content).hexdigest()[:12]}"
    return Quantity(SOURCE, name, _known.setdefault(name, frozen(array)))
