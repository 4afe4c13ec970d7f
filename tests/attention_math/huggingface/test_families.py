"""Every family: the trace is what the model does, and all beyond softmax(QKᵀ·s)V is a step."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import PreTrainedModel, PreTrainedTokenizerFast

from attention_math.huggingface import trace_model
from attention_math.trace import AttentionTrace, load
from renders.checks.recomputed import recompute
from tests.guests import CASES, FAMILIES, SENTENCE

TARGET = "the dog"
LAYER = 2
STEPS = {
    "Llama": {"unrotated_query", "unrotated_key", "key_value_head"},
    "Gemma 2": {"softcap", "capped", "scaling"},
    "gpt-oss": {"sink", "sink_weight"},
    "T5": {"scaling", "position_bias", "biased"},
}
_EAGER = {"self": "encoder_attentions", "masked": "decoder_attentions", "cross": "cross_attentions"}


@pytest.fixture(scope="module", params=CASES, ids=lambda case: "-".join(case))
def traced(
    request: pytest.FixtureRequest, tokenizer: PreTrainedTokenizerFast
) -> tuple[str, PreTrainedModel, AttentionTrace]:
    name, kind = request.param
    model = FAMILIES[name].build()
    target = TARGET if model.config.is_encoder_decoder else None
    return name, model, trace_model(model, tokenizer, SENTENCE, target, LAYER, kind)


def eagerly(name: str, model: PreTrainedModel, trace: AttentionTrace) -> tuple[np.ndarray, ...]:
    """Run the model itself, and hear what its own W_O is given and makes of it."""
    heard: list[tuple[torch.Tensor, torch.Tensor]] = []
    kind = trace.source.kind
    joins = model.get_submodule(FAMILIES[name].joins[kind].format(LAYER - 1))
    handle = joins.register_forward_hook(lambda _, given, made: heard.append((given[0], made)))
    is_both = model.config.is_encoder_decoder
    sides = {"decoder_input_ids": trace.query_side.ids} if is_both and kind != "self" else {}
    sides["input_ids"] = trace.key_side.ids
    if is_both and kind == "masked":
        sides["input_ids"] = np.array([2, 4, 5, 6, 7, 3])  # [CLS] the white cat sees [SEP]
    if is_both and kind == "self":
        sides["decoder_input_ids"] = np.array([0])
    model.set_attn_implementation("eager")
    with torch.no_grad():
        rows = {side: torch.as_tensor(ids.copy())[None] for side, ids in sides.items()}
        found = model(**rows, output_attentions=True)
    handle.remove()
    weights = found[_EAGER[kind]] if is_both else found.attentions
    return weights[LAYER - 1][0].numpy(), *(one[0].numpy() for one in heard[0])


def test_weights_and_outputs_are_the_models_own(
    traced: tuple[str, PreTrainedModel, AttentionTrace],
) -> None:
    name, model, trace = traced
    weights, concat, mixed = eagerly(name, model, trace)
    assert np.abs(np.stack([head.weights for head in trace.heads]) - weights).max() < 1e-5
    assert np.abs(trace.concat - concat).max() < 1e-5 * max(1, np.abs(concat).max())
    assert np.abs(trace.output - mixed).max() < 1e-4 * max(1, np.abs(mixed).max())


def test_every_array_follows_from_what_was_recorded(
    traced: tuple[str, PreTrainedModel, AttentionTrace], tmp_path: Path
) -> None:
    name, _, trace = traced
    trace.save(tmp_path / "guest.safetensors")
    read = load(tmp_path / "guest.safetensors")
    again, arrays = recompute(read), read.named_arrays()
    assert read.query_side.shown == trace.query_side.shown
    assert again.keys() == arrays.keys() == trace.named_arrays().keys()
    for each, array in arrays.items():
        np.testing.assert_allclose(again[each], array, rtol=1e-5, atol=2e-5, err_msg=each)


def test_what_a_model_adds_is_a_step(traced: tuple[str, PreTrainedModel, AttentionTrace]) -> None:
    name, _, trace = traced
    steps = {each for each, _ in trace.heads[-1].arrays()}
    own = STEPS.get(name, set())
    bias = {"position_bias", "biased"} if name == "T5" and trace.source.kind == "cross" else set()
    assert own - bias <= steps
    if name in ("BERT", "GPT-2", "BART"):
        assert not steps & set().union(*STEPS.values())
    if name == "Qwen 3":  # whose queries are normed after their projection
        assert "query_weight" not in steps and "value_weight" in steps


def test_projections_make_what_they_should(
    traced: tuple[str, PreTrainedModel, AttentionTrace],
) -> None:
    name, _, trace = traced
    head = trace.heads[-1]
    made = trace.key_side.inputs.astype(float) @ head.value_weight + head.value_bias
    np.testing.assert_allclose(made, head.value, rtol=1e-4, atol=1e-5)
    if head.query_weight is not None:
        made = trace.query_side.inputs.astype(float) @ head.query_weight + head.query_bias
        turned = head.query if head.unrotated_query is None else head.unrotated_query
        np.testing.assert_allclose(made, turned, rtol=1e-4, atol=1e-4)
