"""A translation word by word, by the second program's own translator."""

from __future__ import annotations

import numpy as np

from attention_math.shipped import MODELS
from attention_math.training.grammar import NOUNS
from renders.checks.derivations.interventions import hide_word
from renders.checks.expression import Array, Fields, derivation
from renders.checks.reference import split, vocabulary


@derivation
def next_words(name: str, text: str, row: int, count: int = 3) -> Fields:
    odds = np.asarray(hide_word(name, text)["probabilities"][row])
    known = sorted(vocabulary(MODELS[name].writes).items(), key=lambda pair: -odds[pair[1]])[:count]
    return {"words": np.array([word for word, _ in known]),
            "odds": np.array([odds[number] for _, number in known])}  # fmt: skip


@derivation
def fork(name: str, text: str) -> Fields:
    """Close three times, for each noun, what leads to it, and keep what only all of it turns."""
    feminine, found = {noun.english for noun in NOUNS if noun.feminine}, []
    for place, word in enumerate(split(MODELS[name].reads, text)):
        if word in feminine:
            one, other, both = (
                hide_word(name, text, place, kinds=kinds)
                for kinds in (("self",), ("cross",), ("self", "cross"))
            )
            turned = (both["after"] != both["before"]) & (one["after"] == one["before"])
            for row in np.flatnonzero(turned & (other["after"] == other["before"])):
                words = [both["before"][row], both["after"][row]]
                found.append((both["nats"][row], int(row), place, words))
    _, row, noun, words = max(found)
    numbered = sorted((vocabulary(MODELS[name].writes)[word], word) for word in words)
    ids, named = map(list, zip(*numbered, strict=True))
    places = dict(row=row, noun=noun, written=named.index(words[0]))
    fields = {key: np.array([place]) for key, place in places.items()}
    return fields | {"words": np.array(named), "ids": np.array(ids)}


@derivation
def crossing_rows(weights: Array) -> Array:
    """Compare every look with every other one."""
    keys = np.argmax(weights, axis=1)
    apart = np.sign(np.subtract.outer(keys, keys)) * np.sign(
        np.subtract.outer(np.arange(len(keys)), np.arange(len(keys)))
    )
    return np.flatnonzero((apart < 0).any(axis=1))


@derivation
def is_in_order(weights: Array) -> Array:
    return np.array(float((np.diff(np.argmax(weights, axis=1)) >= 0).all()))


@derivation
def way_from_before(weights: Array, row: int) -> Fields:
    farther = np.diff(np.argmax(weights, axis=1))[row - 1]
    found = {"leaps": farther > 1, "goes_on": farther == 1, "stays": farther < 1}
    return {name: float(is_so) for name, is_so in found.items()}


@derivation
def leaps_over(weights: Array, row: int) -> Array:
    keys = np.argmax(weights, axis=1)
    return np.array([keys[row - 1] + 1] if keys[row] - keys[row - 1] > 1 else [])
