"""What holds over many sentences, as measured: unplugged parts, and what heads do."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float, Int, Shaped

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
    """

    unplugged: Shaped[Array, " parts"]
    exact: Int[Array, " parts"]
    translated: int
    noun_share: Float[Array, " heads"]
    noun_named: Int[Array, " heads"]
    previous_share: Float[Array, " heads"]
    previous_named: Int[Array, " heads"]
    named_in: int


def load_surveys(path: Path = FILE) -> Surveys:
    """Read the shipped measurement; see `load_measurement`."""
    return load_measurement(Surveys, path)


def place_of(part: str, unplugged: Shaped[Array, " parts"]) -> int:
    """Find where it is told what is lost without a part, by the part's name in ``unplugged``."""
    return unplugged.tolist().index(part)


class Habits(NamedTuple):
    """What some heads do in most sentences, an entry a head.

    Attributes
    ----------
    counts
        In how many of them each shows its habit: of two, the one that it shows more often.
    hears_last
        Whether that is hearing the word before, and not hearing a word's noun.
    is_named
        Whether it is more than half of the sentences: then the habit is a name.
    """

    counts: Int[Array, " some"]
    hears_last: Bool[Array, " some"]
    is_named: Bool[Array, " some"]


def habits_of(
    noun_named: Int[Array, " heads"],
    previous_named: Int[Array, " heads"],
    sentences: int | Int[Array, ""],
    heads: tuple[int, ...],
) -> Habits:
    """Say of heads, counted from 0, what each does more often, and if that names it."""
    noun, previous = noun_named[list(heads)], previous_named[list(heads)]
    counts = np.maximum(noun, previous)
    return Habits(counts, previous > noun, 2 * counts > sentences)
