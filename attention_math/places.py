"""Which word, which places and which waves the chapter on positions shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Float

Array = np.ndarray
Stops = list[tuple[int, int]]  # pairs of places

NEAR = 10  # another distance is shorter: it is written with one digit


class Places(NamedTuple):
    """A word, and two places: in the sentence it stands at the second, and may at the first."""

    word: int
    first: int
    second: int


def moving_word(tokens: Sequence[str], asking: int) -> Places:
    """Choose the first word that the sentence repeats, or else let its query word move."""
    for second, word in enumerate(tokens):
        if word in tokens[:second]:
            return Places(second, tokens.index(word), second)
    return Places(asking, 0 if asking else len(tokens) - 1, asking)


def shown_waves(width: int, most: int) -> list[int]:
    """Choose entries of a position: all, or as many pairs of waves as fit, from quick to slow."""
    pairs = width // 2
    shown = np.linspace(0, pairs - 1, min(pairs, most // 2)).round()
    return [2 * int(pair) + part for pair in shown for part in (0, 1)]


def same_distance(first: int, second: int, places: int, stops: int) -> Stops:
    """Choose pairs that are as far apart as these two, from them on along the table."""
    apart = second - first
    low, high = max(0, -apart), places - 1 - max(0, apart)
    starts = np.linspace(first, high if high > low else low, stops)
    return [(int(start), int(start) + apart) for start in starts.round()]


def other_distance(
    products: Float[Array, "places places"], first: int, second: int, stops: int
) -> Stops:
    """Choose pairs at another distance: the one whose product differs most from these two's."""
    near = products[0, 1:NEAR]
    apart = 1 + int(np.abs(near - products[first, second]).argmax())
    return same_distance(0, apart, len(products), stops)
