"""Claims that are measured: what the width of a head does to scores and to softmax.

Entries of query and key are independent normal numbers of mean 0 and variance 1, the case in
which Vaswani et al. (2017), section 3.2.1, argue for dividing by √d.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Int, Num

from attention_math.arrays import frozen, softmax
from attention_math.sizes import require_positive

Array = np.ndarray

KEYS, ROWS, SEED = 8, 1_000, 3
ROOT, CROWD, STEPS = 32, 24, 16  # of the longest walk; walks, and steps of one, that are shown
_ALIKE = 1.1  # up to this factor, spreads are alike
NUDGE = 1.0  # by which a score is raised, to see what softmax makes of it


class Walks(NamedTuple):
    """Scores q·k while their products are added up, at some lengths of the sum.

    ``crowd`` are scores of unrelated pairs, ``row`` those of one query on its keys, in the order in
    which they end. ``weights`` is what softmax makes of them at each length, and ``nudged`` at the
    last, once the score of the second key is raised. ``spread`` is the standard deviation of all
    that were sampled.
    """

    crowd: Float[Array, "walks lengths"]
    row: Float[Array, "keys lengths"]
    spread: Float[Array, " lengths"]
    weights: Float[Array, "lengths keys"]
    nudged: Float[Array, " keys"]


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
    seed: int = SEED,
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
    measured = (_measure(table, followed, order, crowd, nudge) for table in both)
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
) -> Walks:
    row = walks[followed, order]
    raised = row[:, -1] + nudge * (np.arange(len(order)) == 1)
    return Walks(
        crowd=frozen(walks[:crowd, 0]),
        row=frozen(row),
        spread=frozen(walks.std(axis=(0, 1))),
        weights=frozen(softmax(row.T)),
        nudged=frozen(softmax(raised)),
    )


def grows_like_root(lengths: Num[Array, " lengths"], spread: Float[Array, " lengths"]) -> bool:
    """Say whether a spread is about as many roots of its length at every length."""
    roots = spread / np.sqrt(lengths)
    return bool(roots.max() < _ALIKE * roots.min())
