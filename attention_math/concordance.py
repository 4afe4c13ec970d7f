"""What is read of a measured word: its sentences, a dictionary, and whom a plane misplaces."""

from __future__ import annotations

from itertools import product
from textwrap import shorten, wrap
from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Int, Shaped

from attention_math.arrays import frozen
from attention_math.senses import (
    origin,
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


class Misled(NamedTuple):
    """A sentence of whose word the plane of `sense_places` gives a wrong idea, after all layers.

    Attributes
    ----------
    numbers
        The sentence; of `opening_sentences` the one that is nearest in all dimensions, which has
        its sense; and the one that lies nearest in the plane, which has another.
    flat, full
        How far these two are from it: in the plane, and in all dimensions.
    """

    numbers: Int[Array, " three"]
    flat: Float[Array, " two"]
    full: Float[Array, " two"]


def misled_sentence(word: str) -> Misled:
    """Find the first sentence of which the plane shows the wrong neighbour.

    Raises
    ------
    ValueError
        If the plane shows the right one for all sentences, or the word was not measured.
    """
    labels, opening = sense_labels(word), opening_sentences(word)
    ends = sense_places(word).places[-1], word_vectors(word)[-1]
    for number, label in enumerate(labels):
        flat, full = (np.linalg.norm(one[opening] - one[number], axis=1) for one in ends)
        pair = [full.argmin(), flat.argmin()]
        if (labels[opening[pair]] == label).tolist() == [True, False]:
            numbers = frozen(np.array([number, *opening[pair]]))
            return Misled(numbers, frozen(flat[pair]), frozen(full[pair]))
    raise ValueError(f"the plane misleads about no sentence of {word!r}")


def measured_model() -> Shaped[Array, ""]:
    """Name the model that was measured, as a badge does."""
    name = origin()["model"].partition("/")[2].partition(",")[0]
    return _texts(f"{name} · a measurement")


def _texts(told: object) -> Shaped[Array, "*shape"]:
    return frozen(np.array(told))
