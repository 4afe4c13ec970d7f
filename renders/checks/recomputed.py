"""The arrays of a trace, recomputed by their names from the model's file, or from what it gives."""

from __future__ import annotations

from typing import Literal

import numpy as np

from attention_math.trace import AttentionTrace
from renders.checks import published
from renders.checks.reference import (
    VOCABULARIES,
    Array,
    Model,
    Tensors,
    attend_all,
    model,
    past,
    sinusoids,
    split,
    vocabulary,
)
from renders.checks.rounding import single

SideName = Literal["source", "target"]


def recompute(trace: AttentionTrace, sentence: str | None = None) -> Tensors:
    """Compute every array of a trace again, in 64 bits.

    A trace that bears the name of a shipped model is computed from its tokens and the model's file
    alone. Any other trace says itself what enters the layer and what the weights are: those are
    taken as given, and all that follows from them is computed.

    Parameters
    ----------
    sentence
        What the encoder read, for a trace that does not hold it: a decoder's attention to itself.
    """
    shipped = model(trace.source.model)
    if shipped is None:
        return _from_given(trace)
    return _from_file(trace, shipped, sentence)


def _block(trace: AttentionTrace) -> str:
    """Name the part of the model that the trace is of."""
    kind, number = trace.source.kind, trace.source.layer - 1
    stack = "encoder" if kind == "self" else "decoder"
    return f"{stack}.{number}.{'cross' if kind == 'cross' else 'self'}_attention"


def _from_file(trace: AttentionTrace, shipped: Model, sentence: str | None) -> Tensors:
    kind = trace.source.kind
    sides: dict[str, SideName] = {
        "query_side": "source" if kind == "self" else "target",
        "key_side": "target" if kind == "masked" else "source",
    }
    read = VOCABULARIES[shipped.name][0]
    is_read = VOCABULARIES[shipped.name][sides["key_side"] == "target"] == read
    if sentence is not None and is_read:
        tokens = split(read, sentence)
        if trace.key_side.tokens[: len(tokens)] != tokens:
            raise ValueError(f"it is not of the sentence {sentence!r}")
    found: Tensors = {}
    for side, named in sides.items():
        tokens = getattr(trace, side).tokens
        ids = _ids(shipped.name, named, tokens)
        found[f"{side}.ids"] = ids
        found[f"{side}.token_embeddings"] = shipped.table(named)[ids]
        found[f"{side}.positions"] = single(sinusoids(len(ids), shipped.width))
        found[f"{side}.embeddings"] = shipped.embed(named, ids)
    asking, answering = _entering(trace, shipped, found, sentence)
    visible = _visible(trace, len(asking), len(answering))
    found |= {"query_side.inputs": asking, "key_side.inputs": answering, "visible": visible}
    return found | shipped.attention(_block(trace), asking, answering, visible)


def _entering(
    trace: AttentionTrace, shipped: Model, found: Tensors, sentence: str | None
) -> tuple[Array, Array]:
    """Run the model up to the attention block that the trace takes apart."""
    kind, layer = trace.source.kind, trace.source.layer
    asking, answering = found["query_side.ids"], found["key_side.ids"]
    if kind == "self":
        entering = shipped.encode(asking, layer - 1)
        return entering, entering
    memory = None
    if kind == "cross":
        memory = shipped.encode(answering)
        return shipped.decode(asking, memory, layer)[1], memory
    if "source.table" in shipped.weights and layer > 1:
        if sentence is None:
            raise ValueError("the trace does not say what the encoder read")
        read = split(VOCABULARIES[shipped.name][0], sentence)
        memory = shipped.encode(_ids(shipped.name, "source", read))
    if layer == 1:
        return found["query_side.embeddings"], found["query_side.embeddings"]
    entering = shipped.decode(asking, memory, layer - 1)[2]
    return entering, entering


def _from_given(trace: AttentionTrace) -> Tensors:
    """Take parameters and inputs from the trace itself, and compute what follows from them."""
    arrays = {name: array.astype(np.float64) for name, array in trace.named_arrays().items()}
    asking, answering = (single(arrays[f"{side}.inputs"]) for side in ("query_side", "key_side"))
    visible = _visible(trace, len(asking), len(answering))
    given = {name: array for name, array in arrays.items() if _is_given(name)}
    for side in ("query_side", "key_side"):
        row = single(given[f"{side}.token_embeddings"])
        given[f"{side}.embeddings"] = row + given[f"{side}.positions"]
    found = given | {"visible": visible} | attend_all(given, asking, answering, visible)
    if trace.source.model == "worked-example":
        published.hold(found)
    return found


def _is_given(name: str) -> bool:
    return name.endswith(("_weight", "_bias")) or name.split(".")[-1] in (
        "ids", "token_embeddings", "positions", "inputs",
    )  # fmt: skip


def _visible(trace: AttentionTrace, queries: int, keys: int) -> Array:
    """Draw the mask that the trace's source names; how much is padding, the trace itself says."""
    looks_back = trace.source.kind == "masked" or "causal" in trace.source.mask
    visible = past(queries) if looks_back else np.ones((queries, keys), dtype=bool)
    if "padding" in trace.source.mask:
        visible = visible & trace.visible.any(axis=0)
    return visible


def _ids(name: str, side: SideName, tokens: tuple[str, ...]) -> Array:
    known = vocabulary(VOCABULARIES[name][0 if side == "source" else 1])
    return np.array([known[token] for token in tokens])
