"""A Hugging Face model's trace on stage: who takes it, what is refused, which tokens are pale."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import GPT2Config, GPT2Model, PreTrainedTokenizerFast

from attention_math.huggingface import trace_model
from attention_math.masked_scores import into_softmax, mask_pattern, weights_under
from attention_math.trace import AttentionTrace
from renders.checks.audit import Audit
from renders.rehearsal import Beat, rehearse
from scenes import theme
from scenes.causal_mask import CausalMask
from scenes.chapter import Chapter
from scenes.concat_is_a_sum import ConcatIsASum
from scenes.dot_product_scores import DotProductScores
from scenes.many_heads import ManyHeads
from scenes.queries_keys_values import QueriesKeysValues
from scenes.same_scores_four_masks import SameScoresFourMasks
from scenes.sentence_as_graph import SentenceAsGraph
from scenes.softmax import Softmax
from scenes.stage.choices import MODEL
from scenes.stage.choices import SENTENCE as SENTENCE_OF
from scenes.stage.cited import Quantity
from scenes.stage.refusal import StageError
from scenes.stage.requirements import require_needed
from scenes.stage.saved import Saved
from scenes.stage.shown import choose
from scenes.stage.text import Text
from scenes.the_formula import TheFormula
from scenes.weighted_sum import WeightedSum
from scenes.why_divide_by_root_d import WhyDivideByRootD
from tests.guests import FAMILIES, SENTENCE, bytewise, wordpieces
from tests.stage import texts

ROOT = Path(__file__).parents[3]
WIDE = "the sky is blue"
CHAPTERS = (
    *(SentenceAsGraph, QueriesKeysValues, DotProductScores, Softmax, WhyDivideByRootD),
    *(WeightedSum, CausalMask, TheFormula, SameScoresFourMasks, ManyHeads),
)
TABLE = re.findall(
    r"^\| \d+ `(\w+)` \|(.*)\|$", (ROOT / "docs/own_model.md").read_text("utf-8"), re.MULTILINE
)
# Columns of that table, by one family or two of each.
FAMILY = {"BERT": 0, "GPT-2": 1, "Llama": 2, "Qwen 3": 2, "Gemma 2": 3, "T5": 4, "gpt-oss": 5}
WHY = {
    "sink": "a sink takes a share",
    "rotation": "it turns queries and keys|needs query_weight",
    "cap": "it caps its scores|does not divide by √d",  # the tiny one does both
    "bias": "it adds a bias|needs mask causal",
    "no √d": "does not divide by √d",
    "`masked` alone": "needs mask causal",
}


@pytest.fixture(scope="module")
def tokenizer() -> PreTrainedTokenizerFast:
    return wordpieces()


@pytest.mark.parametrize("family", FAMILY)
def test_the_table_of_who_takes_which_is_true(
    family: str, tokenizer: PreTrainedTokenizerFast
) -> None:
    trace = trace_model(FAMILIES[family].build(), tokenizer, SENTENCE)
    saved = [Saved("guest.safetensors", trace)]
    chosen = {MODEL: trace.source.model, SENTENCE_OF: SENTENCE}
    table = {name: row.split("|")[FAMILY[family]].strip() for name, row in TABLE}
    assert {*table} == {chapter.__name__ for chapter in CHAPTERS}
    for chapter in CHAPTERS:
        said, refusal = table[chapter.__name__], ""
        try:
            assert choose(chapter, chosen, saved).requests[0].fits(trace)
            require_needed(chapter, 1, trace)
        except ValueError as refused:
            refusal = str(refused)
        assert refusal.count("\n") == 0 and (said == "yes") == (not refusal)
        assert said == "yes" or re.search(WHY[said.removeprefix("no: ")], refusal)


@pytest.mark.parametrize("family", ["GPT-2", "Gemma 2", "BERT", "T5"])
def test_under_its_own_mask_a_head_s_scores_give_its_own_weights(
    family: str, tokenizer: PreTrainedTokenizerFast
) -> None:
    trace = trace_model(FAMILIES[family].build(), tokenizer, SENTENCE)
    story = trace.head(1)
    scores = getattr(story, into_softmax(name for name, _ in story.arrays()))
    seen = mask_pattern(len(scores), trace.source.mask)
    np.testing.assert_array_equal(seen, trace.visible)
    np.testing.assert_allclose(weights_under(scores, seen), story.weights, rtol=0, atol=1e-6)


def test_a_chapter_of_the_film_s_own_models_refuses_a_guest_in_a_line(wide: AttentionTrace) -> None:
    with pytest.raises(StageError, match=r"^[^\n]* tells of a model's words[^\n]*has none$"):
        require_needed(ConcatIsASum, 1, wide)


@pytest.fixture(scope="module")
def wide() -> AttentionTrace:
    """Heads of width 64, as real ones have, on a short sentence."""
    words = bytewise(*WIDE.split())
    sizes = {"n_embd": 128, "n_layer": 1, "n_head": 2, "n_positions": 16}
    model = GPT2Model(GPT2Config(vocab_size=len(words), **sizes)).eval()
    torch.manual_seed(0)
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.25)
    return trace_model(model, words, WIDE)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_wide_head_is_told_to_the_end(chapter: type[Chapter], wide: AttentionTrace) -> None:
    audit, words = Audit(), set[str]()

    def look(played: Chapter, beat: Beat) -> None:
        words.update(text.text for text in texts(played))
        audit.look(played, beat)

    rehearse(chapter.__name__, look, arrays=wide)
    assert not audit.failures, "\n".join(map(str, audit.failures))
    assert any(word.startswith(wide.source.label) for word in words)  # the badge


def test_tokens_that_stand_for_no_text_are_pale(tokenizer: PreTrainedTokenizerFast) -> None:
    side = trace_model(FAMILIES["BERT"].build(), tokenizer, "the cat").query_side
    assert side.marks == (True, False, False, True)
    words = Quantity("hf:bert", "query_side.shown", side.shown, {"[CLS]", "[SEP]"}).words()
    colors = [Text(word, color=theme.KEY).get_fill_color() for word in words]
    assert colors == [theme.DIM, theme.KEY, theme.KEY, theme.DIM]
