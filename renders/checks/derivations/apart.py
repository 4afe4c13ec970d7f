"""What a head adds and what is lost with it, a second time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from attention_math.training import grammar
from renders.checks.expression import Array, Fields, derivation

_NOUNS = {noun.french: noun.english for noun in grammar.NOUNS}
_PAIRS = {
    *grammar.DETERMINERS.values(),
    *((adjective.masculine, adjective.feminine) for adjective in grammar.ADJECTIVES),
}


@derivation
def head_update(output: Array, rows: Array) -> Array:
    """Let each entry of the output weigh its row, and add the rows up."""
    return sum(np.outer(output[:, i], rows[i]) for i in range(len(rows)))


@derivation
def are_side_by_side(concat: Array, output: Array, heads: float) -> float:
    return float(np.tile(output, int(heads)).shape == concat.shape)


@derivation
def update_walk(concat: Array, output_weight: Array, update: Array, heads: float) -> Fields:
    """Let each entry weigh its row, add up as many rows as a head has, and go from the longest."""
    rows = (concat[:, None] * output_weight).reshape(int(heads), -1, len(update))
    steps = np.add.reduce(rows, axis=1)
    order = sorted(range(len(steps)), key=lambda head: -(steps[head] @ steps[head]))
    across = update / np.sqrt(update @ update)
    aside = steps - np.outer(steps @ across, across)
    up = np.linalg.eigh(aside.T @ aside)[1][:, -1]
    axes = np.array([across, up * np.copysign(1, aside[order[0]] @ up)])
    ends = [sum(steps[order[:count]], np.zeros(len(update))) for count in range(len(steps) + 1)]
    kept = np.linalg.norm(steps @ axes.T) / np.linalg.norm(steps)
    places = np.array([*ends, update]) @ axes.T
    return {"heads": np.array(order), "places": places, "percent": 100 * kept**2}


@derivation
def without_step(places: Array, step: float) -> Array:
    """Stay as long as nothing is left out, and shift all that comes after it back by it."""
    first = int(step)
    missing = places[first + 1] - places[first]
    return np.array([*places[: first + 1], *(place - missing for place in places[first + 2 :])])


@derivation
def loss(before: Sequence[str], after: Sequence[str]) -> Fields:
    """Look both words up side by side: as forms of one gender each, and as nouns."""
    pairs = [(str(a), str(b)) for a, b in zip(before, after, strict=True) if a != b]
    lists = [{forms[side] for forms in _PAIRS if forms[0] != forms[1]} for side in (0, 1)]
    genders = [{side for side in (0, 1) for word in pair if word in lists[side]} for pair in pairs]
    nouns = [set(pair) <= _NOUNS.keys() for pair in pairs]
    return {
        "stands": float(not pairs),
        "gender": float({0, 1} in genders),
        "noun": float(any(nouns)),
    }


@derivation
def tells_genders(update: Array, written: Sequence[str]) -> Array:
    """See that the sign of each product is that of its pair: alike in gender, or not."""
    forms = {form: side for pair in _PAIRS if len({*pair}) == 2 for side, form in enumerate(pair)}
    forms |= {noun.french: int(noun.feminine) for noun in grammar.NOUNS}
    sides = {row: forms[str(word)] for row, word in enumerate(written) if str(word) in forms}
    signs = {np.sign(np.vdot(update[i], update[j])) * (1 if sides[i] == sides[j] else -1)
             for i in sides for j in sides}  # fmt: skip
    return np.array(float(signs == {1.0} and {*sides.values()} == {0, 1}))


@derivation
def english_nouns(french: Sequence[str]) -> Array:
    return np.array([_NOUNS.get(str(word), str(word)) for word in french])


@derivation
def turned_nouns(before: Sequence[str], after: Sequence[str]) -> Array:
    words = zip(before, after, strict=True)
    return np.array([i for i, (a, b) in enumerate(words) if a != b and {a, b} <= _NOUNS.keys()])
