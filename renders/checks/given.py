"""What follows from arrays that nobody here computed, a second time: numpy in 64 bits.

They are a viewer's own, or what was recorded of a model.
"""

from __future__ import annotations

import numpy as np

from attention_math.trace import AttentionTrace
from renders.checks.reference import Array, Tensors, softmax
from renders.checks.rounding import single

_INPUTS = {"query": "query_side.inputs", "key": "key_side.inputs", "value": "key_side.inputs"}


def follow(trace: AttentionTrace) -> Tensors:
    """Take what was given as it is, and compute every other array of the trace from it.

    Raises
    ------
    LookupError
        If an array of the trace neither was given nor follows.
    """
    arrays = trace.named_arrays()
    found = {name: _entering(arrays[name]) for name in trace.given}
    visible = found["visible"] = trace.visible
    heads = [f"head{number}" for number in range(1, len(trace.heads) + 1)]
    for head in heads:
        _follow_head(found, head, visible)
    if all(f"{head}.output" in found for head in heads):
        found["concat"] = found["output"] = np.hstack([found[f"{head}.output"] for head in heads])
    if "output_weight" in found:
        found["output"] = single(found["concat"]) @ found["output_weight"] + found["output_bias"]
    if missing := arrays.keys() - found.keys():
        raise LookupError(f"{min(missing)} follows from nothing that was given")
    return found


def taken_as_given(trace: AttentionTrace) -> str:
    """Say which arrays of a trace nobody can compute again; nothing if there are none."""
    names = dict.fromkeys(name.rpartition(".")[2] for name in trace.given if name != "visible")
    return f"{', '.join(names)} and the mask of {trace.source.label}" if names else ""


def _entering(array: Array) -> Array:
    return single(array.astype(np.float64)) if array.dtype.kind == "f" else array


def _follow_head(found: Tensors, head: str, visible: Array) -> None:
    """Run equation 1 of Vaswani et al. from wherever the arrays of a head begin."""
    parts = {name.partition("."): array for name, array in found.items()}
    own = {name: array for (whose, _, name), array in parts.items() if whose == head}
    for role, side in _INPUTS.items():
        if side in found and f"{role}_weight" in own:
            own.setdefault(role, found[side] @ own[f"{role}_weight"] + own[f"{role}_bias"])
    if {"query", "key"} <= own.keys():
        own.setdefault("scores", own["query"] @ own["key"].T)
    if {"query", "scores"} <= own.keys():
        scores, width = own["scores"], own["query"].shape[1]
        is_given = "scaling" in own
        own.setdefault("scaled", scores * own["scaling"] if is_given else scores / np.sqrt(width))
    if "scaled" in own:
        own.setdefault("masked", _added(own) + np.where(visible, 0, -np.inf))
        _weigh(own)
    if "value" in own:
        own.setdefault("output", own["weights"] @ own["value"])
    found.update({f"{head}.{name}": array for name, array in own.items()})


def _added(own: Tensors) -> Array:
    """Cap the scores (Gemma Team, 2024), and add a bias to them (Raffel et al., 2020), if asked."""
    scaled = own["scaled"]
    if (cap := own.get("softcap")) is not None:
        scaled = cap * np.tanh(scaled / cap)
        own.setdefault("capped", scaled)
    if (bias := own.get("position_bias")) is not None:
        scaled = scaled + bias
        own.setdefault("biased", scaled)
    return scaled


def _weigh(own: Tensors) -> None:
    """Let a sink take its share of each row, if there is one (OpenAI, 2025)."""
    if (sink := own.get("sink")) is None:
        own.setdefault("weights", softmax(own["masked"]))
        return
    ends = np.broadcast_to(sink, (len(own["masked"]), 1))
    shares = softmax(np.hstack([own["masked"], ends]))
    own.setdefault("weights", shares[:, :-1])
    own.setdefault("sink_weight", shares[:, -1])
