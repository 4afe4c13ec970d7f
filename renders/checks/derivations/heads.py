"""What is derived inside a head: sums, weights, masks, what it does and what for."""

from __future__ import annotations

from itertools import groupby

import numpy as np

from renders.checks.expression import DERIVATIONS, Array, Fields, derivation
from renders.checks.reference import past, softmax

DERIVATIONS |= {
    "softmax": softmax,
    "total": lambda values: values.sum(keepdims=True),
    "even_share": lambda keys: np.array([1 / keys]),
    "row_sums": lambda weights: weights.sum(axis=1),
    "column_totals": lambda terms: np.add.accumulate(terms),
    "steps_between": lambda start, end, steps: (
        start + (end - start) * np.arange(steps) / (steps - 1)
    ),
    "farthest_from": lambda places, one: np.array(
        [np.argsort(-np.abs(places - places[one]), kind="stable")[0]]
    ),
    "score_divisor": lambda query: np.array([query.shape[1] ** 0.5]),
    "ranking": lambda weights: np.array(sorted(range(len(weights)), key=lambda key: -weights[key])),
    "ranks": lambda w: np.array([sum(w > w[i]) + sum(w[:i] == w[i]) for i in range(len(w))]),
    "dot_product_terms": lambda q, k: {"terms": q * k, "totals": np.add.accumulate(q * k)},
    "likeness": lambda rows, one: np.einsum("ij,j->i", rows, rows[one]),
    "most_ahead": lambda w, query: np.array([max(range(query + 1, len(w)), key=w.__getitem__)]),
    "evens_out": lambda swept, warm: float(f"{swept[-1].max():.2f}" < f"{swept[warm].max():.2f}"),
    "so_many": lambda values, number: float(len(list(values.flat)) == number),
    "can_be_raised": lambda scores: float(-4 <= max(scores) <= 12),
    "lead_can_be_raised": lambda scores: float(
        sorted(scores)[-2] >= -4 and max(scores) - sorted(scores)[-2] <= 12
    ),
    "all_alike": lambda one, other: float(list(one) == list(other)),
    "came_true": lambda guesses, words: np.array([*map(str.__eq__, guesses, words)]),
    "come_as_taught": lambda shares, counts: float(
        sum(counts) > 0 and max(abs(shares * sum(counts) - counts)) < sum(counts) / 20
    ),
    "is_exception": lambda one, other, exact, many: float(
        " ".join(one) == " ".join(other) and exact / many < 0.5
    ),
    "stammers": lambda words: float(max(len(list(run)) for _, run in groupby(words)) > 2),
    "mask_after_softmax": lambda scaled, visible: softmax(scaled) * visible,
}


@derivation
def score_spread(query: Array, scores: Array) -> Fields:
    """Take the mean of the squares less the square of the mean."""
    variance = (scores**2).mean() - scores.mean() ** 2
    return {"variance": variance, "is_wider": float(variance > query.shape[1])}


@derivation
def exponentials(scores: Array) -> Array:
    with np.errstate(over="ignore"):
        return np.e ** np.asarray(scores)


@derivation
def temperature_sweep(scores: Array, stop: Array = ()) -> Fields:
    """Heat from 0.2 to 5 in steps of 0.04, and to a temperature where it is to stop."""
    steps = [0.2 + 0.04 * step for step in range(121)]
    others = [t for t in steps if not any(abs(t - end) < 1e-4 for end in stop)]
    temperatures = np.array(sorted([*others, *stop]))
    return {"temperatures": temperatures, "weights": softmax(scores / temperatures[:, None])}


@derivation
def weights_in_words(weights: Array, keys: float) -> Array:
    """Name the first of the grades, from the highest down, that a weight in even shares reaches."""
    grades = {
        "most of the weight": weights > 0.5,
        "about an even share": np.char.mod("%.2f", weights) == f"{1 / keys:.2f}",
        "more than an even share": weights * keys > 1,
        "less than an even share": weights * keys > 0.5,
        "little": weights >= 0.01,
        "almost nothing": weights > 0,
    }
    return np.select(list(grades.values()), list(grades), "nothing")


@derivation
def contenders(scores: Array, visible: Array, query: int) -> Array:
    """Sort what is seen by its score, and go from both ends; the query's own place comes last."""
    seen = sorted(np.flatnonzero(visible), key=lambda place: (-scores[place], place))
    found = [*seen[:2], *seen[-1:], *(place for place in seen if place == query)]
    return np.array([one for at, one in enumerate(found) if one not in found[:at]])


@derivation
def leaders(weights: Array) -> Array:
    """Find the keys whose weight no other exceeds in the two decimals that are shown."""
    shown = np.char.mod("%.2f", weights).astype(float)  # as numbers: "8.93" is no more than "10.16"
    return np.flatnonzero(shown == max(shown))


@derivation
def heard_most(weights: Array, tokens: Array) -> Array:
    most = [leaders(row) for row in weights]
    return np.array([tokens[one[0]] if one.size < 2 else "several" for one in most])


@derivation
def heard_before(weights: Array, listener: int) -> Array:
    most = [list(leaders(row)) for row in weights[1:listener]]
    one_before = [[place] for place in range(listener - 1)]
    return np.arange(1, listener if most == one_before else 1)


@derivation
def leaders_beside(weights: Array, listener: int) -> Array:
    return np.setdiff1d(leaders(weights), [listener])


@derivation
def mask_patterns(tokens: int, padding: int) -> Fields:
    columns = np.tile(np.arange(tokens) < tokens - padding, (tokens, 1))
    return {"causal": past(tokens), "padding": columns, "both": past(tokens) * columns}
