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
def softmax_saturation(
    dimensions: tuple[int, ...] = WIDTHS,
    keys: int = 8,
    rows: int = 1_000,
    seed: int = 1,
    nearly_all: float = 0.99,
) -> Fields:
    """Draw each row's keys, then its query, and measure what softmax makes of their products."""
    generator = np.random.default_rng(seed)
    scores = np.empty((len(dimensions), rows, keys))
    for table, width in zip(scores, dimensions, strict=True):
        for row in range(rows):
            key, query = generator.standard_normal((keys, width)), generator.standard_normal(width)
            table[row] = key @ query
    roots = np.sqrt(dimensions)[:, None, None]
    return {
        "dimensions": dimensions,
        "unscaled": _saturation(scores, nearly_all),
        "scaled": _saturation(scores / roots, nearly_all),
    }


def _saturation(scores: Array, nearly_all: float) -> Fields:
    """Measure rows of weights; the gradient is softmax's whole Jacobian, written out."""
    weights = special.softmax(scores, axis=-1)
    outer = np.einsum("dri,drj->drij", weights, weights)
    jacobians = np.einsum("dri,ij->drij", weights, np.eye(weights.shape[-1])) - outer
    largest = weights.max(axis=-1)
    middles = [np.argsort(row)[len(row) // 2] for row in largest]
    typical = [sorted(table[i], reverse=True) for table, i in zip(weights, middles, strict=True)]
    return {
        "largest": largest.mean(axis=1),
        "entropy": special.entr(weights).sum(axis=-1).mean(axis=1),
        "gradient": np.linalg.norm(jacobians, axis=(-2, -1)).mean(axis=1),
        "typical": np.array(typical),
        "dead": np.count_nonzero(largest > nearly_all, axis=1) / largest.shape[1] * 100,
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
def count_paths(lengths: tuple[int, ...]) -> Fields:
    n = np.array(lengths)
    return {"hops": np.array([n - 1, n / n]), "steps": np.array([n, n / n]), "scores": n**2}
