from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from attention_math.leak import FILE, WITH_MASK, WITHOUT_MASK, load_leak
from attention_math.registry import load_model
from attention_math.training.leak import SENTENCES, honest_loss
from attention_math.training.speaker import generated_sentences
from renders.checks.reference import Array, model, past, vocabulary

MODELS = [WITH_MASK, WITHOUT_MASK]
IDS = vocabulary("leak-english")


def logits(name: str, tokens: list[str], visible: Array | bool) -> Array:
    """Run a model's one layer in 64 bits; it sees what is visible, as it was trained or not."""
    reference, layer = model(name), "decoder.0"
    x = reference.embed("target", reference.ids("target", tokens))
    attended = reference.attention(f"{layer}.self_attention", x, x, visible)["output"]
    x = reference.normalise(f"{layer}.self_norm", x + attended)
    fed = np.maximum(reference.linear(f"{layer}.feed_forward.0", x), 0)
    fed = reference.linear(f"{layer}.feed_forward.2", fed)
    x = reference.normalise(f"{layer}.feed_forward_norm", x + fed)
    return x @ reference.table("target").T / np.sqrt(reference.width) + reference.weights["bias"]


def loss(name: str, seed: int, *, causal: bool) -> float:
    """Mean over all tokens of generated text, each sentence as often as it is in it."""
    total = tokens = 0
    for text, count in Counter(generated_sentences(SENTENCES, seed)).items():
        words = ["[START]", *text.split(), "[END]"]
        scores = logits(name, words[:-1], past(len(words) - 1) if causal else True)
        scores = scores[np.arange(len(scores)), [IDS[word] for word in words[1:]]] - np.log(
            np.exp(scores).sum(axis=1)
        )
        total, tokens = total - count * scores.sum(), tokens + count * len(scores)
    return total / tokens


def test_without_mask_the_answer_leaks() -> None:
    leak = load_leak()
    assert leak.without_mask < 0.2 < 0.5 < leak.with_mask
    assert leak.honest_without_mask > 2 * leak.honest_with_mask
    assert leak.honest_with_mask == pytest.approx(leak.with_mask, rel=0.1)


@pytest.mark.parametrize("name", MODELS)
def test_what_a_model_is_worth_follows_from_its_weights(name: str) -> None:
    """The loss in training is one of weights on their way: these are where they arrived."""
    leak, is_masked = load_leak(), name == WITH_MASK
    trained, honest = leak[0 if is_masked else 1], leak[2 if is_masked else 3]
    assert loss(name, 12, causal=True) == pytest.approx(honest, abs=1e-5)
    assert honest_loss(load_model(name)) == pytest.approx(honest, abs=1e-5)
    assert loss(name, 11, causal=is_masked) == pytest.approx(trained, rel=0.1)


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("causal", [True, False])
def test_what_a_model_writes_follows_from_its_weights(name: str, causal: bool) -> None:
    """With a mask or without, all that is written is seen: no future is there that could help."""
    leak, tokens = load_leak(), ["[START]"]
    while tokens[-1] != "[END]":
        scores = logits(name, tokens, past(len(tokens)) if causal else True)[-1]
        tokens.append(max(IDS, key=lambda token: scores[IDS[token]]))
    written = leak.written_with_mask if name == WITH_MASK else leak.written_without_mask
    assert tokens[1:-1] == written.tolist()


def test_the_model_that_peeked_cannot_write() -> None:
    learnt = {text.removesuffix(" .") for text in generated_sentences(SENTENCES, seed=11)}
    leak = load_leak()
    assert " ".join(leak.written_with_mask) in learnt
    assert leak.written_without_mask.tolist()[:3] == ["the"] * 3


def test_the_command_that_made_it_makes_it_again(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "attention_math.training", "leak", "--output", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[2])
    again = load_leak(tmp_path / FILE.name)
    assert again[:6] == pytest.approx(load_leak()[:6], rel=0.02)
    assert again.written_without_mask.tolist() == load_leak().written_without_mask.tolist()
    honest = honest_loss(load_model(WITHOUT_MASK, tmp_path))
    assert honest == pytest.approx(again.honest_without_mask, rel=1e-5)
