"""What a model writes under a mask, by the second program's own models; scores under a mask."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from attention_math.shipped import MODELS
from renders.checks.expression import Array, Fields, derivation
from renders.checks.reference import Model, Tensors, model, softmax, split, vocabulary

_FILLING = "[PAD]"


@dataclass(frozen=True)
class _Masked(Model):
    """A model whose heads all look through one mask; what its attention computes is kept."""

    seen: Array | bool = True
    kept: Tensors = field(default_factory=dict)

    def attention(self, block: str, asking: Array, answering: Array, _visible: Array) -> Tensors:
        self.kept.update(super().attention(block, asking, answering, self.seen))
        return self.kept


@derivation
def read_masked(name: str, text: str, mask: str, padding: int = 0, head: int = 1) -> Fields:
    """Say of each cell by its row and its column whether the mask leaves it open."""
    shipped, words = model(name), split(MODELS[name].reads, text)
    tokens, count = (*words, *[_FILLING] * padding), len(words)
    row, column = np.indices((len(tokens),) * 2)
    shapes = {"none": row == row, "padding": row == row, "later": column >= row}
    hidden = (column >= count) & mask.endswith("padding")
    changed = _Masked(**vars(shipped), seen=shapes.get(mask, column <= row) & ~hidden)
    best = changed.logits(shipped.ids("source", tokens), None).argmax(axis=1)
    known = vocabulary(MODELS[name].writes)
    found = {kind: changed.kept[f"head{head}.{kind}"] for kind in ("scaled", "weights")}
    found |= {"written": np.array(sorted(known, key=known.get))[best], "visible": changed.seen}
    return {"tokens": np.array(tokens)} | {kind: rows[:count] for kind, rows in found.items()}


@derivation
def mask_pattern(tokens: float, mask: str) -> Array:
    """Hide each cell by its row and its column; the last token is what padding hides."""
    row, column = np.indices((int(tokens),) * 2)
    hidden = (column > row) & mask.startswith("causal") | (column < row) & (mask == "later")
    return ~(hidden | (column == tokens - 1) & mask.endswith("padding"))


@derivation
def all_but(tokens: float, query: float, key: float) -> Array:
    """Hide the one cell that is in both the row and the column."""
    row, column = np.indices((int(tokens),) * 2)
    return (row != query) | (column != key)


@derivation
def weights_under(scores: Array, visible: Array) -> Array:
    return softmax(np.where(visible > 0, scores, -np.inf))
