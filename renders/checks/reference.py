"""Attention a second time: numpy in 64 bits, from the weights' file and the papers alone.

Nothing here calls what computes the film's numbers, so a mistake must be made twice to pass.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

import numpy as np
from safetensors import safe_open

from attention_math.shipped import FOLDER, SHIPPED
from renders.checks.rounding import single

Array = np.ndarray
Tensors = dict[str, Array]
Entering = tuple[str, Array, Array]  # the name of an attention block, what asks and what answers

_SELECTORS = re.compile("[\ufe00-\ufe0f]")  # of a variant of the character before
LAYER_NORM_EPSILON = 1e-5  # what the models were trained with; added to the variance


@dataclass(frozen=True)
class Model:
    """A shipped model: its weights as they lie in the file, in 64 bits."""

    name: str
    heads: int
    weights: Tensors

    @property
    def reading(self) -> str:
        """Which of its tables turns the text that it is given into vectors."""
        return "source" if "source.table" in self.weights else "target"

    @property
    def width(self) -> int:
        return self.table(self.reading).shape[1]

    def table(self, side: str) -> Array:
        return self.weights[f"{side}.table"]

    def ids(self, side: str, tokens: Sequence[str]) -> Array:
        """Find tokens in the vocabulary that belongs to a table."""
        shipped = SHIPPED[self.name]
        known = vocabulary(shipped.reads if side == "source" else shipped.writes)
        return np.array([known[token] for token in tokens])

    def embed(self, side: str, ids: Array) -> Array:
        """Add the positions to the rows of the table (Vaswani et al., sections 3.4 and 3.5)."""
        return single(self.table(side)[ids]) + single(sinusoids(len(ids), self.width))

    def linear(self, name: str, inputs: Array) -> Array:
        return inputs @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def normalise(self, name: str, vectors: Array) -> Array:
        """Shift and stretch each vector to mean 0 and variance 1 (Ba et al., 2016)."""
        centred = vectors - vectors.mean(axis=1, keepdims=True)
        variance = (centred**2).mean(axis=1, keepdims=True)
        scaled = centred / np.sqrt(variance + LAYER_NORM_EPSILON)
        return scaled * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]

    def attention(self, block: str, asking: Array, answering: Array, visible: Array) -> Tensors:
        """Run one attention block and keep all it computes, head by head, by the trace's names."""
        parts: Tensors = {}
        for kind in ("weight", "bias"):
            for role in ("query", "key", "value"):
                whole = self.weights[f"{block}.{role}.{kind}"].T
                for number, columns in enumerate(np.split(whole, self.heads, axis=-1), start=1):
                    parts[f"head{number}.{role}_{kind}"] = columns
            parts[f"output_{kind}"] = self.weights[f"{block}.output.{kind}"].T
        return parts | attend(parts, asking, answering, visible)

    def entering(
        self, block: str, source: Array | None, target: Array | None
    ) -> tuple[Array, Array]:
        """Run the model until an attention block, and return what asks and what answers in it."""
        for name, asking, answering in self.run(source, target):
            if name == block:
                return asking, answering
        raise LookupError(f"{self.name} has no {block}")

    def run(self, source: Array | None, target: Array | None) -> Iterator[Entering]:
        """Run encoder and decoder, as far as they have something to read, from block to block.

        Yields what enters each attention block, and at last, under no name, what leaves the model.
        """
        x = memory = None
        for stack, side, ids in (("encoder", "source", source), ("decoder", "target", target)):
            if ids is not None:
                memory, x = x, self.embed(side, ids)
                visible = past(len(ids)) if stack == "decoder" else True
                for number in range(self.depth(stack)):
                    x = yield from self._layer(f"{stack}.{number}", x, visible, memory)
        yield "", x, x

    def _layer(
        self, name: str, x: Array, visible: Array | bool, memory: Array | None
    ) -> Generator[Entering, None, Array]:
        """Run a layer and return what leaves it: add and norm around each of its sub-layers."""
        for kind, seen in (("self", visible), ("cross", True)):
            if f"{name}.{kind}_norm.weight" in self.weights:
                block, answering = f"{name}.{kind}_attention", x if kind == "self" else memory
                if answering is None:
                    raise ValueError("the trace does not say what the encoder read")
                yield block, x, answering
                attended = self.attention(block, x, answering, seen)["output"]
                x = self.normalise(f"{name}.{kind}_norm", x + attended)
        wide = np.maximum(self.linear(f"{name}.feed_forward.0", x), 0)
        fed = self.linear(f"{name}.feed_forward.2", wide)
        return self.normalise(f"{name}.feed_forward_norm", x + fed)

    def depth(self, stack: str) -> int:
        return len({name.split(".")[1] for name in self.weights if name.startswith(f"{stack}.")})

    def logits(self, source: Array | None, target: Array | None) -> Array:
        """Score every token of the target vocabulary (Vaswani et al., section 3.4)."""
        x, _ = self.entering("", source, target)
        if "unembedding.weight" in self.weights:
            return self.linear("unembedding", x)
        return x @ self.table("target").T / np.sqrt(self.width) + self.weights["bias"]


@cache
def model(name: str) -> Model | None:
    """Read a shipped model; ``None`` if there is none of that name."""
    path = FOLDER / f"{name}.safetensors"
    if name not in SHIPPED or not path.exists():
        return None
    with safe_open(path, framework="numpy") as file:
        sizes = json.loads(file.metadata()["sizes"])
        weights = {key: file.get_tensor(key).astype(np.float64) for key in file.keys()}  # noqa: SIM118
    return Model(name, sizes["heads"], weights)


@cache
def tokenizer(name: str) -> dict[str, Any]:
    """Read a vocabulary's file: its tokens, and the pairs that it joins, first learnt first."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def vocabulary(name: str) -> dict[str, int]:
    """Return a vocabulary's tokens and their ids."""
    added = {token["content"]: token["id"] for token in tokenizer(name)["added_tokens"]}
    return tokenizer(name)["model"]["vocab"] | added


def plain(text: str) -> str:
    """Write a sentence as the models read it: small letters that can be seen, plain apostrophes."""
    seen = "".join(c for c in _SELECTORS.sub("", text) if c.isprintable() or c.isspace())
    small = " ".join(seen.replace("’", "'").replace("‘", "'").lower().split())
    return unicodedata.normalize("NFC", small)


@cache
def split(name: str, text: str) -> tuple[str, ...]:
    """Cut a text into tokens by the `tokenizers` library alone, and keep those that spell it."""
    from tokenizers import Tokenizer  # late: a machine that only renders has none

    cutter = Tokenizer.from_file(str(FOLDER / f"{name}.json"))
    cutter.encode_special_tokens = True
    unspelt = plain(text).replace(" ", "").encode()
    spelling = []
    for token in cutter.encode(plain(text), add_special_tokens=False).tokens:
        if unspelt.startswith(_spelt(token)):
            spelling.append(token)
            unspelt = unspelt.removeprefix(_spelt(token))
    return tuple(spelling)


def _is_byte(token: str) -> bool:
    return token.startswith("<0x") and len(token) == len("<0x00>")


def _spelt(token: str) -> bytes:
    return bytes.fromhex(token[3:5]) if _is_byte(token) else token.removeprefix("##").encode()


def readable(tokens: Sequence[str]) -> list[str]:
    """Say what a viewer is to be shown for each token: text, whole characters, or bytes as bytes.

    Python's own decoder joins each run of bytes, and lets through what is none of UTF-8.
    """
    found: list[str] = []
    for are_bytes, run in groupby(tokens, _is_byte):
        if not are_bytes:
            found += run
            continue
        for character in b"".join(map(_spelt, run)).decode(errors="surrogateescape"):
            written = character.encode(errors="surrogateescape")
            if not character.isprintable() or character.isspace():
                found += [f"byte {byte:02X}" for byte in written]
            elif len(written) == 1:
                found.append(character)
            else:
                found += [f"{character} {i + 1}/{len(written)}" for i in range(len(written))]
    return found


def sinusoids(rows: int, width: int, step: float = 1) -> Array:
    """PE(pos, 2i) = sin(pos / 10000^(2i/d)), PE(pos, 2i+1) = cos (Vaswani et al., section 3.5)."""
    entry = np.arange(width)
    angles = np.arange(rows)[:, None] * step / 10_000.0 ** ((entry - entry % 2) / width)
    return np.where(entry % 2, np.cos(angles), np.sin(angles))


def past(tokens: int) -> Array:
    """Let each token see itself and what came before."""
    return np.tri(tokens, dtype=bool)


def softmax(scores: Array) -> Array:
    """Turn rows of scores into weights; −∞ becomes an exact 0."""
    raised = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    return raised / np.sum(raised, axis=-1, keepdims=True)


def attend(parts: Tensors, asking: Array, answering: Array, visible: Array | bool) -> Tensors:
    """Run all heads by equation 1 of Vaswani et al., join them, and mix them by W_O if it is there.

    ``parts`` has the weights of each head by its name; all heads are computed as one stack.
    """
    heads = list(dict.fromkeys(name.split(".")[0] for name in parts if name.startswith("head")))

    def of_all(name: str) -> Array:
        return np.stack([parts[f"{head}.{name}"] for head in heads])

    query, key, value = (
        inputs @ of_all(f"{role}_weight") + of_all(f"{role}_bias")[:, None]
        for role, inputs in (("query", asking), ("key", answering), ("value", answering))
    )
    scores = query @ key.mT
    scaled = scores / np.sqrt(query.shape[-1])
    masked = scaled + np.where(visible, 0, -np.inf)
    weights = softmax(masked)
    heard = weights @ value
    found = dict(query=query, key=key, value=value, scores=scores, scaled=scaled, masked=masked)
    found |= dict(weights=weights, output=heard)
    concat = output = single(np.hstack(heard))
    if "output_weight" in parts:
        output = concat @ parts["output_weight"] + parts["output_bias"]
    each = {f"{h}.{name}": all_[i] for i, h in enumerate(heads) for name, all_ in found.items()}
    return each | {"concat": concat, "output": output}
