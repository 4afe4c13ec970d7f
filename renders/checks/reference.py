"""Attention a second time: numpy in 64 bits, from the weights' file and the papers alone.

Nothing here calls what computes the film's numbers, so a mistake must be made twice to pass.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import safe_open

import attention_math
from renders.checks.rounding import single

Array = np.ndarray
Tensors = dict[str, Array]

MODELS = Path(attention_math.__file__).parent / "models"
_SELECTORS = re.compile("[\ufe00-\ufe0f]")  # of a variant of the character before
LAYER_NORM_EPSILON = 1e-5  # what the models were trained with; added to the variance
VOCABULARIES = {
    name: (told["reads"], told["writes"])
    for name, told in json.loads((MODELS / "registry.json").read_text(encoding="utf-8")).items()
}


@dataclass(frozen=True)
class Model:
    """A shipped model: its weights as they lie in the file, in 64 bits."""

    name: str
    heads: int
    weights: Tensors

    @property
    def width(self) -> int:
        return self.table("source" if "source.table" in self.weights else "target").shape[1]

    def table(self, side: str) -> Array:
        return self.weights[f"{side}.table"]

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
        for role in ("query", "key", "value"):
            weight, bias = (self.weights[f"{block}.{role}.{kind}"] for kind in ("weight", "bias"))
            columns = np.split(weight.T, self.heads, axis=1), np.split(bias, self.heads)
            for number, pair in enumerate(zip(*columns, strict=True), start=1):
                parts[f"head{number}.{role}_weight"], parts[f"head{number}.{role}_bias"] = pair
        parts["output_weight"] = self.weights[f"{block}.output.weight"].T
        parts["output_bias"] = self.weights[f"{block}.output.bias"]
        return parts | attend_all(parts, asking, answering, visible)

    def layer(
        self, name: str, x: Array, visible: Array, memory: Array | None = None
    ) -> tuple[Array, Array, Array]:
        """Run a layer: add and norm around each sub-layer. Also return what enters attention."""
        entering = x
        attended = self.attention(f"{name}.self_attention", x, x, visible)["output"]
        x = between = self.normalise(f"{name}.self_norm", x + attended)
        if memory is not None:
            everything = np.ones((len(x), len(memory)), dtype=bool)
            crossed = self.attention(f"{name}.cross_attention", x, memory, everything)["output"]
            x = self.normalise(f"{name}.cross_norm", x + crossed)
        wide = np.maximum(self.linear(f"{name}.feed_forward.0", x), 0)
        fed = self.linear(f"{name}.feed_forward.2", wide)
        return entering, between, self.normalise(f"{name}.feed_forward_norm", x + fed)

    def encode(self, ids: Array, layers: int | None = None) -> Array:
        """Return what the encoder's first layers make of a sentence; all layers if left out."""
        x = self.embed("source", ids)
        for number in range(self.depth("encoder") if layers is None else layers):
            x = self.layer(f"encoder.{number}", x, np.ones((len(ids), len(ids)), dtype=bool))[-1]
        return x

    def decode(
        self, ids: Array, memory: Array | None, layers: int | None = None
    ) -> tuple[Array, Array, Array]:
        """Return for the last of the decoder's first layers what enters its two attentions, and
        what leaves it.
        """
        entering = between = x = self.embed("target", ids)
        for number in range(self.depth("decoder") if layers is None else layers):
            entering, between, x = self.layer(f"decoder.{number}", x, past(len(ids)), memory)
        return entering, between, x

    def depth(self, stack: str) -> int:
        return len({name.split(".")[1] for name in self.weights if name.startswith(f"{stack}.")})

    def logits(self, x: Array) -> Array:
        """Score every token of the target vocabulary (Vaswani et al., section 3.4)."""
        if "unembedding.weight" in self.weights:
            return self.linear("unembedding", x)
        return x @ self.table("target").T / np.sqrt(self.width) + self.weights["bias"]


@cache
def model(name: str) -> Model | None:
    """Read a shipped model; ``None`` if there is none of that name."""
    path = MODELS / f"{name}.safetensors"
    if name not in VOCABULARIES or not path.exists():
        return None
    with safe_open(path, framework="numpy") as file:
        sizes = json.loads(file.metadata()["sizes"])
        weights = {key: file.get_tensor(key).astype(np.float64) for key in file.keys()}  # noqa: SIM118
    return Model(name, sizes["heads"], weights)


@cache
def _described(name: str) -> dict[str, Any]:
    return json.loads((MODELS / f"{name}.json").read_text(encoding="utf-8"))


def merges(name: str) -> list[tuple[str, str]]:
    """Read the pairs that a vocabulary joins, first learnt first."""
    return [(left, right) for left, right in _described(name)["model"].get("merges", ())]


@cache
def vocabulary(name: str) -> dict[str, int]:
    """Read a vocabulary's tokens and their ids from its file."""
    described = _described(name)
    added = {token["content"]: token["id"] for token in described["added_tokens"]}
    return described["model"]["vocab"] | added


def plain(text: str) -> str:
    """Write a sentence as the models read it: small letters that can be seen, plain apostrophes."""
    seen = "".join(c for c in _SELECTORS.sub("", text) if c.isprintable() or c.isspace())
    small = " ".join(seen.replace("’", "'").replace("‘", "'").lower().split())
    return unicodedata.normalize("NFC", small)


@cache
def split(name: str, text: str) -> tuple[str, ...]:
    """Cut a text into tokens by the `tokenizers` library alone, and keep those that spell it."""
    from tokenizers import Tokenizer  # late: a machine that only renders has none

    tokenizer = Tokenizer.from_file(str(MODELS / f"{name}.json"))
    tokenizer.encode_special_tokens = True
    unspelt = plain(text).replace(" ", "").encode()
    spelling = []
    for token in tokenizer.encode(plain(text), add_special_tokens=False).tokens:
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
    table = np.empty((rows, width))
    for entry in range(width):
        angle = np.arange(rows) * step / 10_000.0 ** ((entry - entry % 2) / width)
        table[:, entry] = np.cos(angle) if entry % 2 else np.sin(angle)
    return table


def past(tokens: int) -> Array:
    """Let each token see itself and what came before."""
    places = np.arange(tokens)
    return places[None, :] <= places[:, None]


def softmax(scores: Array) -> Array:
    """Turn rows of scores into weights; −∞ becomes an exact 0."""
    raised = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    return raised / np.sum(raised, axis=-1, keepdims=True)


def attend(parts: Tensors, head: str, asking: Array, answering: Array, visible: Array) -> Tensors:
    """Run one head from its inputs, by equation 1 of Vaswani et al."""
    given = {"query": asking, "key": answering, "value": answering}
    found = {
        role: inputs @ parts[f"{head}.{role}_weight"] + parts[f"{head}.{role}_bias"]
        for role, inputs in given.items()
    }
    scores = found["query"] @ found["key"].T
    scaled = scores / np.sqrt(found["query"].shape[1])
    masked = scaled + np.where(visible, 0, -np.inf)
    weights = softmax(masked)
    output = weights @ found["value"]
    found |= dict(scores=scores, scaled=scaled, masked=masked, weights=weights, output=output)
    return {f"{head}.{name}": array for name, array in found.items()}


def attend_all(parts: Tensors, asking: Array, answering: Array, visible: Array) -> Tensors:
    """Run all heads whose weights are there, join them, and mix them by W_O if there is one."""
    heads = sorted({name.split(".")[0] for name in parts if name.startswith("head")}, key=_number)
    found: Tensors = {}
    for head in heads:
        found |= attend(parts, head, asking, answering, visible)
    concat = single(np.hstack([found[f"{head}.output"] for head in heads]))
    output = concat
    if "output_weight" in parts:
        output = concat @ parts["output_weight"] + parts["output_bias"]
    return found | {"concat": concat, "output": output}


def _number(head: str) -> int:
    return int(head.removeprefix("head"))
