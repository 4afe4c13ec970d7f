"""What is derived inside a head: terms of sums, rows of weights, masks, and what a head does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from renders.checks.derivations.registry import (
    DERIVATIONS,
    Array,
    Fields,
    derivation,
    surrounded,
    values_of,
)
from renders.checks.expression import Reference, Surroundings
from renders.checks.reference import past, softmax


@derivation
def projection_terms(inputs: Array, weights: Array, bias: Array) -> Fields:
    """Take one entry of a query, a key or a value apart: x · w for each column, and the bias."""
    terms = np.array([x * w for x, w in zip(inputs, weights, strict=True)])
    return {"terms": terms, "totals": _growing([*terms, bias])}


@derivation
def dot_product_terms(query: Array, key: Array) -> Fields:
    terms = np.array([q * k for q, k in zip(query, key, strict=True)])
    return {"terms": terms, "totals": _growing(terms)}


@derivation
def column_totals(terms: Array) -> Array:
    return np.array([terms[: count + 1].sum(axis=0) for count in range(len(terms))])


@derivation
def before_and_after(inputs: Array, update: Array) -> Array:
    return np.vstack([inputs, inputs + update])


@derivation
def score_divisor(query: Array) -> Array:
    return np.array([query.shape[1] ** 0.5])


def _growing(terms: Sequence[float] | Array) -> Array:
    return np.array([sum(terms[: count + 1]) for count in range(len(terms))])


@derivation
def row_sums(weights: Array) -> Array:
    return np.array([sum(row) for row in weights])


DERIVATIONS["softmax"] = lambda _surroundings, scores: softmax(values_of(scores))


@derivation
def exponentials(scores: Array) -> Array:
    with np.errstate(over="ignore"):
        return np.e ** np.asarray(scores)


@derivation
def total(values: Array) -> Array:
    return np.array([sum(values)])


@derivation
def tempered(scores: Array, temperature: float) -> Array:
    return softmax(scores * (1 / temperature))


@derivation
def temperature_sweep(scores: Array) -> Fields:
    """Heat from 0.2 to 5 in steps of 0.04."""
    temperatures = np.array([0.2 + 0.04 * step for step in range(121)])
    weights = np.array([tempered(scores, temperature) for temperature in temperatures])
    return {"temperatures": temperatures, "weights": weights}


@derivation
def even_share(keys: int) -> Array:
    return np.full(1, 1 / keys)


@derivation
def weights_in_words(weights: Array, keys: float) -> Array:
    """Name the first of the grades, from the highest down, that a weight in even shares reaches."""
    said = []
    for weight in weights:
        is_even = f"{weight:.2f}" == f"{1 / keys:.2f}"
        grades = {
            "most of the weight": weight > 0.5,
            "about an even share": is_even,
            "more than an even share": weight * keys > 1,
            "less than an even share": weight * keys > 0.5,
            "little": weight >= 0.01,
            "almost nothing": weight > 0,
            "nothing": True,
        }
        said.append(next(words for words, holds in grades.items() if holds))
    return np.array(said)


@derivation
def leaders(weights: Array) -> Array:
    """Find the keys whose weight no other exceeds in the two decimals that are shown."""
    shown = [f"{weight:.2f}" for weight in weights]
    return np.array([key for key, weight in enumerate(shown) if weight == max(shown)])


@derivation
def written_next(tokens: Array) -> Array:
    return np.append(np.roll(tokens, -1)[:-1], "?")


@derivation
def mask_after_softmax(scaled: Array, visible: Array) -> Array:
    return softmax(scaled) * visible


@derivation
def mask_patterns(tokens: int, padding: int) -> Fields:
    columns = np.ones((tokens, tokens), dtype=bool)
    columns[:, tokens - padding :] = False
    return {"causal": past(tokens), "padding": columns, "both": past(tokens) * columns}


@surrounded
def head_role(surroundings: Surroundings, weights: Reference) -> Fields:
    """Average a head's weights over the cells that each measure is about, and take the largest."""
    table, queries, keys = weights.values, surroundings.query_tokens, surroundings.key_tokens
    same, count = queries == keys, len(queries)
    offsets = (-1, 0, 1) if same else ()
    measures = [[(i, i + step) for i in range(count)] for step in offsets]
    measures.append([(i, 0) for i in range(count) if i or not same])
    measures.append(list(enumerate(_nouns_of(queries))))
    chooses = [int((row > 0).sum()) > 1 for row in table]
    means = [
        _mean([table[i, j] for i, j in pairs if chooses[i] and 0 <= j < len(keys)])
        for pairs in measures
    ]
    return {"share": max(means)}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _nouns_of(words: Sequence[str]) -> list[int]:
    """Find each adjective's and determiner's noun, by the lists of the generated grammar; or −1."""
    from attention_math.training import grammar

    nouns = {noun.english for noun in grammar.NOUNS}
    asking = {*grammar.DETERMINERS, *(adjective.english for adjective in grammar.ADJECTIVES)}
    found = [-1] * len(words)
    for place in reversed(range(len(words))):
        if words[place] in asking and place + 1 < len(words):
            is_noun = words[place + 1] in nouns
            found[place] = place + 1 if is_noun else found[place + 1]
    return found
