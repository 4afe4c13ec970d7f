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
Mask = Literal["none", "causal", "padding", "causal and padding", "given"]
FORMAT = "attention-film trace 1"
TRAINED, SHARPENED = "trained", "trained with a sharpness penalty"
RECORDED = "recorded from a Hugging Face model"


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
    made of them further up. Of a viewer's own arrays what was not given is ``None``. ``special``
    are tokens that stand for no text, and ``written`` says how readers know the tokens, where that
    cannot be read off them.
    """

    tokens: tuple[str, ...]
    ids: Int[Array, " tokens"] | None = None
    token_embeddings: Float[Array, "tokens d_model"] | None = None
    positions: Float[Array, "tokens d_model"] | None = None
    embeddings: Float[Array, "tokens d_model"] | None = None
    inputs: Float[Array, "tokens d_model"] | None = None
    special: Bool[Array, " tokens"] | None = None
    written: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        count = len(self.tokens)
        for name, array in (*self.arrays(), ("written", self.written or self.tokens)):
            if not count or len(array) != count:
                raise TraceError(f"{count} tokens do not fit {len(array)} {name}")

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The tokens as readers know them: what pictures, captions and tables say."""
        return self.written or shown_tokens(self.tokens)

    @property
    def marks(self) -> tuple[bool, ...]:
        """Say of each token whether it stands for no text."""
        return (False,) * len(self.tokens) if self.special is None else tuple(self.special.tolist())


@jaxtyped(typechecker=beartype)
@dataclass(frozen=True, kw_only=True)
class HeadTrace(_Frozen):
    """Every number of one head, in the order in which it is computed. Weights are d_in × d_out.

    Of a viewer's own arrays what neither was given nor follows is ``None``; weights never are.
    The last ones are steps that some models add, ``None`` in all others: queries and keys before
    they were turned by their places, what scores are multiplied by instead of 1/√d_head, the cap c
    of ``capped`` = c·tanh(scaled/c), what is added to make ``biased``, the score of a sink that
    takes ``sink_weight`` of each row, and the number of the key and value that heads share.
    """

    query_weight: Float[Array, "d_model d_head"] | None = None
    query_bias: Float[Array, " d_head"] | None = None
    key_weight: Float[Array, "d_model d_head"] | None = None
    key_bias: Float[Array, " d_head"] | None = None
    value_weight: Float[Array, "d_model d_value"] | None = None
    value_bias: Float[Array, " d_value"] | None = None
    query: Float[Array, "queries d_head"] | None = None
    key: Float[Array, "keys d_head"] | None = None
    value: Float[Array, "keys d_value"] | None = None
    scores: Float[Array, "queries keys"] | None = None
    scaled: Float[Array, "queries keys"] | None = None
    masked: Float[Array, "queries keys"] | None = None
    weights: Float[Array, "queries keys"]
    output: Float[Array, "queries d_value"] | None = None
    unrotated_query: Float[Array, "queries d_head"] | None = None
    unrotated_key: Float[Array, "keys d_head"] | None = None
    scaling: Float[Array, 1] | None = None
    softcap: Float[Array, 1] | None = None
    capped: Float[Array, "queries keys"] | None = None
    position_bias: Float[Array, "queries keys"] | None = None
    biased: Float[Array, "queries keys"] | None = None
    sink: Float[Array, 1] | None = None
    sink_weight: Float[Array, " queries"] | None = None
    key_value_head: Int[Array, 1] | None = None

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
        is_own = self.mask == own_mask(self.kind) or self.origin == RECORDED
        added = "" if is_own else f" · {self.mask} mask added"
        if self.origin not in (TRAINED, SHARPENED, RECORDED):
            return f"{self.model}{added}"
        model = f"{self.model}, trained sharp" if self.origin == SHARPENED else self.model
        return " ".join(f"{model} · {self.stack} layer {self.layer}{added}".split())


@jaxtyped(typechecker=beartype)
@dataclass(frozen=True)
class AttentionTrace(_Frozen):
    """One attention layer on one sentence (or on two, in cross-attention), complete.

    ``output_weight`` is W_O; an example without one has the concatenation as its output.
    ``given`` names the arrays that nobody computed here: a viewer's own; see `own_arrays`.
    ``sentence`` is what was typed, and ``translation`` what the decoder was given to read instead
    of the model's own; ``None`` if nothing was.
    """

    source: Source
    query_side: Side
    key_side: Side
    heads: tuple[HeadTrace, ...]
    visible: Bool[Array, "queries keys"]
    concat: Float[Array, "queries d_concat"] | None = None
    output: Float[Array, "queries d_out"] | None = None
    output_weight: Float[Array, "d_concat d_out"] | None = None
    output_bias: Float[Array, " d_out"] | None = None
    sentence: str | None = None
    translation: str | None = None
    given: tuple[str, ...] = ()

    @classmethod
    def from_arrays(cls, tokens: object, **given: object) -> AttentionTrace:
        """Keep a viewer's own arrays and compute the rest; see `own_arrays.from_arrays`."""
        from attention_math import own_arrays  # late: it is made of the classes of this module

        return own_arrays.from_arrays(tokens, **given)

    @classmethod
    def from_weights(cls, tokens: object, weights: object, **given: object) -> AttentionTrace:
        """Keep weights of which nobody knows what they come from; see `from_arrays`."""
        return cls.from_arrays(tokens, weights=weights, **given)

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
        metadata |= {"given": json.dumps(self.given)} if self.given else {}
        sides = {"query_written": self.query_side.written, "key_written": self.key_side.written}
        metadata |= {name: json.dumps(words) for name, words in sides.items() if words is not None}
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

    def words(side: str) -> dict[str, tuple[str, ...]]:
        named = {"tokens": f"{side}_tokens", "written": f"{side}_written"}
        return {k: tuple(json.loads(metadata[v])) for k, v in named.items() if v in metadata}

    return AttentionTrace(
        source=Source(**json.loads(metadata["source"])),
        query_side=Side(**words("query"), **part("query_side.")),
        key_side=Side(**words("key"), **part("key_side.")),
        heads=tuple(HeadTrace(**part(f"head{i + 1}.")) for i in range(int(metadata["heads"]))),
        sentence=metadata.get("sentence"),
        translation=metadata.get("translation"),
        given=tuple(json.loads(metadata.get("given", "[]"))),
        **{name: array for name, array in arrays.items() if "." not in name},
    )


def _digest(arrays: dict[str, Array], metadata: dict[str, str]) -> str:
    digest = hashlib.sha256(json.dumps(metadata, sort_keys=True).encode())
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        digest.update(f"{name} {array.dtype} {array.shape}".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()
