"""What a model writes when something in it is changed: a word hidden, an edge cut, a part out.

An intervention is no weight. It says what the model makes of the change, the rest being as it was
trained: the paths that are left may do the same work.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from itertools import product
from typing import NamedTuple

import numpy as np
import torch
from jaxtyping import Bool, Float
from torch.utils.hooks import RemovableHandle

from attention_math.arrays import Array, frozen
from attention_math.effects import Effect, effect_of
from attention_math.hooks import Component, cut, hide_columns, modules_of, nothing, silence
from attention_math.readings import exchanged
from attention_math.registry import TrainedModel, load_model
from attention_math.request import require_layer
from attention_math.shipped import MODELS
from attention_math.trace import Kind
from attention_math.tracing import attention_module, read_sentence, trace_sentence


@cache
def hide_word(model: str, sentence: str, *places: int, kinds: tuple[Kind, ...] = ()) -> Effect:
    """Hide a word from the others in every layer; itself it still sees.

    Parameters
    ----------
    places
        Of the word's tokens in the sentence, from 0 on; with none the model is undisturbed.
    kinds
        The kinds of attention that are to lose sight of it; left out, all that look at the
        sentence.

    Raises
    ------
    ValueError
        If there is no such place, or a kind does not look at the sentence.
    """
    looking = tuple(kind for kind in _kinds(model) if kind != "masked" or len(_kinds(model)) == 1)
    for kind in kinds:
        if kind not in looking:
            raise ValueError(f"no {kind} attention of {model} looks at the sentence")
    for place in places:
        _require_among("place", place, _sides(model, sentence, looking[0])[1])

    def attach(trained: TrainedModel) -> Iterator[RemovableHandle]:
        for module in modules_of(trained, kinds or looking):
            yield module.register_forward_pre_hook(partial(hide_columns, places))

    return effect_of(model, sentence, attach)


@cache
def cut_edge(
    model: str,
    sentence: str,
    query: int,
    key: int,
    head: int,
    *,
    layer: int = 1,
    kind: Kind | None = None,
) -> Effect:
    """Hide one key from one query in one head; the rest of the row shares its weight.

    Heads and layers count from 1, queries and keys from 0.

    Raises
    ------
    ValueError
        If there is no such edge, or the query sees nothing else.
    """
    kind = _known(model, head, layer, kind)
    _require_edge(model, sentence, kind, query, key)

    def attach(trained: TrainedModel) -> Iterator[RemovableHandle]:
        hook = partial(cut, (head, query, key))
        yield attention_module(trained, layer, kind).register_forward_pre_hook(hook)

    return effect_of(model, sentence, attach)


class RowCuts(NamedTuple):
    """Every edge of one row, in all layers and heads: its weight, and what its cut does.

    ``kept`` is how likely the row's word still is when this edge alone is hidden. ``correlation``
    is Pearson's between both, over ``count`` edges.
    """

    weights: Float[Array, "layers heads keys"]
    kept: Float[Array, "layers heads keys"]
    correlation: float
    count: int


def cut_row(model: str, sentence: str, query: int) -> RowCuts:
    """Cut each edge of one query alone, in the model's first kind of attention.

    Raises
    ------
    ValueError
        If there is no such query, or it sees one key alone.
    """
    kind = _kinds(model)[0]
    trained = load_model(model)
    _require_edge(model, sentence, kind, query, 0)
    layers = range(1, trained.sizes.layers + 1)
    traces = [trace_sentence(model, sentence, layer, kind) for layer in layers]
    seen = np.flatnonzero(traces[0].visible[query])
    rows = [[head.weights[query, seen] for head in trace.heads] for trace in traces]
    kept = [
        cut_edge(model, sentence, query, int(key), head, layer=layer, kind=kind).kept[query]
        for layer, head, key in product(layers, range(1, trained.sizes.heads + 1), seen)
    ]
    weights = frozen(np.array(rows, dtype=float))
    left = frozen(np.reshape(kept, weights.shape))
    correlation = float(np.corrcoef(weights.ravel(), left.ravel())[0, 1])
    return RowCuts(weights, left, correlation, weights.size)


@cache
def take_out_head(
    model: str, sentence: str, head: int, *, layer: int = 1, kind: Kind | None = None
) -> Effect:
    """Set one head's output to zero before W_O, whose bias belongs to no head and stays.

    Raises
    ------
    ValueError
        If there is no such head.
    """
    kind = _known(model, head, layer, kind)

    def attach(trained: TrainedModel) -> Iterator[RemovableHandle]:
        output = attention_module(trained, layer, kind).output
        yield output.register_forward_pre_hook(partial(silence, head, trained.sizes.heads))

    return effect_of(model, sentence, attach)


@cache
def take_out(model: str, sentence: str, *parts: Component, layer: int | None = None) -> Effect:
    """Set what whole parts add to zero: past a sub-layer, only the residual and its norm go on.

    Parameters
    ----------
    parts
        Kinds of attention, ``feed-forward``, or ``positions``: those of the sentence that is read.
    layer
        The one layer that loses them; left out, all.

    Raises
    ------
    ValueError
        If the model has no such part, or no such layer.
    """
    known = (*_kinds(model), "feed-forward", "positions")
    for part in parts:
        if part not in known:
            raise ValueError(f"{model} has no part {part!r}; its parts are {', '.join(known)}")
    require_layer(model, 1 if layer is None else layer)

    def attach(trained: TrainedModel) -> Iterator[RemovableHandle]:
        for module in modules_of(trained, parts, layer):
            yield module.register_forward_hook(nothing)

    return effect_of(model, sentence, attach)


@cache
def exchange_words(model: str, sentence: str, first: int, second: int) -> Effect:
    """Let two words of the sentence change places; the model itself stays as it is.

    Raises
    ------
    ValueError
        If there is no such word.
    """
    return effect_of(model, sentence, lambda _trained: (), exchanged(sentence, first, second))


@torch.no_grad()
def entering(model: str, sentence: str) -> Float[Array, "tokens d_model"]:
    """Give the vectors with which a sentence enters a model: rows of its table, and positions."""
    trained = load_model(model)
    embedding = getattr(trained.transformer, "source", None) or trained.transformer.target
    tokens = trained.source_vocabulary.encode(sentence, trained.sizes.max_length)
    return frozen(embedding(torch.tensor([tokens.ids]))[0].numpy())


def entering_at(model: str, sentence: str, place: int) -> Float[Array, " d_model"]:
    """Give the vector with which one token of a sentence enters a model."""
    return entering(model, sentence)[place]


def entering_alike(model: str, sentence: str, other: str) -> Bool[Array, " tokens"]:
    """Say which places enter the model with the same vector in both sentences, to the last bit.

    Raises
    ------
    ValueError
        If the sentences have not equally many tokens.
    """
    first, second = (entering(model, text) for text in (sentence, other))
    if first.shape != second.shape:
        raise ValueError(f"{sentence!r} and {other!r} have not equally many tokens")
    return frozen((first == second).all(axis=-1))


def _kinds(model: str) -> tuple[Kind, ...]:
    load_model(model)  # which says so if there is none
    return MODELS[model].kinds


def _known(model: str, head: int, layer: int, kind: Kind | None) -> Kind:
    """Refuse a head that there is not; of no kind that is named, take the model's first."""
    heads = load_model(model).sizes.heads
    require_layer(model, layer, kind)
    if not 1 <= head <= heads:
        raise ValueError(f"{model} has no head {head}; it has heads 1 to {heads}")
    return kind or _kinds(model)[0]


def _sides(model: str, sentence: str, kind: Kind) -> tuple[int, int]:
    """Count the queries and the keys of one kind of attention."""
    source, target = read_sentence(load_model(model), sentence)
    return len(source if kind == "self" else target), len(target if kind == "masked" else source)


def _require_edge(model: str, sentence: str, kind: Kind, query: int, key: int) -> None:
    queries, keys = _sides(model, sentence, kind)
    seen = query + 1 if kind == "masked" else keys
    _require_among("query", query, queries)
    _require_among("key", key, seen)
    if seen == 1:
        raise ValueError(f"query {query} sees key {key} alone: cut, its row is empty")


def _require_among(noun: str, place: int, count: int) -> None:
    if not 0 <= place < count:
        raise ValueError(f"there is no {noun} {place} to see: they are 0 to {count - 1}")
