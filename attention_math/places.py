"""Which word, which places and which waves the chapter on positions shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Shaped

Array = np.ndarray


class Places(NamedTuple):
    """A word, and two places: in the sentence it stands at the second, and may at the first."""

    word: int
    first: int
    second: int

    @property
    def later(self) -> int:
        """The one that is not where the sentence begins, and where no sine is zero."""
        return max(self.first, self.second)


class Often(NamedTuple):
    """Whether a word stands once in a sentence, or twice."""

    once: bool
    twice: bool


def how_often(tokens: Shaped[Array, " tokens"], place: int) -> Often:
    """Say how often the word stands in a sentence that stands at a place."""
    times = np.count_nonzero(tokens == tokens[place])
    return Often(times == 1, times == 2)


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


def half_turn(lengths: Float[Array, " pairs"], pair: int) -> int:
    """Count the places in which a pair of waves has turned by half."""
    return int(np.ceil(lengths[pair] / 2))


def entries_apart(
    first: Float[Array, " entries"], second: Float[Array, " entries"], least: float = 0.1
) -> list[int]:
    """Find where two vectors differ by more than a share of what they differ by most."""
    apart = np.abs(first - second)
    return np.flatnonzero(apart > least * apart.max()).tolist()


def comes_round(apart: Float[Array, "hands places"], near: int, wide: int, slower: int) -> bool:
    """Say whether more places apart is nearer to the first hand, and farther to a slower one."""
    farther = apart[:, wide] - apart[:, near]
    return bool(farther[0] < 0 < farther[slower])
