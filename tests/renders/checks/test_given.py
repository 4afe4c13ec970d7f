"""What was given is taken as it is; what follows from it is computed again, and held to it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from attention_math.trace import AttentionTrace
from renders.checks.expression import Unknown
from renders.checks.given import taken_as_given
from renders.checks.inspection import inspect
from renders.checks.oracle import Oracle
from scenes.stage.cited import Quantity

WORDS = ("the", "cat", "sat")
DRAWN = np.random.default_rng(1)
X, Q, K, V, W = (DRAWN.normal(size=(3, 3)) for _ in range(5))
HEADS = {"query": [Q, K], "key": [K, V], "value": [V, Q]}


def strays(trace: AttentionTrace) -> list[str]:
    oracle = Oracle({trace.source.label: trace})
    quantities = (Quantity(trace.source.label, *one) for one in trace.named_arrays().items())
    return [one.name for one in quantities if list(oracle.strays(one))]


@pytest.mark.parametrize(
    "given",
    [
        {"query": Q, "key": K, "value": V, "mask": "causal"},
        {"embeddings": X, "query_weight": W, "key": K, "value_weight": V},
        {"scaled": Q, "value": V, "mask": [[1, 0, 1], [1, 1, 1], [0, 0, 1]]},
        {"weights": np.eye(3)},
        HEADS,
    ],
)
def test_whatever_was_given_the_rest_is_found_again(given: dict[str, object]) -> None:
    assert strays(AttentionTrace.from_arrays(WORDS, **given)) == []


def test_a_number_that_does_not_follow_is_found() -> None:
    trace = AttentionTrace.from_arrays(WORDS, **HEADS)
    wrong = trace.head(2).weights.copy()
    wrong[1] = np.roll(wrong[1], 1)
    heads = trace.heads[0], replace(trace.heads[1], weights=wrong)
    assert strays(replace(trace, heads=heads)) == ["head2.weights"]


def test_a_number_that_nobody_gave_is_unknown() -> None:
    trace = AttentionTrace.from_weights(WORDS, np.eye(3))
    heads = (replace(trace.heads[0], value=np.eye(3)),)
    with pytest.raises(Unknown, match=r"head1\.value follows from nothing"):
        strays(replace(trace, heads=heads))


def test_what_was_given_is_told() -> None:
    trace = AttentionTrace.from_arrays(WORDS, **HEADS, name="book.json")
    assert taken_as_given(trace) == "query, key, value and the mask of book.json"


def test_a_textbooks_numbers_are_a_chapter_that_passes_every_check() -> None:
    whole = {"query": [[1, 0], [0, 2], [1, 1]], "key": [[1, 1], [2, 0], [0, 1]], "value": V}
    trace = AttentionTrace.from_arrays(WORDS, **whole, mask="causal", name="book.json")
    found = inspect("CausalMask", arrays=trace)
    assert found.failures == ()
    assert found.given == ("query, key, value and the mask of book.json",)
