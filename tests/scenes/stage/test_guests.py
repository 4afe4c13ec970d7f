"""A Hugging Face model's trace on stage: who takes it, what is refused, which tokens are pale."""

from __future__ import annotations

import pytest
from transformers import PreTrainedTokenizerFast

from attention_math.huggingface import trace_model
from scenes import theme
from scenes.causal_mask import CausalMask
from scenes.dot_product_scores import DotProductScores
from scenes.queries_keys_values import QueriesKeysValues
from scenes.sentence_as_graph import SentenceAsGraph
from scenes.softmax import Softmax
from scenes.stage.choices import MODEL
from scenes.stage.choices import SENTENCE as SENTENCE_OF
from scenes.stage.cited import Quantity
from scenes.stage.requirements import require_needed
from scenes.stage.saved import Saved
from scenes.stage.shown import choose
from scenes.stage.text import Text
from scenes.weighted_sum import WeightedSum
from scenes.why_divide_by_root_d import WhyDivideByRootD
from tests.guests import FAMILIES, SENTENCE, wordpieces

EVERYWHERE = {SentenceAsGraph, DotProductScores, Softmax, WhyDivideByRootD}
# By family, as in the table of docs/own_model.md: chapters that show one sentence's head.
TAKEN = {
    "BERT": EVERYWHERE | {QueriesKeysValues},
    "GPT-2": EVERYWHERE | {QueriesKeysValues, CausalMask},
    "Llama": EVERYWHERE | {CausalMask},
    "Qwen 3": EVERYWHERE | {CausalMask},
    "Gemma 2": {SentenceAsGraph, DotProductScores},
    "gpt-oss": set(),
    "T5": {SentenceAsGraph, DotProductScores, QueriesKeysValues},
}


@pytest.fixture(scope="module")
def tokenizer() -> PreTrainedTokenizerFast:
    return wordpieces()


@pytest.mark.parametrize("family", TAKEN)
def test_the_table_of_who_takes_which_is_true(
    family: str, tokenizer: PreTrainedTokenizerFast
) -> None:
    trace = trace_model(FAMILIES[family].build(), tokenizer, SENTENCE)
    saved = [Saved("guest.safetensors", trace)]
    chosen = {MODEL: trace.source.model, SENTENCE_OF: SENTENCE}
    taken = set()
    for chapter in (*EVERYWHERE, QueriesKeysValues, CausalMask, WeightedSum):
        try:
            assert choose(chapter, chosen, saved).requests[0].fits(trace)
            require_needed(chapter, 1, trace)
            taken.add(chapter)
        except ValueError as refused:
            assert "\n" not in str(refused)
    assert taken == TAKEN[family]


def test_tokens_that_stand_for_no_text_are_pale(tokenizer: PreTrainedTokenizerFast) -> None:
    side = trace_model(FAMILIES["BERT"].build(), tokenizer, "the cat").query_side
    assert side.marks == (True, False, False, True)
    words = Quantity("hf:bert", "query_side.shown", side.shown, {"[CLS]", "[SEP]"}).words()
    colors = [Text(word, color=theme.KEY).get_fill_color() for word in words]
    assert colors == [theme.DIM, theme.KEY, theme.KEY, theme.DIM]
