"""The one door from the computation to the pictures: frozen arrays with names, on disk or not.

Needs numpy and safetensors alone, so a trace saved where the model is renders where it is not.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Literal
from uuid import uuid4

import numpy as np
from beartype import beartype
from jaxtyping import Bool, Float, Int, TypeCheckError, jaxtyped
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save as serialize

from attention_math.arrays import frozen
from attention_math.shown import shown_tokens

Array = np.ndarray
Kind = Literal["self", "masked", "cross"]
Mask = Literal["none", "causal", "padding", "causal and padding"]
FORMAT = "attention-film trace 1"
TRAINED, SHARPENED = "trained", "trained with a sharpness penalty"


def own_mask(kind: Kind) -> Mask:
    """Say what a kind of attention hides by itself."""
    return "causal" if kind == "masked" else "none"


class TraceError(ValueError):
    """A trace that cannot be trusted: its file or its arrays are not what they should be."""


class _Frozen:
    """Make every array of a dataclass read-only once its shapes have been checked."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                object.__setattr__(self, field.name, frozen(value.copy()))

    def arrays(self) -> Iterator[tuple[str, Array]]:
        """Yield the name and the values of every array that is there."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                yield field.name, value


@jaxtyped(typechecker=beartype)
@dataclass(frozen=True)
class Side(_Frozen):
    """One sentence on its way in: words, ids, vectors, and what enters this attention layer.

    ``tokens`` are the model's own, each of which has an id; draw and print `shown`.
    ``inputs`` equals ``embeddings`` in the first layer of an encoder and what the layer before
    made of them further up.
    """

    tokens: tuple[str, ...]
    ids: Int[Array, " tokens"]
    token_embeddings: Float[Array, "tokens d_model"]
    positions: Float[Array, "tokens d_model"]
    embeddings: Float[Array, "tokens d_model"]
    inputs: Float[Array, "tokens d_model"]

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.tokens) != len(self.ids) or not self.tokens:
            raise TraceError(f"{len(self.tokens)} tokens do not fit {len(self.ids)} ids")

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The tokens as readers know them: what pictures, captions and tables say."""
        return shown_tokens(self.tokens)


@jaxtyped(typechecker=beartype)
@dataclass(frozen=True)
class HeadTrace(_Frozen):
    """Every number of one head, in the order in which it is computed. Weights are d_in × d_out."""

    query_weight: Float[Array, "d_model d_head"]
    query_bias: Float[Array, " d_head"]
    key_weight: Float[Array, "d_model d_head"]
    key_bias: Float[Array, " d_head"]
    value_weight: Float[Array, "d_model d_head"]
    value_bias: Float[Array, " d_head"]
    query: Float[Array, "queries d_head"]
    key: Float[Array, "keys d_head"]
    value: Float[Array, "keys d_head"]
    scores: Float[Array, "queries keys"]
    scaled: Float[Array, "queries keys"]
    masked: Float[Array, "queries keys"]
    weights: Float[Array, "queries keys"]
    output: Float[Array, "queries d_head"]

    @property
    def d_head(self) -> int:
        return self.query.shape[1]


@dataclass(frozen=True)
class Source:
    """Where the numbers come from; ``label`` is what the badge on screen says.

    ``layer`` counts from 1 within its stack. ``origin`` tells trained weights from others, and
    those whose training also counted the entropy of the attention.
    """

    model: str
    stack: str
    layer: int
    kind: Kind
    mask: Mask
    origin: str

    @property
    def reads(self) -> tuple[str, str]:
        """Say for queries and for keys whether they are the sentence or its translation."""
        asking = "translation" if self.stack == "decoder" else "sentence"
        return asking, "sentence" if self.kind == "cross" else asking

    @property
    def label(self) -> str:
        added = f" · {self.mask} mask added" if self.mask != own_mask(self.kind) else ""
        if self.origin not in (TRAINED, SHARPENED):
            return f"{self.model}{added}"
        model = f"{self.model}, trained sharp" if self.origin == SHARPENED else self.model
        return " ".join(f"{model} · {self.stack} layer {self.layer}{added}".split())


@jaxtyped(typechecker=beartype)
@dataclass(frozen=True)
class AttentionTrace(_Frozen):
    """One attention layer on one sentence (or on two, in cross-attention), complete.

    ``output_weight`` is W_O; an example without one has the concatenation as its output.
    ``sentence`` is what was typed, and ``translation`` what the decoder was given to read instead
    of the model's own; ``None`` if nothing was.
    """

    source: Source
    query_side: Side
    key_side: Side
    heads: tuple[HeadTrace, ...]
    visible: Bool[Array, "queries keys"]
    concat: Float[Array, "queries d_concat"]
    output: Float[Array, "queries d_out"]
    output_weight: Float[Array, "d_concat d_out"] | None = None
    output_bias: Float[Array, " d_out"] | None = None
    sentence: str | None = None
    translation: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        queries, keys = len(self.query_side.tokens), len(self.key_side.tokens)
        shapes = {head.weights.shape for head in self.heads} | {self.visible.shape}
        if shapes != {(queries, keys)}:
            raise TraceError(f"weights of shape {shapes} do not fit {queries} queries, {keys} keys")

    @property
    def hides(self) -> bool:
        """Whether the mask keeps any query from any key."""
        return not self.visible.all()

    def head(self, number: int) -> HeadTrace:
        """Return a head by its number, counted from 1 as on screen."""
        if not 1 <= number <= len(self.heads):
            raise ValueError(
                f"there is no head {number}; {self.source.label} has heads 1 to {len(self.heads)}"
            )
        return self.heads[number - 1]

    def named_arrays(self) -> dict[str, Array]:
        """Every array under the name that citations use: ``head1.weights``, ``query_side.ids``."""
        parts = {"": self, "query_side.": self.query_side, "key_side.": self.key_side}
        parts |= {f"head{i}.": head for i, head in enumerate(self.heads, start=1)}
        return {
            prefix + name: array for prefix, part in parts.items() for name, array in part.arrays()
        }

    def save(self, path: Path) -> None:
        """Write a safetensors file, whole or not at all.

        Raises
        ------
        OSError
            If it cannot be written under that name; nothing is left of it.
        """
        arrays = self.named_arrays()
        metadata = {
            "format": FORMAT,
            "source": json.dumps(asdict(self.source)),
            "query_tokens": json.dumps(self.query_side.tokens),
            "key_tokens": json.dumps(self.key_side.tokens),
            "heads": str(len(self.heads)),
        }
        typed = {"sentence": self.sentence, "translation": self.translation}
        metadata |= {name: text for name, text in typed.items() if text is not None}
        metadata["sha256"] = _digest(arrays, metadata)
        content = serialize({k: np.ascontiguousarray(v) for k, v in arrays.items()}, metadata)
        aside = path.parent / f".{uuid4().hex}.part"  # a name of its own may be too long already
        try:
            aside.write_bytes(content)
            os.replace(aside, path)
        finally:
            aside.unlink(missing_ok=True)


def load(path: Path) -> AttentionTrace:
    """Read a trace that `AttentionTrace.save` wrote.

    Raises
    ------
    TraceError
        If the file is missing, truncated, not a trace, or not what was written.
    """
    try:
        with safe_open(path, framework="numpy") as file:
            metadata = file.metadata() or {}
            arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except (OSError, SafetensorError) as error:
        raise TraceError(f"cannot read the trace {path}: {str(error).splitlines()[0]}") from None
    if metadata.get("format") != FORMAT:
        raise TraceError(f"{path} is not a trace of this program ({FORMAT!r})")
    if metadata.pop("sha256", None) != _digest(arrays, metadata):
        raise TraceError(f"the trace {path} was changed after it was saved; make it again")
    try:
        return _assemble(arrays, metadata)
    except (KeyError, TypeError, ValueError, TypeCheckError) as error:
        reason = str(error).splitlines()[0]
        raise TraceError(f"the trace {path} is incomplete: {reason}") from None


def _assemble(arrays: dict[str, Array], metadata: dict[str, str]) -> AttentionTrace:
    def part(prefix: str) -> dict[str, Array]:
        return {k.removeprefix(prefix): v for k, v in arrays.items() if k.startswith(prefix)}

    return AttentionTrace(
        source=Source(**json.loads(metadata["source"])),
        query_side=Side(tokens=tuple(json.loads(metadata["query_tokens"])), **part("query_side.")),
        key_side=Side(tokens=tuple(json.loads(metadata["key_tokens"])), **part("key_side.")),
        heads=tuple(HeadTrace(**part(f"head{i + 1}.")) for i in range(int(metadata["heads"]))),
        sentence=metadata.get("sentence"),
        translation=metadata.get("translation"),
        **{name: array for name, array in arrays.items() if "." not in name},
    )


def _digest(arrays: dict[str, Array], metadata: dict[str, str]) -> str:
    digest = hashlib.sha256(json.dumps(metadata, sort_keys=True).encode())
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        digest.update(f"{name} {array.dtype} {array.shape}".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()
