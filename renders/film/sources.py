"""How a viewer asks for a number on screen: by a command, and by its tensor's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from attention_math.request import PROGRAM, Request, is_shipped, quoted
from attention_math.trace import RECORDED, AttentionTrace
from renders.checks.oracle import WITHOUT_A_TRACE, Oracle
from renders.film.segment import Described
from scenes.stage.saved import Saved

EXAMPLES = ("pencil", "worked-example")


def describe_source(
    label: str, traces: Mapping[str, AttentionTrace], saved: Sequence[Saved] = ()
) -> Described:
    """Say with which command the numbers under a badge are printed.

    ``--tensor`` and ``--at`` put behind it print one of them. What is of no trace is computed from
    the tensor's name alone; the command is ``None`` if there is none.
    """
    trace = traces.get(label)
    if trace is not None:
        return {"label": label, "command": _of(trace, saved)}
    known = label in WITHOUT_A_TRACE
    return {"label": label, "command": f"{PROGRAM} trace" if known else None}


def _of(trace: AttentionTrace, saved: Sequence[Saved]) -> str:
    source = trace.source
    if is_shipped(trace) or source.origin == RECORDED:
        return Request.of(trace).command()
    if source.model in EXAMPLES:
        return f"{PROGRAM} trace --example {source.model} --mask {quoted(source.mask)}"
    found = next((one for one in saved if one.trace is trace), None)
    option, name = (found.option, found.name) if found else ("--file", "…")
    return f"{PROGRAM} trace {option} {quoted(name)}"


def find_array(name: str, trace: AttentionTrace | None) -> np.ndarray:
    """Return a tensor of a trace, or one that is derived from others, as its name says.

    What is derived is computed from the model's file, in 64 bits; see `renders.checks`.

    Raises
    ------
    ValueError
        If nobody knows such a tensor.
    """
    arrays = {} if trace is None else trace.named_arrays()
    if name in arrays:
        return arrays[name]
    if trace is not None:
        label = trace.source.label
        return Oracle({label: trace}, trace.sentence).array(label, name)
    return Oracle({}).array(min(WITHOUT_A_TRACE), name)
