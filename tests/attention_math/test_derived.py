from __future__ import annotations

import numpy as np
import pytest
import torch

from attention_math.derived import (
    column_totals,
    dot_product_terms,
    likeness,
    mask_after_softmax,
    mask_patterns,
    measured_cells,
    row_sums,
    score_spread,
    steps_between,
)
from attention_math.registry import load_model
from attention_math.tracing import trace_sentence
from renders.checks.oracle import Oracle

TOKENS = ("the", "cat", "sat")


def test_scores_spread_more_or_less_than_independent_ones() -> None:
    query, scores = np.ones((2, 4)), np.array([[1.0, 3.0], [-5.0, 9.0]])
    assert score_spread(query, scores) == (torch.tensor(scores).var(correction=0).item(), True)
    assert score_spread(query, scores / 10).is_wider is False


def test_the_terms_of_a_score_add_up_to_it() -> None:
    terms, totals = dot_product_terms(np.array([1.0, 2.0, -3.0]), np.array([4.0, 0.5, 2.0]))
    assert terms.tolist() == [4.0, 1.0, -6.0]
    assert totals.tolist() == [4.0, 5.0, -1.0]


def test_rows_that_both_ask_and_answer_fit_each_other_both_ways_alike() -> None:
    rows = np.array([[1.0, 2.0], [3.0, -1.0], [0.5, 0.0]])
    both = torch.tensor(rows) @ torch.tensor(rows).T
    assert [likeness(rows, one).tolist() for one in range(3)] == both.tolist() == both.T.tolist()


def test_masking_after_softmax_loses_weight() -> None:
    scaled = torch.randn(4, 4, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    visible = torch.ones(4, 4, dtype=torch.bool).tril()
    wrong = mask_after_softmax(scaled.numpy(), visible.numpy())
    expected = scaled.softmax(1) * visible
    assert wrong == pytest.approx(expected.numpy())
    assert (row_sums(wrong)[:-1] < 0.99).all()
    assert row_sums(wrong)[-1] == pytest.approx(1)


def test_weighted_values_add_up_to_the_output() -> None:
    generator = torch.Generator().manual_seed(6)
    weights = torch.randn(5, generator=generator, dtype=torch.float64).softmax(0)
    values = torch.randn(5, 3, generator=generator, dtype=torch.float64)
    terms = (weights[:, None] * values).numpy()
    assert column_totals(terms)[0] == pytest.approx(terms[0])
    assert column_totals(terms)[-1] == pytest.approx((weights @ values).numpy())


def test_the_residual_is_what_the_model_itself_normalises() -> None:
    sentence = "the white cat sees the green car"
    trace, trained = trace_sentence("agreement", sentence), load_model("agreement")
    seen: list[torch.Tensor] = []
    norm = trained.transformer.encoder[0].self_norm
    handle = norm.register_forward_pre_hook(lambda _module, given: seen.append(given[0]))
    ids = torch.tensor([trained.source_vocabulary.encode(sentence, 12).ids])
    everything = torch.ones(1, 1, 7, dtype=torch.bool)
    with torch.no_grad():
        trained.transformer.encoder[0](trained.transformer.source(ids), everything)
    handle.remove()
    found = trace.query_side.inputs + trace.output
    bound = Oracle({"trace": trace}).bound("trace", "query_side.inputs + output")
    assert (np.abs(found - seen[0][0].numpy()) <= 2 * bound).all()


def test_row_sums_add_each_query_up() -> None:
    assert row_sums(np.array([[0.25, 0.75], [1.0, 0.5]])).tolist() == [1.0, 1.5]


@pytest.mark.parametrize(("shift", "role"), [(-1, "previous"), (0, "itself"), (1, "following")])
def test_places_are_relative_to_the_query(shift: int, role: str) -> None:
    weights = np.eye(5, k=shift) * 0.9 + 0.02
    cells = measured_cells(weights, tuple("abcde"), tuple("abcde"))[role]
    assert cells == [*map(tuple, np.argwhere(weights > 0.5).tolist())]


def test_places_of_two_sentences_are_not_compared() -> None:
    cells = measured_cells(np.full((2, 3), 1 / 3), ("le", "chat"), TOKENS)
    assert cells.pop("first") == [(0, 0), (1, 0)]
    assert not any(cells.values())


def test_one_token_alone_has_no_choice() -> None:
    assert not any(measured_cells(np.ones((1, 1)), ("the",), ("the",)).values())


def test_the_cells_of_a_measure_are_those_it_averages() -> None:
    weights = np.tril(np.ones((3, 3))) / np.arange(1, 4)[:, None]
    cells = measured_cells(weights, TOKENS, TOKENS, [2, 2, None])
    # The first query sees itself alone: it had no choice and counts nowhere.
    assert cells["previous"] == [(1, 0), (2, 1)]
    assert cells["itself"] == [(1, 1), (2, 2)]
    assert cells["following"] == [(1, 2)]
    assert cells["first"] == [(1, 0), (2, 0)]
    assert cells["partner"] == [(1, 2)]


def test_padding_is_columns_and_the_future_a_triangle() -> None:
    patterns = mask_patterns(3, padding=1)
    assert patterns.causal.tolist() == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]
    assert patterns.padding.tolist() == [[True, True, False]] * 3
    assert np.array_equal(patterns.both, patterns.causal & patterns.padding)
    with pytest.raises(ValueError, match="one must be real"):
        mask_patterns(3, padding=3)


def test_steps_are_equal_and_begin_and_end_where_they_should() -> None:
    assert steps_between(3.0, np.array(1.0), 5).tolist() == [3.0, 2.5, 2.0, 1.5, 1.0]
