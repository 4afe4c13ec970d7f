"""Several heads at once, then W_O; and the same as a sum of what each head adds.

Source: Vaswani et al. (2017), section 3.2.2.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from jaxtyping import Bool, Float
from torch import Tensor

from attention_math.attention import Attended, attend, project
from attention_math.checked import checked


class Projections(NamedTuple):
    """The weights of one attention block as on paper (d_in × d_out).

    Each bias may be absent, and so may W_O: then the concatenation is the output.
    """

    query_weight: Float[Tensor, "d_model d_model"]
    key_weight: Float[Tensor, "d_model d_model"]
    value_weight: Float[Tensor, "d_model d_model"]
    output_weight: Float[Tensor, "d_model d_model"] | None = None
    query_bias: Float[Tensor, " d_model"] | None = None
    key_bias: Float[Tensor, " d_model"] | None = None
    value_bias: Float[Tensor, " d_model"] | None = None
    output_bias: Float[Tensor, " d_model"] | None = None


class MultiHeadAttended(NamedTuple):
    """All heads, their outputs side by side, and what W_O makes of them."""

    heads: tuple[Attended, ...]
    concat: Float[Tensor, "queries d_model"]
    output: Float[Tensor, "queries d_model"]


@checked
def split_heads(
    vectors: Float[Tensor, "tokens d_model"], heads: int
) -> tuple[Float[Tensor, "tokens d_head"], ...]:
    """Cut every vector into ``heads`` equal parts, one for each head.

    Raises
    ------
    ValueError
        If d_model is not a multiple of ``heads``.
    """
    if heads < 1 or vectors.shape[1] % heads:
        raise ValueError(f"split_heads: {vectors.shape[1]} entries do not make {heads} equal heads")
    return tuple(vectors.chunk(heads, dim=1))


@checked
def multi_head_attention(
    asking: Float[Tensor, "queries d_model"],
    answering: Float[Tensor, "keys d_model"],
    projections: Projections,
    visible: Bool[Tensor, "queries keys"],
    heads: int,
) -> MultiHeadAttended:
    """Project, attend in every head, concatenate and mix with W_O.

    Queries come from ``asking``, keys and values from ``answering``: the same sentence twice in
    self-attention, two sentences in cross-attention.
    """
    query = project(asking, projections.query_weight, projections.query_bias)
    key = project(answering, projections.key_weight, projections.key_bias)
    value = project(answering, projections.value_weight, projections.value_bias)
    split = (split_heads(vectors, heads) for vectors in (query, key, value))
    attended = tuple(attend(*parts, visible) for parts in zip(*split, strict=True))
    concat = torch.cat([head.output for head in attended], dim=1)
    return MultiHeadAttended(attended, concat, _mix(concat, projections))


def _mix(
    concat: Float[Tensor, "queries d_model"], projections: Projections
) -> Float[Tensor, "queries d_model"]:
    if projections.output_weight is None:
        return concat
    return project(concat, projections.output_weight, projections.output_bias)
