"""What becomes of one word if its mixes go from one sentence's to another's."""

from __future__ import annotations

from functools import cache

import numpy as np

from attention_math.shipped import MODELS
from renders.checks.expression import Array, Fields, derivation
from renders.checks.reference import Model, model, readable, split, vocabulary

_BLOCK = "encoder.0.self_attention"


@derivation
def handed(name: str, text: str, query: int, head: int) -> Fields:
    words, _, found = _attended(model(name), text)
    own = {part: found[f"head{head}.{part}"] for part in ("weights", "value", "output")}
    told = {"words": np.array(readable(words)), "weights": own["weights"][query]}
    return told | {"value": own["value"], "mix": own["output"][query]}


@derivation
def crossing(name: str, text: str, other: str, query: int, steps: int = 401) -> Fields:
    """Run only the word's own row: past attention no row of a layer knows of another."""
    shipped = model(name)
    (_, x, start), (_, _, end) = (_attended(shipped, one) for one in (text, other))
    start, end = start["concat"][query], end["concat"][query]
    along = np.arange(steps)[:, None] / (steps - 1)
    mixes = (1 - along) * start + along * end
    written = _written(name, np.asarray(x[query]), np.asarray(mixes))
    last = np.flatnonzero(written == written[0])[-1]
    turn = (mixes[last] + mixes[last + 1]) / 2
    per_head = (shipped.heads, -1)
    found = {"mixes": mixes.reshape(steps, *per_head), "turn": turn.reshape(per_head)}
    return found | {"written": written}


def _attended(shipped: Model, text: str) -> tuple[tuple[str, ...], Array, Fields]:
    words = split(MODELS[shipped.name].reads, text)
    x = shipped.embed("source", shipped.ids("source", words))
    return words, x, shipped.attention(_BLOCK, x, x, True)


@cache
def _known(name: str) -> Array:
    known = vocabulary(MODELS[name].writes)
    return np.array(sorted(known, key=known.__getitem__))


def _written(name: str, vector: Array, mixes: Array) -> Array:
    """Finish the layer and the model row by row."""
    shipped, layer = model(name), "encoder.0"
    x = shipped.normalise(f"{layer}.self_norm", vector + shipped.linear(f"{_BLOCK}.output", mixes))
    wide = np.maximum(shipped.linear(f"{layer}.feed_forward.0", x), 0)
    fed = x + shipped.linear(f"{layer}.feed_forward.2", wide)
    logits = shipped.linear("unembedding", shipped.normalise(f"{layer}.feed_forward_norm", fed))
    return _known(name)[logits.argmax(axis=1)]
