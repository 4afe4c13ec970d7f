"""The planes in which vectors are drawn."""

from __future__ import annotations

import numpy as np

from attention_math.shipped import MODELS
from attention_math.training.grammar import ADJECTIVES, DETERMINERS, NOUNS, SETTLING, VERBS
from renders.checks.expression import Array, Fields, derivation
from renders.checks.reference import model, vocabulary

_ASKING = {*DETERMINERS, *(adjective.english for adjective in ADJECTIVES)}


@derivation
def principal_plane(points: Array) -> Fields:
    """Find the two directions of most variance, each with its largest entry positive."""
    center = points.mean(axis=0)
    _, sizes, axes = np.linalg.svd(points - center)
    spread = np.zeros(len(axes))
    spread[: len(sizes)] = sizes**2
    axes = _upright(axes[:2])
    return {"center": center, "axes": axes, "percent": 100 * spread[:2] / spread.sum()}


@derivation
def line_of_gender(values: Array, nouns: Array) -> Fields:
    """Take the first axis of most variance, with the feminine nouns on its far side."""
    plane, feminine = principal_plane(values), np.array([noun.feminine for noun in NOUNS])
    axis = plane["axes"][0] * np.sign(np.cov(nouns @ plane["axes"][0], feminine)[0, 1])
    places = (nouns - plane["center"]) @ axis
    apart = places[feminine].min() > places[~feminine].max()
    found = {**plane, "axis": axis, "nouns": places, "feminine": feminine}
    return found | {"falls_apart": float(apart), "words": np.array([n.english for n in NOUNS])}


@derivation
def word_space(name: str) -> Fields:
    """Lead from masculine to feminine nouns, and square to that from nouns to adjectives."""
    nouns = sorted(NOUNS, key=lambda noun: noun.feminine)
    said = [one.english for one in (*nouns, *ADJECTIVES)] + [*VERBS, *SETTLING]
    kinds = [f"{('masculine', 'feminine')[noun.feminine]} noun" for noun in nouns]
    kinds = np.array([*kinds, *["adjective"] * len(ADJECTIVES)] + ["verb"] * 8)
    shipped, known = model(name), vocabulary(MODELS[name].reads)
    rows = shipped.table(shipped.reading)[[known[word] for word in said]]
    ends = [np.char.startswith(kinds, kind) for kind in ("f", "m", "a")]
    means = [rows[own].mean(axis=0) for own in (*ends, ends[0] | ends[1])]
    axes, sizes = np.linalg.qr(np.array([means[0] - means[1], means[2] - means[3]]).T)
    axes, center = (axes * np.sign(np.diag(sizes))).T, rows.mean(axis=0)
    places = (rows - center) @ axes.T
    shares = places.var(axis=0) / rows.var(axis=0).sum()
    found = {"center": center, "axes": axes, "percent": 100 * shares, "places": places}
    return found | {"words": np.array(said), "kinds": kinds}


@derivation
def sweep_query(query: Array, key: Array, steps: int = 180) -> Fields:
    """Turn the query in four dimensions, towards where the rest of the keys spreads most."""
    along = query / np.sqrt(query @ query)
    rest = key - np.outer(key @ along, along)
    across = _upright(np.linalg.eigh(rest.T @ rest)[1][:, -1:].T)[0]
    angles = 360 * np.arange(steps + 1) / steps
    turned = np.sqrt(query @ query) * np.exp(1j * np.radians(angles))
    queries = np.outer(turned.real, along) + np.outer(turned.imag, across)
    seen = np.column_stack([key @ along, key @ across])
    found = {"angles": angles, "query": np.column_stack([turned.real, turned.imag]), "key": seen}
    kept = 100 * (seen**2).sum() / (key**2).sum()
    return found | {"scores": queries @ key.T, "axes": np.stack([along, across]), "percent": kept}


@derivation
def stays_ahead(scores: Array, key: int, first: int, last: int) -> float:
    """Go round step by step: nobody may be ahead of the key by more than a rounding."""
    rows = (scores[step % (len(scores) - 1)] for step in range(first, last + 1))
    return float(all(max(row) - row[key] < 0.01 for row in rows))


def _upright(axes: Array) -> Array:
    return np.array([axis if axis[abs(axis).argmax()] > 0 else -axis for axis in axes])


@derivation
def falls_into_halves(mixes: Array, turn: Array, words: Array) -> float:
    """Compare each mix with the gender of its noun: the next one, or itself; both must be there."""
    genders = {noun.english: noun.feminine for noun in NOUNS}
    own, found = None, set()
    for mix, word in zip(mixes[::-1], words[::-1], strict=True):
        if word in genders or word not in _ASKING:
            own = genders.get(word)
        found |= set() if own is None else {(own, bool(mix > turn))}
    return float(found == {(False, False), (True, True)})
