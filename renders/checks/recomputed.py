"""The arrays of a trace, recomputed by their names from the model's file, or from what it gives."""

from __future__ import annotations

import numpy as np

from attention_math.shipped import MODELS
from attention_math.trace import AttentionTrace
from renders.checks import published, reference
from renders.checks.given import follow
from renders.checks.reference import Array, Model, Tensors
from renders.checks.rounding import single

_SIDES = ("query_side", "key_side")
# What a trace says itself, if it is of no model that is shipped.
_GIVEN = ("_weight", "_bias", ".ids", ".token_embeddings", ".positions", ".inputs")
# Of each kind of attention: its block in a model, and the tables that queries and keys are from.
_KINDS = {
    "self": ("encoder.{}.self_attention", "source", "source"),
    "masked": ("decoder.{}.self_attention", "target", "target"),
    "cross": ("decoder.{}.cross_attention", "target", "source"),
}


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
    shipped = reference.model(trace.source.model)
    if trace.given:
        return follow(trace)
    if shipped is None:
        return _from_given(trace)
    return _from_file(trace, shipped, sentence)


def _from_file(trace: AttentionTrace, shipped: Model, sentence: str | None) -> Tensors:
    """Run the model up to the attention block that the trace takes apart, and then that block."""
    block, *tables = _KINDS[trace.source.kind]
    block = block.format(trace.source.layer - 1)
    words = sentence and reference.split(MODELS[shipped.name].reads, sentence)
    if words and shipped.reading == tables[1] and trace.key_side.tokens[: len(words)] != words:
        raise ValueError(f"it is not of the sentence {sentence!r}")
    found: Tensors = {}
    read: dict[str, Array] = {}
    for side, table in zip(_SIDES, tables, strict=True):
        ids = read[table] = shipped.ids(table, getattr(trace, side).tokens)
        found[f"{side}.ids"] = ids
        found[f"{side}.token_embeddings"] = shipped.table(table)[ids]
        found[f"{side}.positions"] = single(reference.sinusoids(len(ids), shipped.width))
        found[f"{side}.embeddings"] = shipped.embed(table, ids)
    if trace.source.layer > 1 and shipped.reading not in read and words:
        read[shipped.reading] = shipped.ids(shipped.reading, words)
    asking, answering = shipped.entering(block, read.get("source"), read.get("target"))
    visible = _visible(trace, len(asking), len(answering))
    found |= {"query_side.inputs": asking, "key_side.inputs": answering, "visible": visible}
    return found | shipped.attention(block, asking, answering, visible)


def _from_given(trace: AttentionTrace) -> Tensors:
    """Take parameters and inputs from the trace itself, and compute what follows from them."""
    arrays = {name: array.astype(np.float64) for name, array in trace.named_arrays().items()}
    found = {name: array for name, array in arrays.items() if name.endswith(_GIVEN)}
    for side in _SIDES:
        rows = single(found[f"{side}.token_embeddings"])
        found[f"{side}.embeddings"] = rows + found[f"{side}.positions"]
    asking, answering = (single(found[f"{side}.inputs"]) for side in _SIDES)
    if trace.source.model == "worked-example":
        causal = reference.past(len(asking))
        published.hold(found | reference.attend(found, asking, answering, causal))
    found["visible"] = _visible(trace, len(asking), len(answering))
    return found | reference.attend(found, asking, answering, found["visible"])


def _visible(trace: AttentionTrace, queries: int, keys: int) -> Array:
    """Draw the mask that the trace's source names; how much is padding, the trace itself says."""
    looks_back = trace.source.kind == "masked" or "causal" in trace.source.mask
    visible = reference.past(queries) if looks_back else np.ones((queries, keys), dtype=bool)
    if "padding" in trace.source.mask:
        visible = visible & trace.visible.any(axis=0)
    return visible
