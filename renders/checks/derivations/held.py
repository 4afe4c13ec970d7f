"""What a translator writes after French that is held still, by the second program's own model."""

from __future__ import annotations

from attention_math.shipped import MODELS
from renders.checks.derivations.interventions import spelled
from renders.checks.expression import Array, Fields, derivation
from renders.checks.reference import Model, model, softmax, split

_CROSS = "cross_attention"


@derivation
def held_prefix(name: str, english: str, french: str, layer: int, head: int) -> Fields:
    block, shipped = f"decoder.{layer - 1}.{_CROSS}", model(name)
    read = _read(shipped, english, french)
    heard = shipped.attention(block, *shipped.entering(block, *read), True)
    logits = shipped.logits(*read)
    written, shares = spelled(name)[logits.argmax(axis=1)], softmax(logits).max(axis=1)
    return {"weights": heard[f"head{head}.weights"], "written": written, "shares": shares}


def _read(shipped: Model, english: str, french: str) -> tuple[Array, Array]:
    told = MODELS[shipped.name]
    prefix = "[START]", *split(told.writes, french)
    return shipped.ids("source", split(told.reads, english)), shipped.ids("target", prefix)
