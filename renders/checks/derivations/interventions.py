"""What a model makes of a change inside it, by the second program's own models."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from attention_math.shipped import MODELS
from renders.checks.expression import Array, Fields, derivation
from renders.checks.reference import Model, Tensors, model, past, plain, softmax, split, vocabulary
from renders.checks.rounding import exactly, single

Kinds = tuple[str, ...]
LONGEST = 40  # tokens that the translator may write, [START] counted


@dataclass(frozen=True)
class _Changed(Model):
    """A model of which ``parts`` add nothing, and of whose attention blocks some are disturbed.

    ``blind`` pairs kinds of attention with the places that nobody sees but themselves.
    ``edge`` is a block, a head, a query and a key; ``silent`` a block and a head.
    """

    parts: Kinds = ()
    blind: tuple[tuple[str, tuple[int, ...]], ...] = ()
    edge: tuple[str, int, int, int] | None = None
    silent: tuple[str, int] | None = None

    def embed(self, side: str, ids: Array) -> Array:
        is_bare = side == self.reading and "positions" in self.parts
        return single(self.table(side)[ids]) if is_bare else super().embed(side, ids)

    def linear(self, name: str, inputs: Array) -> Array:
        is_out = name.endswith("feed_forward.2") and "feed-forward" in self.parts
        return super().linear(name, inputs) * (not is_out)

    def attention(self, block: str, asking: Array, answering: Array, visible: Array) -> Tensors:
        kind = _kind(block)
        hidden = np.isin(np.arange(len(answering)), dict(self.blind).get(kind, ()))
        own = hidden[:, None] if kind != "cross" else False
        shape = self.heads, len(asking), len(answering)
        seen = np.broadcast_to(visible & (own | ~hidden), shape).copy()
        if self.edge and self.edge[0] == block and self.edge[2] < len(asking):
            seen[self.edge[1:]] = False
        found = super().attention(block, asking, answering, seen)
        if self.silent and self.silent[0] == block:
            heard = np.split(found["concat"], self.heads, axis=1)
            heard[self.silent[1]] = np.zeros_like(heard[0])
            found["output"] = np.hstack(heard) @ found["output_weight"] + found["output_bias"]
        return found | {"output": found["output"] * (kind not in self.parts)}


@derivation
def hide_word(name: str, text: str, *places: int, kinds: Kinds = ()) -> Fields:
    looking = [kind for kind in MODELS[name].kinds if (kind, name) != ("masked", "translator")]
    return _effect(name, text, blind=tuple((kind, places) for kind in kinds or looking))


@derivation
def take_out(name: str, text: str, *parts: str) -> Fields:
    return _effect(name, text, parts=parts)


@derivation
def cut_edge(
    name: str, text: str, query: int, key: int, head: int, layer: int = 1, kind: str = ""
) -> Fields:
    return _effect(name, text, edge=(_block(name, layer, kind), head - 1, query, key))


@derivation
def take_out_head(name: str, text: str, head: int, layer: int = 1, kind: str = "") -> Fields:
    return _effect(name, text, silent=(_block(name, layer, kind), head - 1))


@derivation
def cut_row(name: str, text: str, query: int) -> Fields:
    """Read the weights off the undisturbed run, and cut edge after edge."""
    shipped, kind = model(name), MODELS[name].kinds[0]
    ids = shipped.ids(shipped.reading, split(MODELS[name].reads, text))
    read = (None, ids) if shipped.reading == "target" else (ids, None)
    sees = len(ids) if kind == "self" else query + 1
    before, weights, kept = _odds(shipped, shipped, ids, ids), [], []
    for layer in range(1, shipped.depth("encoder" if kind == "self" else "decoder") + 1):
        block = _block(name, layer, kind)
        asking, answering = shipped.entering(block, *read)
        seen = past(len(ids)) if kind == "masked" else True
        found = shipped.attention(block, asking, answering, seen)
        for head in range(1, shipped.heads + 1):
            weights += list(found[f"head{head}.weights"][query, :sees])
            edges = ((block, head - 1, query, key) for key in range(sees))
            cuts = (_effect(name, text, before=before, edge=edge) for edge in edges)
            kept += [cut["kept"][query] for cut in cuts]
    shape = -1, shipped.heads, sees
    one, other = (np.reshape(values, shape) for values in (weights, kept))
    spread = (one - one.mean()) * (other - other.mean())
    correlation = spread.mean() / (one.std() * other.std())
    return {"weights": one, "kept": other, "correlation": correlation, "count": len(kept)}


@derivation
def exchange_words(name: str, text: str, *places: int) -> Fields:
    words = np.array(plain(text).split())
    words[list(places)] = words[list(reversed(places))]
    return _effect(name, text, " ".join(words))


def _kind(block: str) -> str:
    stack, _, name = block.split(".")
    kind = name.removesuffix("_attention")
    return "masked" if (stack, kind) == ("decoder", "self") else kind


def _block(name: str, layer: int, kind: str) -> str:
    kind = kind or MODELS[name].kinds[0]
    stack = "encoder" if kind == "self" else "decoder"
    return f"{stack}.{layer - 1}.{'cross' if kind == 'cross' else 'self'}_attention"


class _Effect(dict):
    """Fields of which ``written`` is found when it is asked for: a translation takes its time."""

    def __init__(
        self, name: str, read: Array, changes: Mapping[str, object], found: Fields
    ) -> None:
        super().__init__(found)
        self.name, self.read, self.changes = name, tuple(read), tuple(changes.items())

    def __missing__(self, field: str) -> Array:
        if field != "written":
            raise KeyError(field)
        if "cross" not in MODELS[self.name].kinds:
            return self["after"]
        text = " ".join(_translation(self.name, self.read, self.changes))
        return np.array(re.sub(r" ##| (?=[.,?!])| ?(['-]) ?", r"\1", text).split())


def _effect(
    name: str, text: str, other: str = "", before: Array | None = None, **changes: object
) -> Fields:
    """Compare a changed model with the shipped one: its gloss, next words, or translation.

    Who changes it again and again hands over what it says ``before``.
    """
    shipped = model(name)
    changed = _Changed(**vars(shipped), **changes)
    first, second = (
        shipped.ids(shipped.reading, split(MODELS[name].reads, each))
        for each in (text, other or text)
    )
    if before is None:
        before = _odds(shipped, shipped, first, first)
    after = _odds(changed, shipped, second, first)
    words = spelled(name)
    ids = before.argmax(axis=1)
    own = np.arange(len(ids)), ids
    found = {"before": words[ids], "after": words[after.argmax(axis=1)], "ids": ids}
    found |= {"probabilities": after, "kept": after[own], "nats": np.log(before[own] / after[own])}
    return _Effect(name, second, changes, found)


def _odds(one: Model, shipped: Model, ids: Array, first: Array) -> Array:
    return softmax(one.logits(*enters(shipped, ids, first)))


def enters(shipped: Model, ids: Array, first: Array) -> tuple[Array | None, Array | None]:
    """Say what encoder and decoder read: a translator its own translation of the first text."""
    if shipped.reading == "target":
        return None, ids
    if "cross" not in MODELS[shipped.name].kinds:
        return ids, None
    return ids, shipped.ids("target", ("[START]", *_translation(shipped.name, tuple(first))))


@cache
def _translation(
    name: str, ids: tuple[int, ...], changes: tuple[tuple[str, object], ...] = ()
) -> tuple[str, ...]:
    """Translate once, and exactly: no rounding of 32 bits moves a text a little."""
    with exactly():
        return _writes(_Changed(**vars(model(name)), **dict(changes)), np.array(ids))


@cache
def spelled(name: str) -> Array:
    """List the tokens that a model writes, by their ids."""
    known = vocabulary(MODELS[name].writes)
    return np.array(sorted(known, key=known.get))


def _writes(one: Model, read: Array, *written: str) -> tuple[str, ...]:
    """Let a translator write from [START] on, always the likeliest token, while there is room."""
    if len(written) + 1 == LONGEST:
        return written
    logits = one.logits(read, one.ids("target", ("[START]", *written)))
    following = str(spelled(one.name)[logits[-1].argmax()])
    return written if following == "[END]" else _writes(one, read, *written, following)


@derivation
def roles(name: str, text: str, *places: int) -> Fields:
    """Read a text, and the same with two tokens exchanged, without positions and with them."""
    shipped = model(name)
    models = _Changed(**vars(shipped), parts=("positions",)), shipped
    ids = shipped.ids("source", split(MODELS[name].reads, text))
    other = ids.copy()
    other[list(places)] = ids[list(reversed(places))]
    read = [[one.entering("", each, None)[0] for each in (ids, other)] for one in models]
    rows = np.array([[one[list(places)], two[list(reversed(places))]] for one, two in read])
    (a, c), (b, d) = rows[1]  # the first word early and the second late, and the other way round
    axes = np.linalg.qr(np.array([c + d - a - b, a + d - b - c]).T)
    seen = (rows - rows[1].mean(axis=(0, 1))) @ (axes[0] * np.sign(np.diag(axes[1])))
    kept = seen[1].var(axis=(0, 1)).sum() / rows[1].var(axis=(0, 1)).sum()
    apart = np.sqrt(((rows[:, 0] - rows[:, 1]) ** 2).sum(axis=-1))
    return {"places": seen, "apart": apart, "percent": 100 * kept}
