"""A head's own scores under other masks: what softmax makes of them. Needs no torch."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from jaxtyping import Bool, Float, Shaped

from attention_math.arrays import softmax
from attention_math.derived import mask_patterns
from attention_math.story import leaders

Array = np.ndarray

FILLING = 1  # the last tokens, as many as a padding mask takes for mere filling
SEVERAL = "several"
_STEPS = "biased", "capped", "scaled"  # before the mask, from the last on


def into_softmax(arrays: Iterable[str]) -> str:
    """Name the one of a head's arrays that goes into its softmax, through the mask."""
    known = set(arrays)
    return next(name for name in _STEPS if name in known)


def mask_pattern(tokens: int, mask: str) -> Bool[Array, "tokens tokens"]:
    """Say who may hear whom under a mask.

    Parameters
    ----------
    mask
        ``none``, ``causal``, ``later`` (each hears itself and what follows), ``padding`` (as if
        the last token were filling) or ``causal and padding``.

    Raises
    ------
    ValueError
        If there is no such mask.
    """
    causal, padding, both = mask_patterns(tokens, FILLING)
    patterns = {"none": causal | causal.T, "causal": causal, "later": causal.T}
    patterns |= {"padding": padding, "causal and padding": both}
    if mask not in patterns:
        raise ValueError(f"there is no mask {mask!r}, but {', '.join(patterns)}")
    return patterns[mask]


def all_but(tokens: int, query: int, key: int) -> Bool[Array, "tokens tokens"]:
    """Let each hear all, but one query not one key: its row is shared by the others."""
    visible = np.ones((tokens, tokens), dtype=bool)
    visible[query, key] = False
    return visible


def weights_under(
    scores: Float[Array, "queries keys"], visible: Bool[Array, "queries keys"]
) -> Float[Array, "queries keys"]:
    """Make weights, in 64 bits, of what goes into a head's softmax, hidden where it is not seen."""
    return softmax(np.where(visible, scores.astype(np.float64), -np.inf))


def heard_most(weights: Float[Array, "queries keys"], tokens: Shaped[Array, " keys"]) -> list[str]:
    """Name for each query the token that it hears most; `SEVERAL` if some look alike as shown."""
    most = map(leaders, weights)
    return [str(tokens[places[0]]) if len(places) == 1 else SEVERAL for places in most]
