"""In which order a translation looks at its sentence, and which words hang on all of some roads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Float

from attention_math.arrays import Array
from attention_math.story import leaders, looks


def crossing_rows(weights: Float[Array, "queries keys"]) -> list[int]:
    """Find the queries whose look crosses another's: a later one goes to an earlier key."""
    keys = np.array([pair.key for pair in looks(weights)])
    rows = range(len(keys))
    return [row for row in rows if (keys[:row] > keys[row]).any() or (keys[row:] < keys[row]).any()]


def is_in_order(weights: Float[Array, "queries keys"]) -> bool:
    """Say whether no look crosses another's."""
    return not crossing_rows(weights)


def leaps_over(weights: Float[Array, "queries keys"], row: int) -> list[int]:
    """Find the key that would have been next, if a query looks farther than that."""
    before, here = (pair.key for pair in looks(weights[row - 1 : row + 1]))
    return [before + 1] if here > before + 1 else []


class Way(NamedTuple):
    """How far a query looks beyond the key of the one before: past the next, to it, or neither."""

    leaps: bool
    goes_on: bool
    stays: bool


def way_from_before(weights: Float[Array, "queries keys"], row: int) -> Way:
    """Say how a query's look goes on from that of the one before."""
    before, here = (pair.key for pair in looks(weights[row - 1 : row + 1]))
    return Way(here > before + 1, here == before + 1, here <= before)


def looks_past(weights: Float[Array, " keys"], key: int) -> bool:
    """Say whether a query looks most at other keys than one."""
    return key not in leaders(weights)


def turned_together(
    written: Sequence[str] | Array,
    apart: Sequence[Sequence[str] | Array],
    together: Sequence[str] | Array,
) -> list[int]:
    """Find the words that stand after each of some changes, and not after all of them at once."""
    return [
        row
        for row, word in enumerate(written)
        if together[row] != word and all(one[row] == word for one in apart)
    ]
