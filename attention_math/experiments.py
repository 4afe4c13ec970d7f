"""Claims that are measured: what the width of a head does to scores, softmax and its gradient.

Entries of query and key are independent normal numbers of mean 0 and variance 1, the case in
which Vaswani et al. (2017), section 3.2.1, argue for dividing by √d.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Int

from attention_math.arrays import entropy, frozen, softmax
from attention_math.sizes import require_positive

Array = np.ndarray

DIMENSIONS = (2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)
SAMPLES, KEYS, ROWS, SEED = 10_000, 8, 1_000, 1
NEARLY_ALL = 0.99  # of a row's weight
CHUNK = 1_000  # sampled at once, which bounds the memory


class DotProducts(NamedTuple):
    """Sampled products q·k for each width d of a head, as they are and divided by √d."""

    dimensions: tuple[int, ...]
    products: Float[Array, "dimensions samples"]
    variances: Float[Array, " dimensions"]
    scaled: Float[Array, "dimensions samples"]
    scaled_variances: Float[Array, " dimensions"]


def dot_product_variance(
    dimensions: tuple[int, ...] = DIMENSIONS, samples: int = SAMPLES, seed: int = SEED
) -> DotProducts:
    """Sample q·k: its variance grows as d, so its typical size grows as √d.

    Raises
    ------
    ValueError
        If a width is less than 1, or there are fewer than two samples.
    """
    _require_dimensions(dimensions)
    require_positive("samples - 1", samples - 1)
    generator = np.random.default_rng(seed)
    products = np.array([_sample_products(generator, d, samples) for d in dimensions])
    scaled = products / np.sqrt(dimensions)[:, None]
    variances, scaled_variances = (table.var(axis=1, ddof=1) for table in (products, scaled))
    return DotProducts(
        dimensions,
        frozen(products),
        frozen(variances),
        frozen(scaled),
        frozen(scaled_variances),
    )


def histogram(values: Float[Array, " samples"], bins: int, limit: float) -> Int[Array, " bins"]:
    """Count the values in ``bins`` equal bins from -``limit`` to ``limit``; others do not count."""
    require_positive("bins", bins)
    return np.histogram(values, bins=bins, range=(-limit, limit))[0]


class SoftmaxMeasures(NamedTuple):
    """What softmax makes of rows of scores, for each width of a head; means over all rows.

    ``gradient`` is the Frobenius norm of softmax's Jacobian, diag(a) − aaᵀ: how far the weights
    move when the scores do. ``typical`` is one row of weights for each width, the one whose largest
    weight is the median, in falling order. ``dead`` is the percentage of the rows of which one key
    takes more than ``nearly_all``: there is almost nothing left to learn from.
    """

    largest: Float[Array, " dimensions"]
    entropy: Float[Array, " dimensions"]
    gradient: Float[Array, " dimensions"]
    typical: Float[Array, "dimensions keys"]
    dead: Float[Array, " dimensions"]


class Saturation(NamedTuple):
    """The same scores through softmax as they are, and divided by √d."""

    dimensions: tuple[int, ...]
    unscaled: SoftmaxMeasures
    scaled: SoftmaxMeasures


def softmax_saturation(
    dimensions: tuple[int, ...] = DIMENSIONS,
    keys: int = KEYS,
    rows: int = ROWS,
    seed: int = SEED,
    nearly_all: float = NEARLY_ALL,
) -> Saturation:
    """Measure how softmax becomes one-hot, and deaf to its gradient, unless divided by √d.

    Each row is one random query against ``keys`` random keys. Where one of them takes more than
    ``nearly_all`` of the weight, the row counts as dead.

    Raises
    ------
    ValueError
        If a width, ``keys`` or ``rows`` is less than 1.
    """
    _require_dimensions(dimensions)
    require_positive("keys", keys)
    require_positive("rows", rows)
    generator = np.random.default_rng(seed)
    scores = [_sample_scores(generator, d, rows, keys) for d in dimensions]
    scaled = [rows_of_d / np.sqrt(d) for rows_of_d, d in zip(scores, dimensions, strict=True)]
    return Saturation(dimensions, *(_measure(table, nearly_all) for table in (scores, scaled)))


def _measure(scores: list[Float[Array, "rows keys"]], nearly_all: float) -> SoftmaxMeasures:
    weights = np.array([softmax(rows) for rows in scores])
    squares, cubes = (weights**2).sum(-1), (weights**3).sum(-1)
    return SoftmaxMeasures(
        largest=frozen(weights.max(-1).mean(-1)),
        entropy=frozen(entropy(weights).mean(-1)),
        gradient=frozen(np.sqrt(np.maximum(squares - 2 * cubes + squares**2, 0)).mean(-1)),
        typical=frozen(np.array([_median_row(rows) for rows in weights])),
        dead=frozen(100 * (weights.max(-1) > nearly_all).mean(-1)),
    )


def _median_row(weights: Float[Array, "rows keys"]) -> Float[Array, " keys"]:
    middle = np.argsort(weights.max(axis=1))[len(weights) // 2]
    return -np.sort(-weights[middle])


def _sample_products(
    generator: np.random.Generator, d: int, samples: int
) -> Float[Array, " samples"]:
    sizes = [min(CHUNK, samples - start) for start in range(0, samples, CHUNK)]
    pairs = (generator.standard_normal((2, size, d)) for size in sizes)
    return np.concatenate([(query * key).sum(axis=1) for query, key in pairs])


def _sample_scores(
    generator: np.random.Generator, d: int, rows: int, keys: int
) -> Float[Array, "rows keys"]:
    return np.array(
        [generator.standard_normal((keys, d)) @ generator.standard_normal(d) for _ in range(rows)]
    )


def _require_dimensions(dimensions: tuple[int, ...]) -> None:
    for d in dimensions:
        require_positive("d", d)
