"""How far back a network remembers: recall of the first token, as measured in training."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Int, Shaped

from attention_math.arrays import frozen
from attention_math.measurement import load_measurement
from attention_math.sizes import require_positive

Array = np.ndarray

FILE = Path(__file__).parent / "models" / "recall.json"


class Recall(NamedTuple):
    """Networks that are to say, after the last token of a sentence, which was the first one.

    Each was trained from nothing for each length, once a seed, all for equally many steps.

    Attributes
    ----------
    networks
        What they are, a row of the tables each: `RNN`, `LSTM`, `attention`.
    lengths
        Tokens of a sentence, the first and the last among them: a column of the tables each.
    accuracy, lowest_accuracy, highest_accuracy
        Share of random sentences of which the first token is named: the mean over the seeds, and
        the least and the most that any of them gave.
    influence, lowest_influence, highest_influence
        How far the last state moves if the first token is exchanged, over how far the last states
        of two sentences are apart (root mean squares): 0 if it is forgotten, 1 if all else is.
    chance
        The accuracy of guessing.
    steps, seeds
        How long each was trained for, and how many times.
    """

    networks: Shaped[Array, " networks"]
    lengths: Int[Array, " lengths"]
    accuracy: Float[Array, "networks lengths"]
    lowest_accuracy: Float[Array, "networks lengths"]
    highest_accuracy: Float[Array, "networks lengths"]
    influence: Float[Array, "networks lengths"]
    lowest_influence: Float[Array, "networks lengths"]
    highest_influence: Float[Array, "networks lengths"]
    chance: float
    steps: int
    seeds: int


def load_recall(path: Path = FILE) -> Recall:
    """Read the shipped measurement; see `load_measurement`."""
    return load_measurement(Recall, path)


def one_network(table: Float[Array, "networks lengths"], network: int) -> Float[Array, " lengths"]:
    """Take out of a table what was measured of one network, to be read down the lengths."""
    return table[network]


def fading(
    lengths: Int[Array, " lengths"], arriving: Float[Array, " lengths"]
) -> Float[Array, " hops"]:
    """Let what is handed on fade evenly from what arrives after one length to the next.

    The entry at a place is for so many hops: at first all is there, and the last of ``lengths``
    tokens are as many hops and one more.
    """
    return np.interp(np.arange(lengths[-1]), [0, *(lengths - 1)], [1.0, *arriving])


class Paths(NamedTuple):
    """What stands between the first token and the last; of two networks, recurrent and attention.

    Source: Vaswani et al. (2017), "Attention Is All You Need", table 1.

    Attributes
    ----------
    tokens
        How long the sentences are.
    hops
        How many times what the first token says is handed on until the last state has it.
    steps
        How many states or rows must be computed one after the other.
    scores
        The price: how many pairs of tokens attention compares.
    """

    tokens: Int[Array, " lengths"]
    hops: Int[Array, "networks lengths"]
    steps: Int[Array, "networks lengths"]
    scores: Int[Array, " lengths"]


def count_paths(lengths: tuple[int, ...]) -> Paths:
    """Count for sentences of these lengths: the facts of the two architectures.

    Raises
    ------
    ValueError
        If a sentence has no second token to hop to.
    """
    for length in lengths:
        require_positive("tokens - 1", length - 1)
    tokens = np.array(lengths)
    once = np.ones_like(tokens)
    hops, steps = np.array([tokens - 1, once]), np.array([tokens, once])
    return Paths(frozen(tokens), frozen(hops), frozen(steps), frozen(tokens**2))
