"""What holds over many sentences, as measured: unplugged parts, and what heads do."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Int, Shaped

from attention_math.measurement import load_measurement

Array = np.ndarray

FILE = Path(__file__).parent / "models" / "surveys.json"


class Surveys(NamedTuple):
    """Interventions and heads, on sentences that are generated from a seed.

    Attributes
    ----------
    unplugged
        What the translator lost, an entry of ``exact`` each: nothing; its encoder's
        self-attention; its decoder's; both; cross-attention; feed-forward layers.
    exact
        How many sentences it then translates as the grammar does, to the last word.
    translated
        Of how many, whose adjective–noun pairs no generated text held from which it learnt.
    noun_share, previous_share
        For each head of the translator's second encoder layer: the mean weight of determiners and
        adjectives on their noun, and of every token but the first on the one before.
    noun_named, previous_named
        In how many sentences that was its largest share, and large enough for a name.
    named_in
        Of how many, all of the frame "the white cat sees the green car".
    words
        These sentences.
    hears
        The place of the word that their first adjective hears most, for each head.
    """

    unplugged: Shaped[Array, " parts"]
    exact: Int[Array, " parts"]
    translated: int
    noun_share: Float[Array, " heads"]
    noun_named: Int[Array, " heads"]
    previous_share: Float[Array, " heads"]
    previous_named: Int[Array, " heads"]
    named_in: int
    words: Shaped[Array, "sentences 7"]
    hears: Int[Array, "sentences heads"]


def load_surveys(path: Path = FILE) -> Surveys:
    """Read the shipped measurement; see `load_measurement`."""
    return load_measurement(Surveys, path)


def place_of(part: str, unplugged: Shaped[Array, " parts"]) -> int:
    """Find where it is told what is lost without a part, by the part's name in ``unplugged``."""
    return unplugged.tolist().index(part)


class Habit(NamedTuple):
    """What a head does in most sentences.

    Attributes
    ----------
    place
        The place of the word that it hears most in more of them than any other.
    parts
        In how many of the first sentences, of as many that come next, and so on.
    count
        In how many of all.
    """

    place: int
    parts: Int[Array, " parts"]
    count: int


def habit_of(hears: Int[Array, " sentences"], part: int) -> Habit:
    """Say whom a head hears most, and in how many sentences; ``part`` are counted at a time."""
    place = int(np.bincount(hears).argmax())
    parts = np.add.reduceat((hears == place).astype(int), np.arange(0, len(hears), part))
    return Habit(place, parts, int(parts.sum()))
