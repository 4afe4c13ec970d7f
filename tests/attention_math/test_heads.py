from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor, nn

from attention_math.heads import (
    Projections,
    multi_head_attention,
    split_heads,
)
from attention_math.heads_apart import head_update
from attention_math.masks import causal_mask, no_mask, padding_mask
from tests.reach import within_reach

DTYPES = [torch.float32, torch.float64]


def reference(seed: int, heads: int, d_head: int, bias: bool, dtype: torch.dtype) -> nn.Module:
    torch.manual_seed(seed)
    module = nn.MultiheadAttention(heads * d_head, heads, bias=bias, dtype=dtype)
    if bias:
        nn.init.normal_(module.in_proj_bias)
        nn.init.normal_(module.out_proj.bias)
    return module.eval().requires_grad_(False)


def projections_of(module: nn.Module) -> Projections:
    weights = [weight.mT for weight in module.in_proj_weight.chunk(3)]
    biases: list[Tensor | None] = [None] * 4
    if module.in_proj_bias is not None:
        biases = [*module.in_proj_bias.chunk(3), module.out_proj.bias]
    return Projections(*weights, module.out_proj.weight.mT, *biases)


def some_mask(name: str, queries: int, keys: int, seed: int) -> Tensor:
    if name == "causal" and queries == keys:
        return causal_mask(queries)
    if name == "padding":
        return padding_mask(torch.arange(keys) <= seed % keys, queries)
    return no_mask(queries, keys)


@given(
    queries=st.integers(1, 6),
    keys=st.integers(1, 6),
    heads=st.integers(1, 4),
    d_head=st.integers(1, 5),
    bias=st.booleans(),
    own=st.booleans(),
    mask=st.sampled_from(["none", "causal", "padding"]),
    dtype=st.sampled_from(DTYPES),
    seed=st.integers(0, 999),
)
def test_agrees_with_torch(
    queries: int,
    keys: int,
    heads: int,
    d_head: int,
    bias: bool,
    own: bool,
    mask: str,
    dtype: torch.dtype,
    seed: int,
) -> None:
    module = reference(seed, heads, d_head, bias, dtype)
    asking = torch.randn(queries, heads * d_head, dtype=dtype)
    answering = asking if own else torch.randn(keys, heads * d_head, dtype=dtype)
    visible = some_mask(mask, queries, len(answering), seed)
    expected, weights = module(
        asking, answering, answering, attn_mask=~visible, average_attn_weights=False
    )
    attended = multi_head_attention(asking, answering, projections_of(module), visible, heads)
    mine = torch.stack([head.weights for head in attended.heads])
    for part, found, true in ((0, attended.output, expected), (1, mine, weights)):
        assert within_reach(
            found,
            true,
            lambda module, x, y, part=part: module(
                x, y, y, attn_mask=~visible, average_attn_weights=False
            )[part],
            module,
            asking,
            answering,
        )


@given(st.integers(1, 5), st.integers(1, 4), st.integers(1, 4), st.integers(0, 999))
def test_concat_times_output_weight_is_the_sum_of_head_updates(
    queries: int, heads: int, d_head: int, seed: int
) -> None:
    module = reference(seed, heads, d_head, bias=True, dtype=torch.float64)
    x = torch.randn(queries, heads * d_head, dtype=torch.float64)
    projections = projections_of(module)
    attended = multi_head_attention(x, x, projections, no_mask(queries, queries), heads)
    rows = projections.output_weight.detach().chunk(heads)
    updates = [
        torch.from_numpy(head_update(head.output.detach().numpy(), own.numpy()))
        for head, own in zip(attended.heads, rows, strict=True)
    ]
    assert len(updates) == heads
    assert torch.allclose(sum(updates) + projections.output_bias, attended.output, atol=1e-12)


def test_without_output_weight_the_concatenation_is_the_output() -> None:
    x = torch.randn(3, 4)
    attended = multi_head_attention(x, x, Projections(*torch.randn(3, 4, 4)), no_mask(3, 3), 2)
    assert attended.output is attended.concat


@pytest.mark.parametrize("heads", [0, 3])
def test_unequal_heads_are_refused(heads: int) -> None:
    with pytest.raises(ValueError, match="equal heads"):
        split_heads(torch.ones(2, 8), heads)


def test_widths_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        multi_head_attention(
            torch.ones(2, 4),
            torch.ones(2, 6),
            Projections(*torch.ones(4, 4, 4)),
            no_mask(2, 2),
            2,
        )
