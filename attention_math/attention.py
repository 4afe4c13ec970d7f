"""softmax(mask(QKᵀ/√d))V, one function for each symbol.

Source of all: Vaswani et al. (2017), "Attention Is All You Need", section 3.2.1, equation 1.
Rows are queries and columns are keys, as in the paper and in torch.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import torch
from jaxtyping import Bool, Float
from torch import Tensor

from attention_math.checked import checked


@checked
def project(
    inputs: Float[Tensor, "tokens d_in"],
    weight: Float[Tensor, "d_in d_out"],
    bias: Float[Tensor, " d_out"] | None = None,
) -> Float[Tensor, "tokens d_out"]:
    """Turn every token's vector into its query, key or value: XW, or XW + b.

    The weight stands as on paper, d_in × d_out; ``nn.Linear`` stores its transpose.
    """
    projected = inputs @ weight
    return projected if bias is None else projected + bias


@checked
def score(
    query: Float[Tensor, "queries d_head"], key: Float[Tensor, "keys d_head"]
) -> Float[Tensor, "queries keys"]:
    """Take the dot product of each query with each key: QKᵀ."""
    return query @ key.mT


@checked
def scale(scores: Float[Tensor, "queries keys"], d_head: int) -> Float[Tensor, "queries keys"]:
    """Divide the scores by √d_head, so that their variance does not grow with d_head.

    Raises
    ------
    ValueError
        If ``d_head`` is less than 1.
    """
    if d_head < 1:
        raise ValueError(f"scale: d_head must be at least 1, got {d_head}")
    return scores / math.sqrt(d_head)


@checked
def hide(
    scaled: Float[Tensor, "queries keys"], visible: Bool[Tensor, "queries keys"]
) -> Float[Tensor, "queries keys"]:
    """Replace with −∞ the scores of keys that a query may not see.

    Raises
    ------
    ValueError
        If a query may see no key at all: nothing could be its distribution.
    """
    blind = (~visible.any(dim=1)).nonzero().flatten().tolist()
    if blind:
        raise ValueError(f"hide: query {blind[0]} may see no key at all")
    return scaled.masked_fill(~visible, -torch.inf)


@checked
def softmax_rows(masked: Float[Tensor, "queries keys"]) -> Float[Tensor, "queries keys"]:
    """Turn each query's scores into weights of at least 0 that sum to 1.

    The row's maximum is subtracted first: the result is the same and ``exp`` cannot overflow.
    A score of −∞ becomes a weight of exactly 0.

    Raises
    ------
    ValueError
        If a row is −∞ throughout: it has no distribution.
    """
    if masked.shape[1] == 0 or bool((masked == -torch.inf).all(dim=1).any()):
        raise ValueError("softmax_rows: a query whose keys are all hidden has no distribution")
    exponentials = (masked - masked.amax(dim=1, keepdim=True)).exp()
    return exponentials / exponentials.sum(dim=1, keepdim=True)


@checked
def weighted_sum(
    weights: Float[Tensor, "queries keys"], value: Float[Tensor, "keys d_head"]
) -> Float[Tensor, "queries d_head"]:
    """Mix the values by each query's weights: AV."""
    return weights @ value


class Attended(NamedTuple):
    """Every intermediate of one head, in the order in which it is computed."""

    query: Float[Tensor, "queries d_head"]
    key: Float[Tensor, "keys d_head"]
    value: Float[Tensor, "keys d_head"]
    scores: Float[Tensor, "queries keys"]
    scaled: Float[Tensor, "queries keys"]
    masked: Float[Tensor, "queries keys"]
    weights: Float[Tensor, "queries keys"]
    output: Float[Tensor, "queries d_head"]


@checked
def attend(
    query: Float[Tensor, "queries d_head"],
    key: Float[Tensor, "keys d_head"],
    value: Float[Tensor, "keys d_head"],
    visible: Bool[Tensor, "queries keys"],
) -> Attended:
    """Run one head from query, key and value to its output, and keep every step."""
    scores = score(query, key)
    scaled = scale(scores, query.shape[1])
    masked = hide(scaled, visible)
    weights = softmax_rows(masked)
    return Attended(
        query, key, value, scores, scaled, masked, weights, weighted_sum(weights, value)
    )
