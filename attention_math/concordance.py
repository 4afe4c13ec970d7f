"""What is read of a measured word: its sentences around it, the dictionary's lines, and strays."""

from __future__ import annotations

from itertools import product
from textwrap import shorten, wrap
from typing import NamedTuple

import numpy as np
from jaxtyping import Int, Shaped

from attention_math.arrays import frozen
from attention_math.senses import (
    nearest_sentences,
    origin,
    same_sense,
    sense_labels,
    sense_places,
    senses_of,
    word_vectors,
)

Array = np.ndarray


class Concordance(NamedTuple):
    """A word's sentences, each parted into what stands before it, the word, and what follows."""

    before: Shaped[Array, " sentences"]
    word: Shaped[Array, " sentences"]
    after: Shaped[Array, " sentences"]


def concordance(word: str, most: int) -> Concordance:
    """Part each sentence at the word; what follows is cut to ``most`` characters, with an ellipsis.

    Raises
    ------
    ValueError
        If the word was not measured.
    """
    parted = [one.partition(f" {word}") for sense in senses_of(word) for one in sense.sentences]
    before, _, after = zip(*parted, strict=True)
    cut = [shorten(one, most, placeholder=" …") for one in after]
    return Concordance(*map(_texts, (before, [word] * len(parted), cut)))


class Dictionary(NamedTuple):
    """The senses of a word: what each is called, and its line, broken into rows (some empty)."""

    names: Shaped[Array, " senses"]
    lines: Shaped[Array, "senses rows"]


def dictionary(word: str, most: int) -> Dictionary:
    """Break the dictionary's line of each sense into rows of at most so many characters.

    Raises
    ------
    ValueError
        If the word was not measured.
    """
    senses = senses_of(word)
    broken = [wrap(sense.line, most) for sense in senses]
    rows = max(map(len, broken))
    lines = [[*one, *[""] * (rows - len(one))] for one in broken]
    return Dictionary(_texts([sense.name for sense in senses]), _texts(lines))


def opening_sentences(word: str) -> Int[Array, " senses"]:
    """Choose a sentence of each sense: those into which the word enters most alike.

    Its row of the table is one; how alike its vectors enter is a matter of its places. They are in
    the order in which they end in the plane, from the top.
    """
    labels, entering = sense_labels(word), word_vectors(word)[0]
    apart = np.linalg.norm(entering[:, None] - entering, axis=-1)
    choices = product(*(np.flatnonzero(labels == sense) for sense in np.unique(labels)))
    chosen = np.array(min(choices, key=lambda chosen: apart[np.ix_(chosen, chosen)].max()))
    return frozen(chosen[np.argsort(-sense_places(word).places[-1, chosen, 1])])


def stray_sentences(word: str) -> Int[Array, " two"]:
    """Find the first sentence whose nearest at the end has another sense, and that nearest one.

    Both are left out if there is none.
    """
    stray = np.flatnonzero(~same_sense(word)[-1])[:1]
    return frozen(np.concatenate([stray, nearest_sentences(word)[-1, stray]]))


def measured_model() -> Shaped[Array, ""]:
    """Name the model that was measured, as a badge does."""
    name = origin()["model"].partition("/")[2].partition(",")[0]
    return _texts(f"{name} · a measurement")


def _texts(told: object) -> Shaped[Array, "*shape"]:
    return frozen(np.array(told))
