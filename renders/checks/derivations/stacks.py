"""What leaves each block of a model, by the second program's own models."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from attention_math.shipped import MODELS
from renders.checks.derivations.interventions import enters
from renders.checks.expression import Array, derivation
from renders.checks.reference import Model, Tensors, model, split


@dataclass(frozen=True)
class _Kept(Model):
    """A model that keeps what leaves its blocks."""

    kept: Tensors = field(default_factory=dict)

    def embed(self, side: str, ids: Array) -> Array:
        return self._keep(side, super().embed(side, ids))

    def linear(self, name: str, inputs: Array) -> Array:
        return self._keep(name.removesuffix(".2"), super().linear(name, inputs))

    def normalise(self, name: str, vectors: Array) -> Array:
        return self._keep(name, super().normalise(name, vectors))

    def attention(self, block: str, asking: Array, answering: Array, visible: Array) -> Tensors:
        found = super().attention(block, asking, answering, visible)
        self._keep(block, found["output"])
        return found

    def logits(self, source: Array | None, target: Array | None) -> Array:
        return self._keep("", super().logits(source, target))

    def _keep(self, name: str, rows: Array) -> Array:
        self.kept[name] = rows
        return rows


@derivation
def leaving(name: str, text: str, module: str) -> Array:
    shipped = model(name)
    ids = shipped.ids(shipped.reading, split(MODELS[name].reads, text))
    keeping = _Kept(**vars(shipped))
    keeping.logits(*enters(shipped, ids, ids))
    return keeping.kept[module]


@derivation
def layers_of(name: str, stack: str) -> Array:
    return np.array(model(name).depth(stack))
