from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor
from torch.nn import functional

from attention_math import attention
from tests.reach import within_reach

DTYPES = [torch.float32, torch.float64]
SIZES = st.integers(1, 7)


def draw(seed: int, *shape: int, dtype: torch.dtype = torch.float64) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=dtype)


def random_mask(seed: int, queries: int, keys: int) -> Tensor:
    visible = draw(seed, queries, keys) > 0
    visible[:, seed % keys] = True
    return visible


@given(SIZES, SIZES, SIZES, st.integers(0, 999), st.sampled_from(DTYPES))
def test_attend_agrees_with_torch(
    queries: int, keys: int, d_head: int, seed: int, dtype: torch.dtype
) -> None:
    query = draw(seed, queries, d_head, dtype=dtype)
    key = draw(seed + 1, keys, d_head, dtype=dtype)
    value = draw(seed + 2, keys, d_head, dtype=dtype)
    visible = random_mask(seed, queries, keys)
    expected = functional.scaled_dot_product_attention(query, key, value, attn_mask=visible)
    attended = attention.attend(query, key, value, visible)

    def output(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        return functional.scaled_dot_product_attention(query, key, value, attn_mask=visible)

    assert within_reach(attended.output, expected, output, query, key, value)


@given(SIZES, SIZES, st.integers(0, 999))
def test_weights_are_a_distribution_over_what_is_visible(
    queries: int, keys: int, seed: int
) -> None:
    visible = random_mask(seed, queries, keys)
    weights = attention.softmax_rows(attention.hide(draw(seed, queries, keys) * 10, visible))
    assert torch.allclose(weights.sum(1), torch.ones(queries, dtype=weights.dtype), atol=1e-12)
    assert (weights[~visible] == 0).all()
    assert (weights >= 0).all()


def test_projection_is_xw_plus_b() -> None:
    inputs = torch.tensor([[1.0, 2.0]])
    weight = torch.tensor([[3.0, 0.0, -1.0], [1.0, 4.0, 2.0]])
    assert attention.project(inputs, weight).tolist() == [[5.0, 8.0, 3.0]]
    biased = attention.project(inputs, weight, torch.tensor([1.0, -1.0, 0.5]))
    assert biased.tolist() == [[6.0, 7.0, 3.5]]


def test_scale_divides_by_the_root_of_d_head() -> None:
    assert attention.scale(torch.tensor([[6.0, -3.0]]), 9).tolist() == [[2.0, -1.0]]
    with pytest.raises(ValueError, match="at least 1"):
        attention.scale(torch.ones(1, 1), 0)


def test_softmax_does_not_overflow() -> None:
    weights = attention.softmax_rows(torch.tensor([[1000.0, 999.0]]))
    assert weights[0].tolist() == pytest.approx([math.e / (1 + math.e), 1 / (1 + math.e)])


def test_softmax_follows_the_value_and_not_the_magnitude() -> None:
    weights = attention.softmax_rows(torch.tensor([[-5.0, 1.0, 0.0]]))
    assert weights[0].argmin() == 0


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_not_finite_are_refused(bad: float) -> None:
    broken = torch.ones(2, 3)
    broken[0, 1] = bad
    with pytest.raises(ValueError, match="query holds NaN or infinite numbers"):
        attention.score(broken, torch.ones(2, 3))


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_a_masked_score_may_be_minus_infinity_and_nothing_else(bad: float) -> None:
    with pytest.raises(ValueError, match="masked holds NaN or infinite numbers"):
        attention.softmax_rows(torch.tensor([[0.0, bad]]))


def test_shapes_that_do_not_fit_are_named_in_one_line() -> None:
    with pytest.raises(ValueError, match="do not fit") as caught:
        attention.score(torch.ones(2, 3), torch.ones(2, 4))
    assert "(2, 3)" in str(caught.value)
    assert "(2, 4)" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_integers_are_no_scores() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        attention.scale(torch.ones(2, 3, dtype=torch.long), 4)


def test_a_query_that_sees_no_key_is_refused() -> None:
    visible = torch.tensor([[True, False], [False, False]])
    with pytest.raises(ValueError, match="query 1 may see no key"):
        attention.hide(torch.ones(2, 2), visible)
    with pytest.raises(ValueError, match="no distribution"):
        attention.softmax_rows(torch.full((1, 2), -torch.inf))
    with pytest.raises(ValueError, match="no distribution"):
        attention.softmax_rows(torch.ones(1, 0))
