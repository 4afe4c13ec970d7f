"""A word's mixes slide from one sentence to another, and what is written turns once on the way."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from attention_math.crossing import crossing, handed
from attention_math.interventions import hide_word
from attention_math.tracing import trace_sentence

A, B = "the white cat sees the green car", "the white car sees the green cat"


def test_it_begins_and_ends_at_what_the_model_does() -> None:
    found = crossing("agreement", A, B, 1)
    for text, end in ((A, 0), (B, -1)):
        trace = trace_sentence("agreement", text)
        assert found.written[end] == hide_word("agreement", text).before[1]
        assert found.mixes[end].ravel() == pytest.approx(trace.concat[1])
    assert (found.written[0], found.written[-1]) == ("blanc", "blanche")


def test_it_turns_once_between_two_steps_and_goes_straight() -> None:
    found = crossing("agreement", A, B, 1, steps=41)
    turned = np.flatnonzero(found.written[1:] != found.written[:-1])
    assert len(turned) == 1
    halfway = (found.mixes[turned[0]] + found.mixes[turned[0] + 1]) / 2
    assert found.turn == pytest.approx(halfway)
    steps = np.diff(found.mixes, axis=0)
    assert steps == pytest.approx(np.broadcast_to(steps[0], steps.shape), abs=1e-9)


def test_what_is_handed_over_adds_up_to_the_mix() -> None:
    given = handed("agreement", B, 1, 1)
    mixed = torch.tensor(given.weights) @ torch.tensor(given.value)
    assert given.mix == pytest.approx(mixed.numpy(), abs=1e-6)
    assert list(given.words) == B.split()


@pytest.mark.parametrize(
    ("model", "other", "query", "told"),
    [
        ("translator", B, 1, "translator has 2 layers: a mix is not all that differs"),
        ("agreement", B, 2, "another vector enters at 2 in"),
        ("agreement", A, 1, "turns 0 times, not once"),
    ],
)
def test_what_does_not_cross_is_refused(model: str, other: str, query: int, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        crossing(model, A, other, query)
