"""A viewer's own arrays → an `AttentionTrace`: what is given is kept, the rest is computed.

Needs no torch, so that a textbook's numbers become a film where no model can run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from jaxtyping import Bool, Float

from attention_math.arrays import softmax
from attention_math.own_checks import (
    AXES,
    Array,
    check_mask,
    check_sentence,
    check_shapes,
    check_tokens,
    check_weights,
    follows,
    numbers,
)
from attention_math.trace import AttentionTrace, HeadTrace, Kind, Side, Source

NAME = ORIGIN = "own arrays"
_OF_ALL = ("embeddings", "key_embeddings")  # heads share them
_ROLES = {"query": "query_side", "key": "key_side", "value": "key_side"}

Arrays = dict[str, Array]


def from_arrays(
    tokens: object,
    *,
    key_tokens: object = None,
    mask: object = None,
    sentence: object = None,
    name: str = NAME,
    **given: object,
) -> AttentionTrace:
    """Take one attention layer apart of which somebody knows some arrays.

    Parameters
    ----------
    tokens
        The words; those that ask, where ``key_tokens`` answer (cross-attention).
    mask
        ``"none"``, ``"causal"``, or queries × keys: true or 1 where a query sees a key, or what is
        added to the scores, 0 and −∞.
    sentence
        What the words are a sentence of; the words with spaces if left out.
    name
        What the badge says.
    given
        Nested lists or arrays, with a first axis for the heads if there are several: ``query``,
        ``key`` and ``value`` (tokens × width), ``scores``, ``scaled`` and ``weights`` (queries ×
        keys), ``output`` (queries × width); ``embeddings`` (tokens × d_model) with ``query_weight``
        and ``query_bias``, and so on; ``key_embeddings`` in cross-attention.

    Raises
    ------
    ValueError
        In one line that names the array, if one is unknown or of another shape than the others, if
        it holds no numbers, if weights are none, or do not follow from what else is given.
    """
    asking = check_tokens("tokens", tokens)
    answering = asking if key_tokens is None else check_tokens("key_tokens", key_tokens)
    arrays = {each: numbers(each, array) for each, array in given.items() if array is not None}
    heads = check_shapes(arrays, len(asking), len(answering), is_cross=key_tokens is not None)
    called, visible = check_mask(mask, len(asking), len(answering))
    kind: Kind = "masked" if called == "causal" else "self"
    source = Source(name, "", 1, "cross" if key_tokens is not None else kind, called, ORIGIN)
    of_all = {each: array for each, array in arrays.items() if each in _OF_ALL}
    own = [_of_head(arrays, index) for index in range(heads)]
    complete = [_complete(one, of_all, visible) for one in own]
    return _assembled(
        source, (asking, answering), of_all, own, complete, visible,
        check_sentence(sentence or " ".join(answering)),
    )  # fmt: skip


def _of_head(arrays: Mapping[str, Array], index: int) -> Arrays:
    """Return what was given of one head."""
    return {
        name: array[index] if array.ndim > len(AXES[name]) else array
        for name, array in arrays.items()
        if name not in _OF_ALL
    }


def _complete(given: Arrays, of_all: Arrays, visible: Bool[Array, "queries keys"]) -> Arrays:
    """Compute step by step what was not given; hold what was to what it should follow from."""
    found = dict(given)
    _project(found, of_all)

    def step(name: str, computed: Array | None, of: str) -> None:
        if computed is not None and name in given:
            follows(name, given[name], computed, of)
        elif computed is not None:
            found[name] = computed.astype(np.float32)

    query, key = found.get("query"), found.get("key")
    step("scores", None if query is None or key is None else query @ key.T, "query and key")
    scores = found.get("scores")
    has_width = query is not None and scores is not None
    step("scaled", scores / np.sqrt(query.shape[1]) if has_width else None, "scores")
    scaled = found.get("scaled")
    if scaled is not None:
        found["masked"] = np.where(visible, scaled, -np.inf).astype(np.float32)
    step("weights", None if scaled is None else softmax(found["masked"]), "the scaled scores")
    if "weights" not in found:
        raise ValueError(
            "scores alone do not say by how much they are divided: give scaled, or query and key"
            if scores is not None
            else "no weights follow from these arrays: give query and key, scaled, or weights"
        )
    check_weights(found["weights"], visible)
    value = found.get("value")
    step("output", None if value is None else found["weights"] @ value, "weights and value")
    return found


def _project(found: Arrays, of_all: Arrays) -> None:
    """Compute queries, keys and values where the inputs and their matrices are known."""
    given = dict(found)
    for role, side in _ROLES.items():
        of_keys = side == "key_side" and "key_embeddings" in of_all
        inputs = of_all.get("key_embeddings" if of_keys else "embeddings")
        weight = given.get(f"{role}_weight")
        if inputs is None or weight is None:
            continue
        bias = found.setdefault(f"{role}_bias", np.zeros(weight.shape[1], np.float32))
        computed = inputs @ weight + bias
        if role in given:
            follows(role, given[role], computed, f"embeddings and {role}_weight")
        found[role] = given.get(role, computed)


def _assembled(
    source: Source,
    words: tuple[tuple[str, ...], tuple[str, ...]],
    of_all: Arrays,
    own: Sequence[Arrays],
    heads: Sequence[Arrays],
    visible: Bool[Array, "queries keys"],
    sentence: str,
) -> AttentionTrace:
    asking, answering = (_side(*one) for one in zip(words, _inputs(of_all), strict=True))
    outputs = [head["output"] for head in heads if "output" in head]
    concat = np.hstack(outputs) if outputs else None
    given = ["visible"]
    for number, (before, after) in enumerate(zip(own, heads, strict=True), start=1):
        biases = (name for name in after if name.endswith("_bias"))  # zero, if nobody gave one
        given += [f"head{number}.{name}" for name in dict.fromkeys((*before, *biases))]
    for side, named in ((asking, "query_side"), (answering, "key_side")):
        given += [f"{named}.{name}" for name, _ in side.arrays()]
    return AttentionTrace(
        source=source,
        query_side=asking,
        key_side=answering,
        heads=tuple(HeadTrace(**head) for head in heads),
        visible=visible,
        concat=concat,
        output=concat,
        sentence=sentence,
        given=tuple(given),
    )


def _inputs(of_all: Arrays) -> tuple[Array | None, Array | None]:
    inputs = of_all.get("embeddings")
    return inputs, of_all.get("key_embeddings", inputs)


def _side(tokens: tuple[str, ...], inputs: Float[Array, "tokens d_model"] | None) -> Side:
    return Side(tokens=tokens, embeddings=inputs, inputs=inputs)
