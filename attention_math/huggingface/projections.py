"""Finds the matrices from which a model made queries, keys and values, and which joins its heads.

Nothing is known of the names that a model gives them. A linear map is the projection of a head if
just its queries stand in what it put out, bit for bit.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

import torch
from torch import Tensor, nn
from transformers.pytorch_utils import Conv1D


class Linear(NamedTuple):
    """A part of a linear map: ``inputs @ weight + bias``, as on paper."""

    inputs: Tensor  # tokens × d_in
    weight: Tensor  # d_in × d_out
    bias: Tensor  # d_out


@dataclass
class Projected:
    """Of each head the maps that made its query, key and value; `None` where nobody found one."""

    query: list[Linear | None]
    key: list[Linear | None]
    value: list[Linear | None]
    output: Linear | None = None  # W_O, which joins the heads


@dataclass
class Linears:
    """Remembers the linear maps that a model runs, from one attention to the next."""

    _heard: list[tuple[nn.Module, Tensor, Tensor]] = field(default_factory=list)
    _awaited: tuple[Tensor, Projected] | None = None
    _projected: Projected | None = None

    @contextmanager
    def listening(self, model: nn.Module) -> Iterator[None]:
        """Hear every linear map of a model while the block runs."""
        maps = (each for each in model.modules() if isinstance(each, nn.Linear | Conv1D))
        handles = [each.register_forward_hook(self._hear) for each in maps]
        try:
            yield
        finally:
            for handle in handles:
                handle.remove()
            self.forget()

    def forget(self) -> None:
        """Let go of what was heard."""
        self._heard.clear()
        self._awaited = None

    def making(self, query: Tensor, key: Tensor, value: Tensor) -> Projected:
        """Find what made these, each heads × tokens × width, among what was just heard."""
        found = (list(map(self._making, vectors)) for vectors in (query, key, value))
        self._projected = Projected(*found)
        self._heard.clear()
        return self._projected

    def await_output(self, concat: Tensor) -> None:
        """Take the next map that reads the joined heads, batch × queries × width, for W_O."""
        self._awaited = concat, self._projected

    def _hear(self, module: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> None:
        if self._awaited is None:
            self._heard.append((module, inputs[0], output))
            return
        concat, projected = self._awaited
        if inputs[0].shape == concat.shape and torch.equal(inputs[0], concat):
            weight, bias = _on_paper(module)
            projected.output = Linear(concat[0], weight, bias)
            self.forget()

    def _making(self, vectors: Tensor) -> Linear | None:
        """Find the part of a map that made the vectors of a head, tokens × width."""
        tokens, width = vectors.shape
        for module, inputs, output in self._heard:
            rows = output.reshape(-1, output.shape[-1])
            if len(rows) != tokens:
                continue
            for first in range(0, rows.shape[1] - width + 1, width):
                part = slice(first, first + width)
                if torch.equal(rows[:, part], vectors):
                    weight, bias = _on_paper(module)
                    return Linear(inputs.reshape(tokens, -1), weight[:, part], bias[part])
        return None


def _on_paper(module: nn.Module) -> tuple[Tensor, Tensor]:
    """Return the weight of a map as d_in × d_out, and its bias, zeros if it has none."""
    weight = module.weight.detach()
    weight = weight if isinstance(module, Conv1D) else weight.mT
    bias = module.bias
    return weight, weight.new_zeros(weight.shape[1]) if bias is None else bias.detach()
