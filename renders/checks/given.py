"""What follows from arrays that nobody here computed, a second time: numpy in 64 bits.

They are a viewer's own, or what was recorded of a model.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from attention_math.trace import AttentionTrace
from renders.checks.reference import Array, Tensors, softmax
from renders.checks.rounding import single

Lookup = Callable[[str], Array | None]
Step = Callable[[str, Array | None], None]

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

    def part(name: str) -> Array | None:
        return found.get(f"{head}.{name}")

    def step(name: str, result: Array | None) -> None:
        if result is not None:
            found.setdefault(f"{head}.{name}", result)

    for role, side in _INPUTS.items():
        weight = part(f"{role}_weight")
        if side in found and weight is not None:
            step(role, found[side] @ weight + part(f"{role}_bias"))
    query, key, value = map(part, _INPUTS)
    step("scores", None if query is None or key is None else query @ key.T)
    scores = part("scores")
    if scores is not None and query is not None:
        factor = part("scaling")
        step("scaled", scores / np.sqrt(query.shape[1]) if factor is None else scores * factor)
    scaled = part("scaled")
    if scaled is not None:
        step("masked", _added(part, step, scaled) + np.where(visible, 0, -np.inf))
        _weigh(part, step)
    step("output", None if value is None else part("weights") @ value)


def _added(part: Lookup, step: Step, scaled: Array) -> Array:
    """Cap the scores (Gemma Team, 2024), and add a bias to them (Raffel et al., 2020), if asked."""
    if (cap := part("softcap")) is not None:
        scaled = cap * np.tanh(scaled / cap)
        step("capped", scaled)
    if (bias := part("position_bias")) is not None:
        scaled = scaled + bias
        step("biased", scaled)
    return scaled


def _weigh(part: Lookup, step: Step) -> None:
    """Let a sink take its share of each row, if there is one (OpenAI, 2025)."""
    masked, sink = part("masked"), part("sink")
    if sink is None:
        step("weights", softmax(masked))
        return
    shares = softmax(np.hstack([masked, np.broadcast_to(sink, (len(masked), 1))]))
    step("weights", shares[:, :-1])
    step("sink_weight", shares[:, -1])
