"""A translation's steps are those that torch takes one at a time; its roads, the published ones."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from attention_math.interventions import hide_word
from attention_math.registry import load_model
from attention_math.step_by_step import ROADS, fork, next_words

A, B = "the white cat sees the green car", "the white car sees the green cat"


@torch.no_grad()
def test_each_step_is_as_likely_as_when_it_is_taken_alone() -> None:
    trained = load_model("translator")
    vocabulary, written = trained.target_vocabulary, [trained.target_vocabulary.start]
    source = torch.tensor([trained.source_vocabulary.encode(A, 40).ids])
    for row in range(8):
        odds = trained.transformer(source, torch.tensor([written]))[0, -1].softmax(-1)
        best, ids = odds.topk(3)
        step = next_words("translator", A, row)
        assert step.words.tolist() == [vocabulary.tokenizer.id_to_token(i) for i in ids.tolist()]
        np.testing.assert_allclose(step.odds, best.numpy(), atol=1e-5)
        written.append(int(ids[0]))
    assert written[-1] == vocabulary.end


@pytest.mark.parametrize(
    ("sentence", "row", "noun", "forms"),
    [
        (A, 4, 6, {"la", "le"}),
        (B, 0, 2, {"la", "le"}),
        ("this old queen slept behind a bridge", 0, 2, {"cette", "ce"}),
    ],
)
def test_a_determiner_hears_of_its_noun_on_two_roads(
    sentence: str, row: int, noun: int, forms: set[str]
) -> None:
    found = fork("translator", sentence)
    assert found is not None
    assert (found.row.item(), found.noun.item(), set(found.words)) == (row, noun, forms)
    assert hide_word("translator", sentence).before[row] == found.words[found.written.item()]


def test_either_road_is_enough_as_published() -> None:
    found = fork("translator", A)
    assert found is not None
    masculine, feminine = (found.ids[list(found.words).index(form)] for form in ("le", "la"))

    def likely(form: int, *kinds: str) -> float:
        return hide_word("translator", A, 6, kinds=kinds).probabilities[4, form]

    assert likely(feminine, "self") == pytest.approx(0.76, abs=0.005)
    assert likely(feminine, "cross") == pytest.approx(0.78, abs=0.005)
    assert likely(masculine, *ROADS) == pytest.approx(0.94, abs=0.005)


@pytest.mark.parametrize("sentence", ["the cat sees the dog", "the white cat"])
def test_among_masculine_nouns_there_is_no_such_word(sentence: str) -> None:
    assert fork("translator", sentence) is None
