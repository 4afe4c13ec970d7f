"""Directions that mean something: along them words lie as the grammar sorts them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float, Int, Shaped

from attention_math.arrays import Array, frozen
from attention_math.principal import principal_plane
from attention_math.readings import is_feminine, noun_places
from attention_math.tables import embedding_table
from attention_math.training.grammar import ADJECTIVES, NOUNS, SETTLING, VERBS
from attention_math.wordlist import word_list

_NOUNS = tuple(noun.english for noun in NOUNS)
_FEMININE = np.array([noun.feminine for noun in NOUNS])
_KINDS = {
    "masculine noun": tuple(noun.english for noun in NOUNS if not noun.feminine),
    "feminine noun": tuple(noun.english for noun in NOUNS if noun.feminine),
    "adjective": tuple(adjective.english for adjective in ADJECTIVES),
    "verb": (*VERBS, *SETTLING),
}


def places_along(
    vectors: Float[Array, "*vectors d"],
    center: Float[Array, " d"],
    axes: Float[Array, "*axes d"],
) -> Float[Array, ...]:
    """Say how far along one axis, or several, a vector or many lie from a centre."""
    return np.asarray((vectors.astype(np.float64) - center) @ axes.T)


def noun_ids(model: str) -> Int[Array, " nouns"]:
    """Return the ids of the grammar's nouns, in its order."""
    return _ids(model, _NOUNS)


def projected(
    inputs: Float[Array, "rows d_model"],
    weight: Float[Array, "d_model d_head"],
    bias: Float[Array, " d_head"],
) -> Float[Array, "rows d_head"]:
    """Say what a head would make of any vectors that came in: its values, queries or keys."""
    return inputs.astype(np.float64) @ weight.astype(np.float64) + bias


class GenderLine(NamedTuple):
    """The line along which some values spread most, and where every noun of the grammar lies on it.

    The axis points to the side of the feminine nouns. ``falls_apart`` says whether each of them
    lies beyond every masculine one: else the line is none of gender.

    Attributes
    ----------
    center, axis
        The mean of the values, and the line's direction, of length 1.
    percent
        The part of the line in the whole spread of the values, and that of the next axis.
    words, nouns, feminine
        The grammar's nouns, their places on the line, and which of them are feminine.
    """

    center: Float[Array, " d_head"]
    axis: Float[Array, " d_head"]
    percent: Float[Array, " 2"]
    words: Shaped[Array, " nouns"]
    nouns: Float[Array, " nouns"]
    feminine: Bool[Array, " nouns"]
    falls_apart: bool


def line_of_gender(
    values: Float[Array, "values d_head"], nouns: Float[Array, "nouns d_head"]
) -> GenderLine:
    """Find the first axis of the values, which knows nothing of gender, and place nouns on it.

    Parameters
    ----------
    values
        Those of a sentence, or all nouns' own.
    nouns
        The values of the nouns of `noun_ids`, such as they would be all at one place.
    """
    plane = principal_plane(values)
    places = places_along(nouns, plane.center, plane.axes[0])
    side = 1 if places[_FEMININE].mean() > places[~_FEMININE].mean() else -1
    places = side * places
    return GenderLine(
        frozen(plane.center),
        frozen(side * plane.axes[0]),
        frozen(plane.percent),
        frozen(np.array(_NOUNS)),
        frozen(places),
        frozen(_FEMININE.copy()),
        falls_apart=bool(places[_FEMININE].min() > places[~_FEMININE].max()),
    )


def falls_into_halves(
    mixes: Float[Array, " words"],
    turn: Float[Array, ""] | float,
    words: Sequence[str] | Shaped[Array, " any"],
) -> bool:
    """Say whether a sentence has both genders, and each of its words lies on its own one's side.

    It is asked of nouns, and of adjectives and determiners that have one.

    Parameters
    ----------
    mixes
        Where the words' mixes lie on a line of gender.
    turn
        The place that parts both sides.
    """
    owners = [i if words[i] in _NOUNS else own for i, own in enumerate(noun_places(list(words)))]
    owned = [(i, own) for i, own in enumerate(owners) if own is not None]
    pairs = [(mixes[i] > turn, is_feminine(words[own])) for i, own in owned]
    return {side for side, _ in pairs} == {False, True} and all(a == b for a, b in pairs)


def telling_nouns(nouns: Float[Array, " nouns"], turn: Float[Array, ""]) -> list[int]:
    """Choose nouns that tell what a line sorts: at both ends, and the last one before a place."""
    before = np.flatnonzero(nouns < turn)
    chosen = nouns.argmin(), nouns.argmax(), before[nouns[before].argmax()]
    return [int(place) for place in chosen]


class WordSpace(NamedTuple):
    """Rows of a table seen along two axes that mean something: gender, and noun or adjective.

    The first axis leads from the mean of the masculine nouns to that of the feminine ones; the
    second, at right angles to it, from the mean of all nouns to that of the adjectives.

    Attributes
    ----------
    center, axes
        Where both axes start, the mean of all the words, and their directions of length 1.
    percent
        The part of each axis in the whole spread of these words.
    words, kinds, places
        The grammar's nouns, adjectives and verbs, what each is, and how far along the axes.
    held_out
        How many in a hundred of the words that an axis is for lie on the right side of the middle
        if the axis is found without them: in a wide table any two groups lie apart, but only one
        that means something foretells where a word lies that it has not seen.
    """

    center: Float[Array, " d_model"]
    axes: Float[Array, "2 d_model"]
    percent: Float[Array, " 2"]
    words: Shaped[Array, " words"]
    kinds: Shaped[Array, " words"]
    places: Float[Array, "words 2"]
    held_out: Float[Array, " 2"]


def word_space(model: str) -> WordSpace:
    """Lay the words of the grammar out by the means of their kinds in a model's table.

    Raises
    ------
    ValueError
        If there is no such model.
    """
    table = embedding_table(model).astype(np.float64)
    rows = {kind: table[_ids(model, words)] for kind, words in _KINDS.items()}
    masculine, feminine, adjectives, _ = rows.values()
    nouns = np.concatenate([masculine, feminine])
    axes = upright(feminine.mean(0) - masculine.mean(0), adjectives.mean(0) - nouns.mean(0))
    everything = np.concatenate(list(rows.values()))
    center = everything.mean(axis=0)
    places = places_along(everything, center, axes)
    sorted_right = [_held_out(masculine, feminine), _held_out(nouns, adjectives)]
    return WordSpace(
        frozen(center),
        frozen(axes),
        frozen(100 * (places**2).sum(axis=0) / ((everything - center) ** 2).sum()),
        frozen(np.concatenate(list(_KINDS.values()))),
        frozen(np.repeat(list(_KINDS), [len(words) for words in _KINDS.values()])),
        frozen(places),
        frozen(100 * np.array(sorted_right)),
    )


def _ids(model: str, words: Sequence[str]) -> Int[Array, " words"]:
    known = word_list(model).ids
    return np.array([known[word] for word in words])


def upright(first: Float[Array, " d"], second: Float[Array, " d"]) -> Float[Array, "2 d"]:
    """Make two directions of length 1, the second at right angles to the first."""
    first = first / np.linalg.norm(first)
    second = second - (second @ first) * first
    return np.stack([first, second / np.linalg.norm(second)])


def _held_out(first: Float[Array, "few d"], second: Float[Array, "many d"]) -> float:
    """Find the share of vectors on their own side of two means that were taken without them."""
    right = [
        np.linalg.norm(own[i] - np.delete(own, i, axis=0).mean(0))
        < np.linalg.norm(own[i] - other.mean(0))
        for own, other in ((first, second), (second, first))
        for i in range(len(own))
    ]
    return float(np.mean(right))
