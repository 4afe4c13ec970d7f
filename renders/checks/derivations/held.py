"""What a translator writes after French that is held still, by the second program's own model."""

from __future__ import annotations

import numpy as np

from attention_math.shipped import MODELS
from renders.checks.expression import Array, Fields, derivation
from renders.checks.reference import Model, Tensors, model, softmax, split, vocabulary

_CROSS = "cross_attention"


class _Unhearing(Model):
    """A translator whose decoder is told nothing by its encoder."""

    def attention(self, block: str, asking: Array, answering: Array, visible: Array) -> Tensors:
        found = super().attention(block, asking, answering, visible)
        return found | {"output": found["output"] * (not block.endswith(_CROSS))}


@derivation
def held_prefix(name: str, english: str, french: str, layer: int, head: int) -> Fields:
    block, shipped = f"decoder.{layer - 1}.{_CROSS}", model(name)
    read = _read(shipped, english, french)
    heard = shipped.attention(block, *shipped.entering(block, *read), True)
    return _follows(shipped, read) | {"weights": heard[f"head{head}.weights"]}


@derivation
def unheard_prefix(name: str, english: str, french: str) -> Fields:
    shipped = _Unhearing(**vars(model(name)))
    return _follows(shipped, _read(shipped, english, french))


def _read(shipped: Model, english: str, french: str) -> tuple[Array, Array]:
    told = MODELS[shipped.name]
    prefix = "[START]", *split(told.writes, french)
    return shipped.ids("source", split(told.reads, english)), shipped.ids("target", prefix)


def _follows(shipped: Model, read: tuple[Array, Array]) -> Fields:
    """Say of each row which token it scores highest, and what softmax makes of that score."""
    logits, known = shipped.logits(*read), vocabulary(MODELS[shipped.name].writes)
    best = [max(known, key=lambda word: row[known[word]]) for row in logits]
    return {"written": np.array(best), "shares": softmax(logits).max(axis=1)}
