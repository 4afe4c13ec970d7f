"""What follows from a viewer's own arrays, a second time: numpy in 64 bits, from what was given."""

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
    found = {name: single(arrays[name].astype(np.float64)) for name in trace.given}
    visible = found["visible"] = trace.visible
    heads = [f"head{number}" for number in range(1, len(trace.heads) + 1)]
    for head in heads:
        _follow_head(found, head, visible)
    if all(f"{head}.output" in found for head in heads):
        found["concat"] = found["output"] = np.hstack([found[f"{head}.output"] for head in heads])
    if missing := arrays.keys() - found.keys():
        raise LookupError(f"{min(missing)} follows from nothing that was given")
    return found


def taken_as_given(trace: AttentionTrace) -> str:
    """Say which arrays of a trace nobody can compute again; nothing if there are none."""
    names = dict.fromkeys(name.rpartition(".")[2] for name in trace.given if name != "visible")
    return f"{', '.join(names)} and the mask of {trace.source.label}" if names else ""


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
    has_width = scores is not None and query is not None
    step("scaled", scores / np.sqrt(query.shape[1]) if has_width else None)
    if (scaled := part("scaled")) is not None:
        step("masked", scaled + np.where(visible, 0, -np.inf))
        step("weights", softmax(part("masked")))
    step("output", None if value is None else part("weights") @ value)
