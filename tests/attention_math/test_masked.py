"""A gloss under each mask: golden words and weights, and the second program in 64 bits."""

from __future__ import annotations

import numpy as np
import pytest

from attention_math.masked import PATTERNS, read_masked
from attention_math.tracing import trace_sentence
from renders.checks.derivations.masks import read_masked as again

A, B = "the white cat sees the green car", "the white car sees the green cat"
FREE = "le blanc chat voit la verte voiture"
HIDDEN = "le blanc chat voit le vert voiture"


@pytest.mark.parametrize(
    ("mask", "padding", "gloss"),
    [
        ("none", 0, FREE),
        ("causal", 0, HIDDEN),
        ("later", 0, FREE),
        ("none", 2, FREE),
        ("padding", 2, FREE),
        ("causal and padding", 2, HIDDEN),
    ],
)
def test_a_mask_decides_what_is_written(mask: str, padding: int, gloss: str) -> None:
    reading = read_masked("agreement", A, mask, padding)
    assert " ".join(reading.written) == gloss
    assert reading.tokens.tolist() == [*A.split(), *["[PAD]"] * padding]


def test_filling_takes_a_share_and_masked_changes_nothing() -> None:
    free, filled, padded = (
        read_masked("agreement", A, mask, padding)
        for mask, padding in (("none", 0), ("none", 2), ("padding", 2))
    )
    taken = filled.weights[:, 7:].sum(axis=1)
    assert (taken.argmax(), taken.max()) == (1, pytest.approx(0.091, abs=0.0005))
    assert not padded.weights[:, 7:].any()
    np.testing.assert_allclose(padded.weights[:, :7], free.weights, rtol=0, atol=4e-16)
    np.testing.assert_array_equal(filled.scaled[:, :7], free.scaled)


@pytest.mark.parametrize("head", [1, 2])
@pytest.mark.parametrize("mask", PATTERNS)
def test_both_programs_agree(mask: str, head: int) -> None:
    padding = 2 if "padding" in mask else 0
    one = read_masked("agreement", B, mask, padding, head=head)
    other = again("agreement", B, mask, padding, head=head)
    for name in ("tokens", "written", "visible"):
        np.testing.assert_array_equal(getattr(one, name), other[name])
    for name in ("scaled", "weights"):
        np.testing.assert_allclose(getattr(one, name), other[name], rtol=0, atol=1e-6)


@pytest.mark.parametrize(("mask", "head"), [("none", 1), ("causal", 2)])
def test_a_trace_has_the_same_weights(mask: str, head: int) -> None:
    story = trace_sentence("agreement", A, mask=mask).head(head)
    reading = read_masked("agreement", A, mask, head=head)
    np.testing.assert_allclose(reading.weights, story.weights, atol=1e-6)


def test_bad_requests_name_the_remedy() -> None:
    with pytest.raises(ValueError, match="take the model agreement"):
        read_masked("speaker", A, "causal")
    with pytest.raises(ValueError, match="there is no mask 'sideways', but none, causal"):
        read_masked("agreement", A, "sideways")
    with pytest.raises(ValueError, match="it has heads 1 to 2"):
        read_masked("agreement", A, "none", head=3)
    with pytest.raises(ValueError, match="reads 10 tokens, not 11"):
        read_masked("agreement", A, "padding", 4)
