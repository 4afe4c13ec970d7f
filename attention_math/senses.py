"""A pretrained encoder, measured: one word in many sentences, and its heads on a long text.

The vectors and weights are given, as `python -m attention_math.training senses` recorded them;
what is said of them is computed here. Needs no torch.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float, Int
from safetensors import SafetensorError, safe_open

from attention_math.arrays import frozen
from attention_math.named import unknown
from attention_math.principal import principal_plane

Array = np.ndarray

FOLDER = Path(__file__).parent / "models"
ASKED = FOLDER / "senses.json"
FILE = FOLDER / "senses.safetensors"
ROLES = ("itself", "previous token", "next token", "first token", "last token")


class Sense(NamedTuple):
    """One meaning of a word: its name, a dictionary's line, and sentences that use it so."""

    name: str
    line: str
    sentences: tuple[str, ...]


@cache
def senses_of(word: str) -> tuple[Sense, ...]:
    """List the senses of one of the measured words.

    Raises
    ------
    ValueError
        If the word was not measured.
    """
    words = _asked()["words"]
    if word not in words:
        raise ValueError(unknown("word", word, words))
    return tuple(
        Sense(name, told["line"], tuple(told["sentences"])) for name, told in words[word].items()
    )


def long_text() -> str:
    """Give the text, written for this, on which the heads were measured."""
    return " ".join(_asked()["text"])


def sense_labels(word: str) -> Int[Array, " sentences"]:
    """Say of each sentence of a word which of the word's senses it uses, counted from 0."""
    senses = senses_of(word)
    return frozen(np.repeat(np.arange(len(senses)), [len(sense.sentences) for sense in senses]))


def word_vectors(word: str) -> Float[Array, "layers sentences d_model"]:
    """Give the word's vector in each of its sentences, as it enters and after each layer."""
    senses_of(word)
    return _measured(f"{word}.vectors")


def nearest_sentences(word: str) -> Int[Array, "layers sentences"]:
    """Find for each sentence the other one in which the word's vector is most alike.

    Alike is the cosine between vectors from which their layer's mean over the sentences is taken:
    the raw cosines share one large direction, and hardly show senses. Of equals the first is taken.
    """
    directions = _centred_directions(word)
    alike = directions @ directions.transpose(0, 2, 1)
    alike[:, *np.diag_indices(alike.shape[1])] = -np.inf
    return frozen(alike.round(9).argmax(axis=-1))  # a word enters alike where its place is the same


def same_sense(word: str) -> Bool[Array, "layers sentences"]:
    """Say whether the nearest of a sentence's vectors belongs to a sentence of its sense."""
    labels = sense_labels(word)
    return frozen(labels[nearest_sentences(word)] == labels)


def same_sense_counts(word: str) -> Int[Array, " layers"]:
    """Count for each layer the sentences whose nearest neighbour has the same sense."""
    return frozen(same_sense(word).sum(axis=-1))


class SensePlaces(NamedTuple):
    """Where the word's vectors lie, seen in one plane; ``percent`` is what it keeps at the end.

    From each layer's vectors their mean is taken. The plane is the one in which the last layer's
    spread most; every layer is seen in it, to one scale. No sense was told to it. ``percent`` is
    the part of the last layer's spread.
    """

    places: Float[Array, "layers sentences 2"]
    percent: float


def sense_places(word: str) -> SensePlaces:
    """See the word's vectors of every layer, less their mean, in the last one's principal plane."""
    vectors = word_vectors(word)
    centred = vectors - vectors.mean(axis=1, keepdims=True)
    plane = principal_plane(centred[-1])
    return SensePlaces(frozen(centred @ plane.axes.T), float(plane.percent.sum()))


def line_cosines(word: str) -> Float[Array, "sentences senses"]:
    """Say how alike each sentence is to the dictionary's line of each sense: cosines of means.

    A sentence's vector, and a line's, is the mean of its tokens' vectors after the last layer.
    """
    senses_of(word)
    return frozen(
        _directions(_measured(f"{word}.sentences")) @ _directions(_measured(f"{word}.lines")).T
    )


def right_lines(word: str) -> Bool[Array, " sentences"]:
    """Say whether a sentence is most alike to the dictionary's line of the sense that it uses."""
    return frozen(line_cosines(word).argmax(axis=1) == sense_labels(word))


def all_lines_right(word: str) -> Bool[Array, ""]:
    """Say whether every sentence of a word finds the line of its own sense."""
    return frozen(np.array(right_lines(word).all()))


def head_patterns() -> Float[Array, "layers heads blocks blocks"]:
    """Give every head's weights on the long text, in blocks of tokens of equal length.

    A block's entry is the weight that its queries, on the mean, give to all keys of the other
    block, so that each row adds up to 1.
    """
    return _measured("patterns")


def head_roles() -> Float[Array, "layers heads roles"]:
    """Give each head's mean weight on the tokens of `ROLES`, over many generated sentences."""
    return _measured("roles")


def origin() -> dict[str, str]:
    """Tell which model was measured, by its checksum, and on how much."""
    with _opened() as file:
        return dict(file.metadata())


def _centred_directions(word: str) -> Float[Array, "layers sentences d_model"]:
    vectors = word_vectors(word)
    return _directions(vectors - vectors.mean(axis=1, keepdims=True))


def _directions(vectors: Float[Array, "*rows d_model"]) -> Float[Array, "*rows d_model"]:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)


@cache
def _asked() -> dict:
    return json.loads(ASKED.read_text(encoding="utf-8"))


def _opened() -> safe_open:
    try:
        return safe_open(FILE, "numpy")
    except (OSError, SafetensorError) as error:
        raise ValueError(
            f"the measurement {FILE.name} cannot be read: {str(error).splitlines()[0]}; make it "
            "with `python -m attention_math.training senses`"
        ) from None


@cache
def _measured(name: str) -> Float[Array, "*shape"]:
    with _opened() as file:
        return frozen(file.get_tensor(name).astype(np.float64))
