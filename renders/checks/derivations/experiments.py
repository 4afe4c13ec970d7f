"""What is measured on random numbers, drawn again from the same seeds, or in training."""

from __future__ import annotations

import json
from functools import cache

import numpy as np
from scipy import ndimage, special

from attention_math.shipped import FOLDER
from renders.checks.expression import Array, Fields, derivation
from renders.checks.reference import model, vocabulary

WIDTHS = tuple(2**power for power in range(1, 11))


@derivation
@cache
def dot_product_variance(
    dimensions: tuple[int, ...] = WIDTHS, samples: int = 10_000, seed: int = 1
) -> Fields:
    """Draw the same random numbers again, a thousand pairs at a time, and measure their products.

    The generator and the order of its numbers are part of the experiment.
    """
    generator = np.random.default_rng(seed)
    products = np.empty((len(dimensions), samples))
    for row, width in zip(products, dimensions, strict=True):
        for start in range(0, samples, 1_000):
            pairs = generator.standard_normal((2, min(1_000, samples - start), width))
            row[start : start + 1_000] = np.einsum("nd,nd->n", *pairs)
    scaled = np.array([row / d**0.5 for row, d in zip(products, dimensions, strict=True)])
    return {
        "dimensions": dimensions,
        "products": products,
        "variances": products.var(axis=1, ddof=1),
        "scaled": scaled,
        "scaled_variances": scaled.var(axis=1, ddof=1),
    }


@derivation
def histogram(values: Array, bins: int, limit: float) -> Array:
    return ndimage.histogram(values, -limit, limit, bins)


@derivation
@cache
def score_walks(
    root: int = 32,
    keys: int = 8,
    rows: int = 1_000,
    crowd: int = 24,
    nudge: float = 1.0,
    nearly_all: float = 0.99,
    seed: int = 3,
) -> Fields:
    """Draw each row's query, then its keys, and add products up from length to length."""
    generator = np.random.default_rng(seed)
    lengths = np.array([int((half / 2) ** 2) for half in range(2, 2 * root + 1)])
    walks, begun = np.empty((rows, len(lengths), keys)), np.empty((rows, min(16, root**2), keys))
    for row in range(rows):
        query = generator.standard_normal(root**2)
        terms = (generator.standard_normal((keys, root**2)) * query).T
        begun[row] = np.tri(len(begun[row])) @ terms[: len(begun[row])]
        walks[row] = np.add.accumulate(np.add.reduceat(terms, [0, *lengths[:-1]]))
    both = walks, walks / lengths[:, None] ** 0.5
    largest = [special.softmax(table, axis=-1).max(axis=-1) for table in both]
    strange = sum(np.abs(one - np.quantile(one, 0.5, axis=0)).sum(axis=1) for one in largest)
    row = int(np.argmin(strange))
    order = sorted(range(keys), key=lambda key: -walks[row, -1, key])
    measured = (_walked(table, row, order, crowd, nudge, nearly_all) for table in both)
    return {
        "lengths": lengths,
        "steps": np.array([0.0, *begun[row, :, order[0]]]),
        **dict(zip(("plain", "divided"), measured, strict=True)),
    }


def _walked(
    walks: Array, row: int, order: list[int], crowd: int, nudge: float, nearly_all: float
) -> Fields:
    followed = walks[row][:, order]
    raised = [score + (nudge if place == 1 else 0) for place, score in enumerate(followed[-1])]
    taken = special.softmax(walks, axis=-1) > nearly_all
    return {
        "crowd": walks[:crowd, :, 0],
        "row": followed.T,
        "spread": np.sqrt(np.mean(walks**2, axis=(0, 2)) - np.mean(walks, axis=(0, 2)) ** 2),
        "weights": np.sort(special.softmax(followed, axis=-1))[:, ::-1],
        "nudged": special.softmax(raised),
        "dead": taken.any(axis=-1).sum(axis=0) / len(walks) * 100,
    }


@derivation
@cache
def load_leak() -> Fields:
    """Read the losses that were measured in training, and let both models write once more."""
    words = {f"written_{mask}_mask": _write(f"leak-{mask}-mask") for mask in ("with", "without")}
    return json.loads((FOLDER / "leak.json").read_text(encoding="utf-8")) | words


def _write(name: str, *written: str) -> Array:
    logits = model(name).logits(None, model(name).ids("target", ("[START]", *written)))
    following = list(vocabulary("leak-english"))[logits[-1].argmax()]
    return np.array(written) if following == "[END]" else _write(name, *written, following)


@derivation
def load_recall() -> Fields:
    told = json.loads((FOLDER / "recall.json").read_text(encoding="utf-8"))
    return {name: np.array(value) for name, value in told.items()}


@derivation
def load_surveys() -> Fields:
    told = json.loads((FOLDER / "surveys.json").read_text(encoding="utf-8"))
    return {name: np.array(value) for name, value in told.items()}


@derivation
def mostly_named(named: Array, sentences: float) -> Array:
    return np.array([head for head, count in enumerate(named) if count / sentences > 0.5])


@derivation
def count_paths(lengths: tuple[int, ...]) -> Fields:
    n = np.array(lengths)
    return {"hops": np.array([n - 1, n / n]), "steps": np.array([n, n / n]), "scores": n**2}
