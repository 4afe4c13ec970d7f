"""The blocks that are drawn are those that a model runs, in the order in which it runs them."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from attention_math.registry import load_model
from attention_math.stacks import layers_of, leaving, stacks_of
from attention_math.transformer import Embedding, MultiHeadAttention, Transformer

A = "the white cat sees the green car"
RUN = (Embedding, MultiHeadAttention, nn.Sequential, nn.LayerNorm, Transformer)


@torch.no_grad()
def order_of(model: str) -> list[str]:
    """Let a model run, and note which of its modules have done their work, one after the other."""
    transformer, done = load_model(model).transformer, []
    ids = {"source": torch.tensor([[5, 6]]), "target": torch.tensor([[7, 8, 9]])}
    hooks = [
        module.register_forward_hook(lambda _m, _i, _o, name=name: done.append(name))
        for name, module in transformer.named_modules()
        if isinstance(module, RUN)
    ]
    transformer(**{name: one for name, one in ids.items() if hasattr(transformer, name)})
    for hook in hooks:
        hook.remove()
    return done


def every_block(model: str) -> list[str]:
    """Write out what the towers say: the blocks of one layer, as often as there are layers."""
    paths = []
    for stack in stacks_of(model):
        inner = [one.module for one in stack.blocks if f"{stack.name}.0." in one.module]
        paths += [stack.blocks[0].module]
        paths += [p.replace(".0.", f".{n}.", 1) for n in range(stack.layers) for p in inner]
    return [*paths, stack.blocks[-1].module]


@pytest.mark.parametrize("model", ["translator", "speaker", "agreement"])
def test_the_towers_have_the_blocks_that_run_in_their_order(model: str) -> None:
    assert every_block(model) == order_of(model)


def test_the_translator_is_the_drawing_of_the_paper() -> None:
    encoder, decoder = stacks_of("translator")
    assert [one.does for one in encoder.blocks] == [
        "embedding", "self", "norm", "feed-forward", "norm",
    ]  # fmt: skip
    assert [one.does for one in decoder.blocks] == [
        "embedding", "masked", "norm", "cross", "norm", "feed-forward", "norm", "output",
    ]  # fmt: skip
    assert encoder.layers == decoder.layers == layers_of("translator", "encoder") == 2


def test_a_model_that_only_decodes_has_no_second_attention() -> None:
    (decoder,) = stacks_of("speaker")
    assert [one.does for one in decoder.blocks] == [
        "embedding", "masked", "norm", "feed-forward", "norm", "output",
    ]  # fmt: skip
    assert decoder.layers == layers_of("speaker", "decoder") == 3


def test_what_leaves_a_norm_is_the_sum_of_what_leaves_the_blocks_below() -> None:
    trained = load_model("translator").transformer
    below, added = (
        leaving("translator", A, path) for path in ("source", "encoder.0.self_attention")
    )
    with torch.no_grad():
        summed = trained.encoder[0].self_norm(torch.tensor(below + added)).numpy()
    assert leaving("translator", A, "encoder.0.self_norm") == pytest.approx(summed, abs=1e-5)


def test_the_last_block_scores_every_word_in_every_row() -> None:
    scores = leaving("translator", A, "")
    names = load_model("translator").target_vocabulary.tokenizer.id_to_token
    assert scores.shape == (8, 4000)
    written = [names(int(number)) for number in np.argmax(scores, axis=1)]
    assert written == ["le", "chat", "blanc", "voit", "la", "voiture", "verte", "[END]"]


def test_a_block_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match=r"speaker has no block 'encoder\.0'"):
        leaving("speaker", "the sky is blue", "encoder.0")
