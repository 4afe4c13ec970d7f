from __future__ import annotations

from functools import partial

import numpy as np
import pytest
import torch
from torch import Tensor

from attention_math.examples import trace_example
from attention_math.registry import load_model
from attention_math.shipped import MODELS
from attention_math.trace import AttentionTrace
from attention_math.tracing import trace_sentence
from attention_math.transformer import MultiHeadAttention
from tests.reach import within_reach

SENTENCES = {
    "agreement": ["the white cat sees a green car", "my key is heavy", "the cat sat on the mat"],
    "translator": ["the sky is blue", "the green car", "don't worry, the cat is here."],
    "speaker": ["the sky is", "the pilot flies the", "i don't know why he said that."],
}
LAYERS = [
    (model, layer, kind)
    for model, told in MODELS.items()
    for kind in told.kinds
    for layer in range(1, {"agreement": 1, "translator": 2, "speaker": 3}[model] + 1)
]


def module_of(model: str, layer: int, kind: str) -> MultiHeadAttention:
    transformer = load_model(model).transformer
    block = (transformer.encoder if kind == "self" else transformer.decoder)[layer - 1]
    return block.cross_attention if kind == "cross" else block.self_attention


def model_output(model: str, sentence: str, layer: int, kind: str, trace: AttentionTrace) -> Tensor:
    """Run the model alone and catch what the attention module itself puts out."""
    transformer, module = load_model(model).transformer, module_of(model, layer, kind)
    caught: list[Tensor] = []
    handle = module.register_forward_hook(lambda _module, _inputs, output: caught.append(output))
    inputs = {}
    if model != "speaker":
        ids = load_model(model).source_vocabulary.encode(sentence).ids
        inputs["source"] = torch.tensor([ids])
    if kind != "self":
        inputs["target"] = torch.tensor(trace.query_side.ids)[None]
    elif model == "translator":
        inputs["target"] = torch.tensor([[load_model(model).target_vocabulary.start]])
    with torch.no_grad():
        transformer(**inputs)
    handle.remove()
    return caught[0][0]


def test_layers_are_those_of_the_shipped_models() -> None:
    assert {model for model, _, _ in LAYERS} == set(MODELS)
    for model in MODELS:
        layers = load_model(model).sizes.layers
        assert {layer for name, layer, _ in LAYERS if name == model} == set(range(1, layers + 1))


@pytest.mark.parametrize(("model", "layer", "kind"), LAYERS)
def test_a_trace_ends_where_the_model_does(model: str, layer: int, kind: str) -> None:
    for sentence in SENTENCES[model]:
        trace = trace_sentence(model, sentence, layer, kind)
        expected = model_output(model, sentence, layer, kind, trace)
        found, visible = (torch.tensor(array) for array in (trace.output, trace.visible))
        inputs = [torch.tensor(s.inputs)[None] for s in (trace.query_side, trace.key_side)]
        assert within_reach(
            found,
            expected,
            lambda m, x, y, visible=visible: m(x, y, visible[None])[0],
            module_of(model, layer, kind),
            *inputs,
        )


@pytest.mark.parametrize(("model", "layer", "kind"), LAYERS)
def test_every_step_of_every_head_follows_from_the_one_before(
    model: str, layer: int, kind: str
) -> None:
    trace = trace_sentence(model, SENTENCES[model][0], layer, kind)
    asking, answering = (side.inputs.astype(float) for side in (trace.query_side, trace.key_side))
    for head in trace.heads:
        query = asking @ head.query_weight + head.query_bias
        key = answering @ head.key_weight + head.key_bias
        value = answering @ head.value_weight + head.value_bias
        scaled = np.where(trace.visible, query @ key.T / np.sqrt(head.d_head), -np.inf)
        weights = np.exp(scaled - scaled.max(1, keepdims=True))
        weights /= weights.sum(1, keepdims=True)
        steps = {"query": query, "key": key, "value": value, "scores": query @ key.T}
        steps |= {"masked": scaled, "weights": weights, "output": weights @ value}
        for name, step in steps.items():
            assert np.allclose(getattr(head, name), step, rtol=1e-4, atol=1e-4), name
    concat = np.concatenate([head.output for head in trace.heads], axis=1)
    assert np.array_equal(trace.concat, concat)
    mixed = concat.astype(float) @ trace.output_weight + trace.output_bias
    assert np.allclose(trace.output, mixed, atol=1e-4)


def test_the_first_layer_reads_words_plus_positions() -> None:
    side = trace_sentence("agreement", "the white cat").query_side
    assert side.tokens == ("the", "white", "cat")
    assert np.array_equal(side.token_embeddings + side.positions, side.embeddings)
    assert np.array_equal(side.embeddings, side.inputs)
    table = load_model("agreement").transformer.source.table
    assert np.array_equal(side.token_embeddings, table[side.ids.tolist()].numpy())


def test_kinds_differ_in_sides_and_mask() -> None:
    sentence, translation = "the sky is blue", "le ciel est bleu"
    own = trace_sentence("translator", sentence)
    masked = trace_sentence("translator", sentence, 1, "masked", translation)
    cross = trace_sentence("translator", sentence, 1, "cross", translation)
    french = ("[START]", "le", "ciel", "est", "bleu")
    assert own.query_side.tokens == own.key_side.tokens == ("the", "sky", "is", "blue")
    assert masked.query_side.tokens == masked.key_side.tokens == french
    assert (cross.query_side.tokens, cross.key_side.tokens) == (french, own.query_side.tokens)
    assert (own.visible.all(), cross.visible.all()) == (True, True)
    assert np.array_equal(masked.visible, np.tril(np.ones((5, 5), bool)))
    assert [t.source.mask for t in (own, masked, cross)] == ["none", "causal", "none"]
    assert own.source.label == "translator · encoder layer 1"
    assert cross.source.label == "translator · decoder layer 1"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("poet", "the sky"), "unknown model 'poet'"),
        (("agreement", "the cat", 2), "agreement has no layer 2; it has layers 1 to 1"),
        (("agreement", "the cat", 0), "agreement has no layer 0"),
        (("speaker", "the cat", 1, "cross"), "speaker has no cross attention; it has masked"),
        (("agreement", "the zebra"), "unknown word 'zebra'"),
        (("agreement", ""), "the sentence is empty"),
        (("agreement", "the " * 11), "has 11 tokens; the limit is 10"),
        (("speaker", "the " * 41), "has 41 tokens; the limit is 40"),
        (("translator", "the sky", 1, "cross", "le " * 40), "has 40 tokens; the limit is 39"),
    ],
)
def test_what_cannot_be_traced_is_one_clear_line(arguments: tuple, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as caught:
        trace_sentence(*arguments)
    assert "\n" not in str(caught.value)


def test_a_trace_is_computed_once() -> None:
    assert trace_sentence("speaker", "the sky is") is trace_sentence("speaker", "the sky is")


def test_the_badge_says_where_the_numbers_come_from() -> None:
    assert trace_sentence("speaker", "the sky", 2).source.label == "speaker · layer 2"
    across = trace_sentence("translator", "the sky", 1, "cross").source.label
    assert across == "translator · decoder layer 1"
    sharp = trace_sentence("agreement", "the sky").source.label
    assert sharp == "agreement, trained sharp · layer 1"
    assert trace_example("pencil").source.label == "pencil"


def test_a_mask_can_be_added_to_a_layer_that_has_none() -> None:
    sentence = "the white cat sees the green car"
    plain = trace_sentence("agreement", sentence)
    masked = trace_sentence("agreement", sentence, mask="causal")
    assert masked.source.label == f"{plain.source.label} · causal mask added"
    for before, after in zip(plain.heads, masked.heads, strict=True):
        np.testing.assert_array_equal(after.scaled, before.scaled)
        attend = partial(torch.nn.functional.scaled_dot_product_attention, is_causal=True)
        given = [torch.tensor(x)[None] for x in (before.query, before.key, before.value)]
        assert within_reach(torch.tensor(after.output)[None], attend(*given), attend, *given)
        assert not np.triu(after.weights, 1).any()


def test_a_mask_of_one_sentence_is_refused_between_two() -> None:
    with pytest.raises(ValueError, match="cross-attention"):
        trace_sentence("translator", "the sky is blue", 1, "cross", mask="causal")
