"""What hooks change inside a model while it runs: who sees whom, and which parts are heard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import torch
from torch import Tensor, nn

from attention_math.registry import TrainedModel
from attention_math.trace import Kind
from attention_math.tracing import attention_module
from attention_math.transformer import Embedding, MultiHeadAttention

Component = Kind | Literal["feed-forward", "positions"]
Seen = tuple[Tensor, Tensor, Tensor]  # what asks, what answers, and who may see whom


def modules_of(
    trained: TrainedModel, parts: Iterable[Component], layer: int | None = None
) -> Iterator[nn.Module]:
    """Find parts by their names in one layer, or in all."""
    layers = range(1, trained.sizes.layers + 1) if layer is None else [layer]
    stacks = [getattr(trained.transformer, name, None) for name in ("encoder", "decoder")]
    for part in parts:
        if part == "feed-forward":
            yield from (stack[n - 1].feed_forward for stack in stacks if stack for n in layers)
        elif part == "positions":
            yield getattr(trained.transformer, "source" if stacks[0] else "target")
        else:
            yield from (attention_module(trained, number, part) for number in layers)


def hide_columns(places: tuple[int, ...], _module: MultiHeadAttention, inputs: Seen) -> Seen:
    """Hide keys from all queries but, within one sentence, from themselves."""
    asking, answering, visible = inputs
    hidden = visible.expand(-1, asking.shape[1], -1).clone()
    hidden[:, :, places] = False
    if asking is answering:
        hidden[:, places] = visible.expand_as(hidden)[:, places]
    return asking, answering, hidden


def cut(edge: tuple[int, int, int], module: MultiHeadAttention, inputs: Seen) -> Seen:
    """Hide one key from one query in one head, counted from 1, as soon as there is the query."""
    asking, answering, visible = inputs
    left = visible[:, None].expand(-1, module.heads, asking.shape[1], -1).clone()
    head, query, key = edge
    if query < asking.shape[1]:
        left[:, head - 1, query, key] = False
    return asking, answering, left


def silence(head: int, heads: int, _module: nn.Linear, inputs: tuple[Tensor]) -> tuple[Tensor]:
    """Set the share of one head, counted from 1, to zero before W_O mixes it in."""
    concat = inputs[0].unflatten(-1, (heads, -1)).clone()
    concat[..., head - 1, :] = 0
    return (concat.flatten(-2),)


def nothing(module: nn.Module, inputs: tuple[Tensor, ...], sum_or_update: Tensor) -> Tensor:
    """Let a part add nothing: to the residual, or to a table's rows the positions."""
    if isinstance(module, Embedding):
        return module.table[inputs[0]]
    return torch.zeros_like(sum_or_update)
