"""What a model writes word by word while a mask decides who may hear whom, in all its heads."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import NamedTuple

import numpy as np
import torch
from jaxtyping import Bool, Float, Shaped
from torch import Tensor

from attention_math.arrays import Array, frozen
from attention_math.effects import attached, words_of
from attention_math.masks import causal_mask, combine_masks, no_mask, padding_mask
from attention_math.registry import load_model
from attention_math.tokens import PAD
from attention_math.tracing import read_sentence
from attention_math.transformer import MultiHeadAttention

PATTERNS = "none", "causal", "later", "padding", "causal and padding"


class MaskedReading(NamedTuple):
    """How a sentence is read, and glossed, under a mask; the rows are its words, no filling.

    Attributes
    ----------
    tokens
        What may be heard: the words, and behind them the filling.
    written
        What the model writes for each word.
    scaled, weights
        Of one head: what goes into softmax before the mask, and what comes out.
    visible
        Who may hear whom.
    """

    tokens: Shaped[Array, " keys"]
    written: Shaped[Array, " words"]
    scaled: Float[Array, "words keys"]
    weights: Float[Array, "words keys"]
    visible: Bool[Array, "words keys"]


@cache
@torch.no_grad()
def read_masked(
    model: str, sentence: str, mask: str, padding: int = 0, *, head: int = 1
) -> MaskedReading:
    """Run a model that glosses, in 64 bits, with another mask than its own, which hides nothing.

    Parameters
    ----------
    mask
        ``later`` is causal attention turned round: each word hears itself and what follows.
    padding
        How many tokens of mere filling stand behind the sentence; only ``padding`` hides them.
    head
        Whose scores and weights are told, from 1 on; all heads look through the mask.

    Raises
    ------
    ValueError
        If the model is no encoder of one layer, or there is no such mask, no such
        head, or no room for padding.
    """
    trained = load_model(model)
    if (trained.sizes.design, trained.sizes.layers) != ("encoder", 1):
        raise ValueError(f"{model} glosses nothing in one layer: take the model agreement")
    if not 1 <= head <= trained.sizes.heads:
        raise ValueError(f"{model} has no head {head}; it has heads 1 to {trained.sizes.heads}")
    words, _ = read_sentence(trained, sentence)
    ids = [*words.ids, *[trained.source_vocabulary.pad] * padding]
    if not len(words) <= len(ids) <= trained.sizes.max_length:
        raise ValueError(f"{model} reads {trained.sizes.max_length} tokens, not {len(ids)}")
    visible, caught = _visible(mask, len(ids), padding), []
    transformer = deepcopy(trained.transformer).double()

    def hook(module: MultiHeadAttention, inputs: tuple[Tensor, Tensor, Tensor]) -> tuple:
        asking, answering, _ = inputs
        caught.append(module.scaled(asking, answering)[0, head - 1])
        caught.append(module.weights(asking, answering, visible[None])[0, head - 1])
        return asking, answering, visible[None]

    module = transformer.encoder[0].self_attention
    with attached([module.register_forward_pre_hook(hook)]):
        best = transformer(source=torch.tensor([ids]))[0].argmax(-1)
    rows = len(words)
    scaled, weights, seen = (frozen(one[:rows].numpy()) for one in (*caught, visible))
    tokens = frozen(np.array([*words.words, *[PAD] * padding]))
    return MaskedReading(tokens, words_of(trained, best[:rows]), scaled, weights, seen)


def _visible(mask: str, tokens: int, padding: int) -> Bool[Tensor, "tokens tokens"]:
    if mask not in PATTERNS:
        raise ValueError(f"there is no mask {mask!r}, but {', '.join(PATTERNS)}")
    looks = no_mask(tokens, tokens)
    if "causal" in mask or mask == "later":
        looks = causal_mask(tokens)
    if mask == "later":
        looks = looks.mT
    if "padding" not in mask:
        return looks
    return combine_masks(looks, padding_mask(torch.arange(tokens) < tokens - padding, tokens))
