"""The mask takes something from the story's query, whatever the sentence and the model."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from attention_math.tracing import trace_sentence
from renders.rehearsal import rehearse
from scenes.causal_mask import CausalMask


def told(**attributes: object) -> CausalMask:
    return rehearse("CausalMask", lambda chapter, beat: None, **attributes)


def test_the_mask_hides_the_noun_from_its_adjective() -> None:
    chapter = told()
    words = chapter.trace.query_side.tokens
    assert [words[place] for place in chapter.pair] == ["white", "cat"]
    assert chapter.story.weights[chapter.pair] == 0
    assert chapter.unmasked.values[chapter.pair] > 0.5


def test_without_the_mask_the_head_is_that_of_the_other_chapters() -> None:
    chapter = told()
    plain = trace_sentence(chapter.model, chapter.sentence, chapter.layer).head(chapter.head)
    np.testing.assert_array_equal(chapter.story.scaled, plain.scaled)
    expected = torch.tensor(plain.scaled).softmax(1).numpy()
    np.testing.assert_allclose(chapter.unmasked.values, expected, atol=1e-6)
    np.testing.assert_allclose(chapter.unmasked.values, plain.weights, atol=1e-6)


@pytest.mark.parametrize(
    ("model", "sentence"), [("agreement", "the cat"), ("speaker", "the old man is in my bed")]
)
def test_another_story_still_loses_a_later_word(model: str, sentence: str) -> None:
    chapter = told(model=model, sentence=sentence)
    assert chapter.pair.key > chapter.pair.query
    assert not chapter.trace.visible[chapter.pair]
