"""One word in two sentences: what a head hands it in the other, and its way from mix to mix."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import torch
from jaxtyping import Float, Shaped
from torch import Tensor, nn

from attention_math.arrays import Array, frozen
from attention_math.effects import attached, words_of
from attention_math.registry import load_model
from attention_math.tracing import attention_module, read_sentence, trace_sentence

STEPS = 401  # so fine that the place at which a word turns is right as far as it is seen


class Handed(NamedTuple):
    """What one head hands to one word: of every word its weight and its value, and their mix."""

    words: Shaped[Array, " keys"]
    weights: Float[Array, " keys"]
    value: Float[Array, "keys d_head"]
    mix: Float[Array, " d_head"]


def handed(model: str, sentence: str, query: int, head: int) -> Handed:
    """Read off a trace of the first layer what a head, counted from 1, hands to a word."""
    trace = trace_sentence(model, sentence)
    story = trace.head(head)
    words = frozen(np.array(trace.key_side.shown))
    return Handed(words, story.weights[query], story.value, story.output[query])


class Crossing(NamedTuple):
    """A word's mixes, those of all heads, that go straight from one sentence's to another's.

    Attributes
    ----------
    mixes
        Of each head at each step.
    written
        What the model writes for the word at each step.
    turn
        The mixes halfway between the last step at which it writes the first word, and the next.
    """

    mixes: Float[Array, "steps heads d_head"]
    written: Shaped[Array, " steps"]
    turn: Float[Array, "heads d_head"]


@cache
@torch.no_grad()
def crossing(model: str, sentence: str, other: str, query: int, steps: int = STEPS) -> Crossing:
    """Let a word's mixes slide from one sentence's to another's, all else being as it was.

    In a model of one layer nothing else differs between the sentences for a word that enters them
    alike: its way begins and ends at what the model really does.

    Raises
    ------
    ValueError
        If the model has more layers, if another vector enters for the word, or if what is written
        for it does not change just once.
    """
    trained = load_model(model)
    if trained.sizes.layers != 1:
        raise ValueError(
            f"{model} has {trained.sizes.layers} layers: a mix is not all that differs"
        )
    traces = [trace_sentence(model, text) for text in (sentence, other)]
    entering = [trace.query_side.inputs[query] for trace in traces]
    if not np.array_equal(*entering):
        raise ValueError(f"another vector enters at {query} in {sentence!r} than in {other!r}")
    start, end = (trace.concat[query].astype(np.float64) for trace in traces)
    ways = start + np.linspace(0, 1, steps)[:, None] * (end - start)
    written = _written(model, sentence, query, ways)
    turned = np.flatnonzero(written[1:] != written[:-1])
    if len(turned) != 1:
        raise ValueError(
            f"what {model} writes for word {query} turns {len(turned)} times, not once"
        )
    turn = ways[turned[0] : turned[0] + 2].mean(axis=0)
    heads = len(traces[0].heads)
    found = ways.reshape(steps, heads, -1), written, turn.reshape(heads, -1)
    return Crossing(*map(frozen, found))


def _written(
    model: str, sentence: str, query: int, mixes: Float[Array, "steps d_model"]
) -> Shaped[Array, " steps"]:
    """Run the model with each of the mixes in place of the word's own."""
    trained = load_model(model)
    source, _ = read_sentence(trained, sentence)

    def put(_module: nn.Linear, inputs: tuple[Tensor]) -> tuple[Tensor]:
        changed = inputs[0].clone()
        changed[:, query] = torch.tensor(mixes, dtype=changed.dtype)
        return (changed,)

    output = attention_module(trained, 1, "self").output
    with attached([output.register_forward_pre_hook(put)]):
        logits = trained.transformer(source=torch.tensor([source.ids]).repeat(len(mixes), 1))
    return words_of(trained, logits[:, query].argmax(-1))
