"""What a translator writes after French that is held still, whatever English it is given."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import torch
from jaxtyping import Float, Shaped

from attention_math.arrays import Array, frozen
from attention_math.effects import words_of
from attention_math.registry import TrainedModel, load_model
from attention_math.tracing import read_sentence, trace_sentence


class Held(NamedTuple):
    """How the rows of a held prefix, from [START] on, hear a sentence, and what each writes.

    Attributes
    ----------
    weights
        Of one head's cross-attention.
    written, shares
        The likeliest next token of each row, and how likely it is.
    """

    weights: Float[Array, "rows keys"]
    written: Shaped[Array, " rows"]
    shares: Float[Array, " rows"]


@cache
def held_prefix(model: str, english: str, french: str, layer: int, head: int) -> Held:
    """Let a translator read English, and French that need be no translation of it.

    Layers and heads count from 1.

    Raises
    ------
    ValueError
        If the model is no translator, or has no such layer or head.
    """
    trained = load_model(model)
    trace = trace_sentence(model, english, layer, "cross", french)
    if not 1 <= head <= len(trace.heads):
        raise ValueError(f"{model} has no head {head}; it has heads 1 to {len(trace.heads)}")
    return Held(trace.heads[head - 1].weights, *_writes(trained, english, french))


@torch.no_grad()
def _writes(trained: TrainedModel, english: str, french: str) -> tuple[Array, Array]:
    source, target = (torch.tensor([one.ids]) for one in read_sentence(trained, english, french))
    likely = trained.transformer(source=source, target=target)[0].double().softmax(-1)
    shares, best = likely.max(-1)
    return words_of(trained, best), frozen(shares.numpy())
