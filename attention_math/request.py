"""What a trace is of, in the words in which it is asked for: a door that needs no torch."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from safetensors import safe_open

from attention_math.shipped import FOLDER, MODELS
from attention_math.sizes import Sizes
from attention_math.trace import SHARPENED, TRAINED, AttentionTrace, Kind, Mask, own_mask
from attention_math.wordlist import CONTINUATION, normalise, words_of

PROGRAM = "attention-film"
_PLAIN = re.compile(r"[\w.,:/@%+=-]+", re.ASCII)
_TELLING_IN_QUOTES = re.compile(r'[\\"$`!]')


@dataclass(frozen=True)
class Request:
    """One attention layer of one model on one sentence: all that decides a trace.

    ``mask`` is what the layer hides in all, ``None`` for what this kind of layer hides by itself.
    ``sentence`` is ``None`` if nobody knows it.
    """

    model: str
    layer: int
    kind: Kind
    mask: Mask | None = None
    sentence: str | None = None
    translation: str | None = None

    def __post_init__(self) -> None:
        if self.mask in ("none", own_mask(self.kind)):  # nothing is shown that a layer hides
            object.__setattr__(self, "mask", None)

    @classmethod
    def of(cls, trace: AttentionTrace) -> Request:
        """Say what must be asked for to get a trace."""
        source = trace.source
        return cls(
            source.model, source.layer, source.kind, source.mask, sentence_of(trace),
            trace.translation,
        )  # fmt: skip

    def fits(self, trace: AttentionTrace) -> bool:
        """Say whether a trace is what is asked for."""
        found = replace(Request.of(trace), sentence=self.sentence)
        return found == self and is_of(trace, self.sentence)

    def command(self, *more: str) -> str:
        """Write the command that prints these numbers."""
        words = ["trace", "--model", self.model, "--layer", str(self.layer), "--kind", self.kind]
        words += ["--mask", self.mask] if self.mask not in (None, "given") else []
        words += ["--sentence", self.sentence or "…"]
        words += ["--translation", self.translation] if self.translation is not None else []
        return " ".join([PROGRAM, *map(quoted, (*words, *more))])

    def saving(self) -> str:
        """Write the command that saves these numbers, to a file with a telling name."""
        parts = [self.model, str(self.layer), self.kind, *(self.mask or "").split()]
        return self.command("--save", "-".join(parts) + ".safetensors")

    def __str__(self) -> str:
        """Say in a line what is asked for."""
        added = f", {self.mask} mask added" if self.mask else ""
        return f"{self.model}, layer {self.layer}, {self.kind} attention{added}, of " + (
            "an unknown sentence" if self.sentence is None else f'"{self.sentence}"'
        )


def quoted(word: str) -> str:
    """Quote a word of a command for any shell, in double quotes where they are enough."""
    if _PLAIN.fullmatch(word):
        return word
    return shlex.quote(word) if _TELLING_IN_QUOTES.search(word) else f'"{word}"'


def sentence_of(trace: AttentionTrace) -> str | None:
    """Return the sentence that a trace is of; one that does not say it is read by its tokens.

    A decoder's attention to itself shows the translation alone: ``None`` if there is another side.
    """
    if trace.sentence is not None:
        return trace.sentence
    tokens = _read(trace)
    if tokens is None:
        return None
    text = "".join(
        token.removeprefix(CONTINUATION) if token.startswith(CONTINUATION) else f" {token}"
        for token in tokens
    )
    return re.sub(r" ?(['-]) ?", r"\1", re.sub(r" ([.,;:!?])", r"\1", " ".join(text.split())))


def is_of(trace: AttentionTrace, sentence: str | None) -> bool:
    """Say whether a trace is of this sentence."""
    if sentence is None:
        return False
    if trace.sentence is not None:
        return normalise(trace.sentence) == normalise(sentence)
    try:
        words = words_of(sentence, _read(trace) or ())
    except ValueError:
        return False
    return bool(words) and all(word.places for word in words)


def _read(trace: AttentionTrace) -> Sequence[str] | None:
    """Return the tokens of what was asked for, if they are on one of a trace's sides."""
    source = trace.source
    if source.kind == "masked" and source.stack:
        return None
    return (trace.key_side if source.kind == "cross" else trace.query_side).tokens


def is_shipped(trace: AttentionTrace) -> bool:
    """Tell a trace of one of the models here from an example and a guest's."""
    return trace.source.model in MODELS and trace.source.origin in (TRAINED, SHARPENED)


@cache
def sizes_of(model: str) -> Sizes:
    """Read a shipped model's sizes from its file, without torch.

    Raises
    ------
    ValueError
        If there is no such model, or its file is damaged.
    """
    if model not in MODELS:
        raise ValueError(f"unknown model {model!r}; the models are {', '.join(MODELS)}")
    path = FOLDER / f"{model}.safetensors"
    try:
        with safe_open(path, framework="numpy") as file:
            return Sizes(**json.loads(file.metadata()["sizes"]))
    except Exception as error:  # a library error of many classes
        reason = str(error).splitlines()[0]
        raise ValueError(f"the weights of {model} at {path} cannot be read: {reason}") from None


def require_layer(model: str, layer: int, kind: Kind | None = None) -> None:
    """Refuse a layer or a kind of attention that a model lacks.

    Raises
    ------
    ValueError
        If the model, the layer or the kind does not exist.
    """
    layers, kinds = sizes_of(model).layers, MODELS[model].kinds
    if kind not in (None, *kinds):
        raise ValueError(f"{model} has no {kind} attention; it has {', '.join(kinds)}")
    if not 1 <= layer <= layers:
        raise ValueError(f"{model} has no layer {layer}; it has layers 1 to {layers}")
