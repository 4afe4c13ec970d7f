"""Who may look at whom: True where a query may see a key."""

from __future__ import annotations

import torch
from jaxtyping import Bool
from torch import Tensor

from attention_math.checked import checked
from attention_math.trace import Mask


def no_mask(queries: int, keys: int) -> Bool[Tensor, "queries keys"]:
    """Let every query see every key, as in an encoder."""
    _require_sizes(queries, keys)
    return torch.ones(queries, keys, dtype=torch.bool)


def causal_mask(tokens: int) -> Bool[Tensor, "tokens tokens"]:
    """Let each token see itself and what came before: a triangle of ones.

    Source: Vaswani et al. (2017), section 3.2.3, third point.
    """
    return no_mask(tokens, tokens).tril()


@checked
def padding_mask(present: Bool[Tensor, " keys"], queries: int) -> Bool[Tensor, "queries keys"]:
    """Hide whole columns: a key that is mere padding is seen by no query.

    Raises
    ------
    ValueError
        If every key is padding: then no query has anything to look at.
    """
    _require_sizes(queries, len(present))
    if not present.any():
        raise ValueError("padding_mask: every key is padding")
    return present.expand(queries, len(present)).clone()


@checked
def combine_masks(
    first: Bool[Tensor, "queries keys"], second: Bool[Tensor, "queries keys"]
) -> Bool[Tensor, "queries keys"]:
    """Let a query see a key only if both masks do."""
    return first & second


def named_mask(mask: Mask, tokens: int, padded: int = 0) -> Bool[Tensor, "tokens tokens"]:
    """Make the mask that a trace's source names, for a sentence that attends to itself.

    Parameters
    ----------
    padded
        How many tokens at the end are mere padding, where the mask hides padding.

    Raises
    ------
    ValueError
        If every token is padding, or padding and mask do not fit each other, or the mask is a
        viewer's own.
    """
    if mask == "given":
        raise ValueError("nobody can make a mask that was given: name another")
    if (padded > 0) != ("padding" in mask):
        raise ValueError(f"mask {mask!r} does not fit {padded} tokens of padding")
    look_back = causal_mask(tokens) if "causal" in mask else no_mask(tokens, tokens)
    return combine_masks(look_back, padding_mask(torch.arange(tokens) < tokens - padded, tokens))


def _require_sizes(queries: int, keys: int) -> None:
    if queries < 1 or keys < 1:
        raise ValueError(f"a mask needs at least one query and one key, got {queries} × {keys}")
