"""Which blocks a model has, as its modules say, and what leaves each on one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import torch
from jaxtyping import Float
from torch import Tensor, nn

from attention_math.arrays import Array, frozen
from attention_math.blocks import Block, Does, Stack, StackName
from attention_math.effects import attached
from attention_math.registry import load_model
from attention_math.tracing import read_sentence
from attention_math.transformer import Layer, Transformer

_TABLES: dict[StackName, str] = {"encoder": "source", "decoder": "target"}  # their embeddings


@cache
def stacks_of(model: str) -> tuple[Stack, ...]:
    """Read off a model's modules which towers it has, and of which blocks.

    Raises
    ------
    ValueError
        If there is no such model, or its layers are not alike: one could not stand for all.
    """
    transformer = load_model(model).transformer
    return tuple(_stacks(transformer))


def layers_of(model: str, stack: StackName) -> int:
    """Count the layers of one tower."""
    return next(one.layers for one in stacks_of(model) if one.name == stack)


@torch.no_grad()
def leaving(model: str, sentence: str, module: str) -> Float[Array, "tokens numbers"]:
    """Give what leaves a block: a row a token, of d_model numbers, or one a word that is scored.

    The translator's decoder reads its own translation, from [START] on. What leaves attention or
    feed-forward is what they add; their norm comes after the sum.

    Raises
    ------
    ValueError
        If the model has no such block.
    """
    trained = load_model(model)
    try:
        block = trained.transformer.get_submodule(module)
    except AttributeError:
        raise ValueError(f"{model} has no block {module!r}") from None
    names = zip(("source", "target"), read_sentence(trained, sentence), strict=True)
    ids = {name: torch.tensor([read.ids]) for name, read in names if read}
    caught: list[Tensor] = []
    with attached([block.register_forward_hook(lambda _module, _in, out: caught.append(out))]):
        trained.transformer(**ids)
    return frozen(caught[0][0].numpy())


def _stacks(transformer: Transformer) -> Iterator[Stack]:
    stacks = [name for name in _TABLES if hasattr(transformer, name)]
    for name in stacks:
        layers: nn.ModuleList = getattr(transformer, name)
        kinds = {tuple(does for does, _ in _parts(layer, name)) for layer in layers}
        if len(kinds) > 1:
            raise ValueError(f"the layers of the {name} are not alike")
        inner = (Block(does, f"{name}.0.{path}") for does, path in _parts(layers[0], name))
        last = [Block("output", "")] if name == stacks[-1] else []
        yield Stack(name, (Block("embedding", _TABLES[name]), *inner, *last), len(layers))


def _parts(layer: Layer, stack: StackName) -> Iterator[tuple[Does, str]]:
    """Name the modules of a layer, in their order; dropout rests where nothing is trained."""
    own: Does = "self" if stack == "encoder" else "masked"
    known: dict[str, Does] = {
        "self_attention": own,
        "cross_attention": "cross",
        "feed_forward": "feed-forward",
    }
    for path, module in layer.named_children():
        if not isinstance(module, nn.Dropout):
            yield ("norm" if isinstance(module, nn.LayerNorm) else known[path]), path
