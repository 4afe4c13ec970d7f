"""What the pictures need beyond a trace: terms of a sum, wrong turns, and what a head does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float, Shaped

from attention_math.arrays import softmax

Array = np.ndarray

CLEAR_ROLE = 0.5  # more than all other keys of a sentence together


def column_totals(terms: Float[Array, "keys ..."]) -> Float[Array, "keys ..."]:
    """Add terms up from the first row on; the last row holds the sums of all."""
    return np.cumsum(terms, axis=0)


def steps_between(
    start: float | Float[Array, ""], end: float | Float[Array, ""], steps: int
) -> Float[Array, " steps"]:
    """Go from one number to another in equal steps; both are among them."""
    return np.linspace(float(start), float(end), steps)


class DotProductTerms(NamedTuple):
    """The products that add up to one score, and the sum as it grows."""

    terms: Float[Array, " d_head"]
    totals: Float[Array, " d_head"]


def dot_product_terms(
    query_row: Float[Array, " d_head"], key_row: Float[Array, " d_head"]
) -> DotProductTerms:
    """Take one score q·k apart, entry by entry."""
    terms = query_row * key_row
    return DotProductTerms(terms, np.cumsum(terms))


def likeness(rows: Float[Array, "tokens d"], one: int) -> Float[Array, " tokens"]:
    """Multiply a row with every row, entry by entry, and add up: one row both asks and answers."""
    return rows @ rows[one]


def score_divisor(query: Float[Array, "queries d_head"]) -> Float[Array, " one"]:
    """Return what the scores are divided by: the root of how many entries a query has."""
    return np.sqrt(np.array([query.shape[1]], dtype=float))


class ScoreSpread(NamedTuple):
    """The variance of a head's scores, and whether it is more than that of independent entries."""

    variance: float
    is_wider: bool


def score_spread(
    query: Float[Array, "queries d_head"], scores: Float[Array, "queries keys"]
) -> ScoreSpread:
    """Compare with what is expected of independent entries of variance 1: the width of the head."""
    variance = float(np.asarray(scores, dtype=float).var())
    return ScoreSpread(variance, bool(variance > query.shape[1]))


def so_many(values: Shaped[np.ndarray, " *any"], number: int) -> bool:
    """Say whether there are just so many entries."""
    return values.size == number


def row_sums(weights: Float[Array, "queries keys"]) -> Float[Array, " queries"]:
    """Add up each query's weights: 1, if they are attention weights."""
    return weights.sum(axis=1)


def mask_after_softmax(
    scaled: Float[Array, "queries keys"], visible: Bool[Array, "queries keys"]
) -> Float[Array, "queries keys"]:
    """Make the mistake: hide keys only after softmax, so that their share is lost."""
    return np.where(visible, softmax(scaled), 0)


class MaskPatterns(NamedTuple):
    """Who may see whom (True) under three masks, all queries × keys."""

    causal: Bool[Array, "tokens tokens"]
    padding: Bool[Array, "tokens tokens"]
    both: Bool[Array, "tokens tokens"]


def mask_patterns(tokens: int, padding: int) -> MaskPatterns:
    """Compare the masks of a sentence whose last ``padding`` tokens are mere filling.

    Raises
    ------
    ValueError
        Unless at least one token is real.
    """
    if not 0 <= padding < tokens:
        raise ValueError(f"of {tokens} tokens, {padding} cannot be padding: one must be real")
    causal = np.tri(tokens, dtype=bool)
    columns = np.broadcast_to(np.arange(tokens) < tokens - padding, (tokens, tokens))
    return MaskPatterns(causal, columns.copy(), causal & columns)


def measured_cells(
    weights: Float[Array, "queries keys"],
    query_tokens: tuple[str, ...],
    key_tokens: tuple[str, ...],
    partners: Sequence[int | None] = (),
) -> dict[str, list[tuple[int, int]]]:
    """Say which cells each measure of a head averages.

    A query that sees one key alone, as the first under a causal mask, had no choice and does not
    count. Places are compared only if both sides are the same sentence. ``first`` leaves out the
    first token of such a sentence, for which it would be the same as ``itself``.

    Parameters
    ----------
    partners
        For each query the key that it belongs to by grammar, if any: the noun of an adjective.
    """
    queries = range(len(weights))
    same = query_tokens == key_tokens
    places: dict[str, list[int | None]] = {
        "previous": [i - 1 if same else None for i in queries],
        "itself": [i if same else None for i in queries],
        "following": [i + 1 if same else None for i in queries],
        "first": [0 if i > 0 or not same else None for i in queries],
        "partner": list(partners) or [None for _ in queries],
    }
    choosing = (weights > 0).sum(axis=1) >= 2
    return {
        name: [
            (i, j)
            for i, j in enumerate(columns)
            if choosing[i] and j is not None and 0 <= j < weights.shape[1]
        ]
        for name, columns in places.items()
    }
