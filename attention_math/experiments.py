"""Claims that are measured: what the width of a head does to scores and to softmax.

Entries of query and key are independent normal numbers of mean 0 and variance 1, the case in
which Vaswani et al. (2017), section 3.2.1, argue for dividing by √d.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Int

from attention_math.arrays import frozen, softmax
from attention_math.sizes import require_positive

Array = np.ndarray

DIMENSIONS = (2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)
SAMPLES, KEYS, ROWS, SEED, SEED_OF_WALKS = 10_000, 8, 1_000, 1, 3
ROOT, CROWD, STEPS = 32, 24, 16  # of the longest walk; walks, and steps of one, that are shown
NUDGE = 1.0  # by which a score is raised, to see what softmax makes of it
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


class Walks(NamedTuple):
    """Scores q·k while their products are added up, at some lengths of the sum.

    ``crowd`` are scores of unrelated pairs, ``row`` those of one query on its keys, in the order in
    which they end. ``weights`` is what softmax makes of them at each length, in falling order, and
    ``nudged`` at the last, once the score of the second key is raised. ``spread`` is the standard
    deviation of all that were sampled, ``dead`` the percentage of the rows of which one key takes
    more than ``nearly_all``: there is almost nothing left to learn from.
    """

    crowd: Float[Array, "walks lengths"]
    row: Float[Array, "keys lengths"]
    spread: Float[Array, " lengths"]
    weights: Float[Array, "lengths keys"]
    nudged: Float[Array, " keys"]
    dead: Float[Array, " lengths"]


class ScoreWalks(NamedTuple):
    """The same walks as they are, and divided by the root of their length.

    ``steps`` is how the first score of the row begins: at zero, then product after product.
    """

    lengths: Int[Array, " lengths"]
    steps: Float[Array, " steps"]
    plain: Walks
    divided: Walks


def score_walks(
    root: int = ROOT,
    keys: int = KEYS,
    rows: int = ROWS,
    crowd: int = CROWD,
    nudge: float = NUDGE,
    nearly_all: float = NEARLY_ALL,
    seed: int = SEED_OF_WALKS,
) -> ScoreWalks:
    """Follow sums of independent products: d of them are a walk that gets about √d far.

    The lengths d are those whose roots are 1, 1.5, 2, … ``root``, rounded down. Each row is one
    random query against ``keys`` random keys. The one that is followed is the most
    typical: its largest weights are nearest to the medians of all rows, divided or not.

    Raises
    ------
    ValueError
        If a size is less than 1, ``keys`` less than 2, or ``rows`` less than ``crowd``.
    """
    sizes = {"root": root, "keys - 1": keys - 1, "crowd": crowd, "rows / crowd": rows // crowd}
    for name, size in sizes.items():
        require_positive(name, size)
    generator = np.random.default_rng(seed)
    lengths = np.arange(2, 2 * root + 1) ** 2 // 4
    sums = [_walk(generator, root**2, keys) for _ in range(rows)]
    plain = np.array([walk[:, lengths - 1] for walk in sums])
    both = plain, plain / np.sqrt(lengths)
    followed = _most_typical([softmax(np.swapaxes(table, 1, 2)).max(axis=2) for table in both])
    order = np.argsort(-plain[followed, :, -1])
    steps = np.append(0.0, sums[followed][order[0], :STEPS])
    measured = (_measure(table, followed, order, crowd, nudge, nearly_all) for table in both)
    return ScoreWalks(frozen(lengths), frozen(steps), *measured)


def _walk(generator: np.random.Generator, width: int, keys: int) -> Float[Array, "keys width"]:
    query, key = generator.standard_normal(width), generator.standard_normal((keys, width))
    return (key * query).cumsum(axis=1)


def _most_typical(largest: list[Float[Array, "rows lengths"]]) -> int:
    return int(sum(np.abs(one - np.median(one, axis=0)).sum(axis=1) for one in largest).argmin())


def _measure(
    walks: Float[Array, "rows keys lengths"],
    followed: int,
    order: Int[Array, " keys"],
    crowd: int,
    nudge: float,
    nearly_all: float,
) -> Walks:
    row, largest = walks[followed, order], softmax(np.swapaxes(walks, 1, 2)).max(axis=2)
    raised = row[:, -1] + nudge * (np.arange(len(order)) == 1)
    return Walks(
        crowd=frozen(walks[:crowd, 0]),
        row=frozen(row),
        spread=frozen(walks.std(axis=(0, 1))),
        weights=frozen(-np.sort(-softmax(row.T))),
        nudged=frozen(softmax(raised)),
        dead=frozen(100 * (largest > nearly_all).mean(axis=0)),
    )


def _sample_products(
    generator: np.random.Generator, d: int, samples: int
) -> Float[Array, " samples"]:
    sizes = [min(CHUNK, samples - start) for start in range(0, samples, CHUNK)]
    pairs = (generator.standard_normal((2, size, d)) for size in sizes)
    return np.concatenate([(query * key).sum(axis=1) for query, key in pairs])


def _require_dimensions(dimensions: tuple[int, ...]) -> None:
    for d in dimensions:
        require_positive("d", d)
