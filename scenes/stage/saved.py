"""Traces that a viewer has saved and named: which request each answers, and which choice not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from attention_math.huggingface.names import is_path
from attention_math.huggingface.request import trace_path
from attention_math.own_arrays import ORIGIN as OWN
from attention_math.own_files import read_arrays
from attention_math.request import Request, is_of
from attention_math.trace import AttentionTrace, Kind, load
from scenes.stage.choices import ARRAYS, KIND, MODEL, TRACE, named_files
from scenes.stage.chosen import given_choices


@dataclass(frozen=True)
class Saved:
    """A trace that the viewer has named, or made of own arrays, and the name of its file.

    ``option`` is the one of the command `trace` that reads the file.
    """

    name: str
    trace: AttentionTrace
    option: str = "--file"

    def __str__(self) -> str:
        if self.trace.source.origin == OWN:
            return f'the arrays {self.name}, which are of "{self.trace.sentence}"'
        return f"the trace {self.name}, which is of {Request.of(self.trace)}"


def find_saved(request: Request, saved: Sequence[Saved]) -> AttentionTrace | None:
    """Take the saved trace that was asked for, if there is one."""
    return next((one.trace for one in saved if request.fits(one.trace)), None)


def read_saved(environment: Mapping[str, str]) -> list[Saved]:
    """Read the traces and the arrays that the environment names.

    Raises
    ------
    ValueError
        If one is missing or damaged.
    """
    arrays = named_files(environment, ARRAYS)
    if len(arrays) > 1:
        raise ValueError(f"{ARRAYS} takes one file, not {len(arrays)}")
    saved = [
        *(Saved(path.name, read_arrays(path), "--arrays") for path in arrays),
        *(Saved(path.name, load(path)) for path in named_files(environment, TRACE)),
    ]
    return [*saved, *_recorded(given_choices(environment), environment, saved)]


def _recorded(
    given: Mapping[str, object], environment: Mapping[str, str], saved: Sequence[Saved]
) -> Iterator[Saved]:
    """Run the Hugging Face model that was chosen, unless one of the saved traces is of it."""
    path, model = environment.get(MODEL), given.get("model")
    if not is_path(path) or any(one.trace.source.model == model for one in saved):
        return
    if "sentence" not in given:
        raise ValueError(f"{model} reads what you give it: choose a sentence as well")
    kind = environment.get(KIND)
    if kind not in (None, *get_args(Kind)):
        raise ValueError(f"{KIND} must be one of {', '.join(get_args(Kind))}; it is {kind!r}")
    yield Saved(model, _traced(path, given["sentence"], given.get("layer", 1), kind))


@lru_cache(maxsize=1)
def _traced(path: str, sentence: str, layer: int, kind: Kind | None) -> AttentionTrace:
    return trace_path(path, sentence, layer, kind)


def own_of(saved: Sequence[Saved]) -> Saved | None:
    """Return the first of the viewer's own arrays: they are shown, unless a model is chosen."""
    return next((one for one in saved if one.trace.source.origin == OWN), None)


def contradiction(option: str, value: object, saved: Saved) -> str:
    """Say that a choice, called as it was made, and a saved trace cannot both be meant."""
    said = f'"{value}"' if isinstance(value, str) else value
    return f"{option} {said} contradicts {saved}: leave one out"


def contradictions(
    given: Mapping[str, object], saved: Sequence[Saved], options: Mapping[str, str]
) -> Iterator[str]:
    """Tell what no chapter whatever could show: a choice that no saved trace is of.

    ``options`` say how each choice is called where it was made.
    """
    if not saved:
        return
    model, layer, sentence = (given.get(name) for name in ("model", "layer", "sentence"))
    if sentence is not None:
        for one in saved:
            if not is_of(one.trace, sentence):
                yield contradiction(options["sentence"], sentence, one)
    of_model = [one for one in saved if model in (None, one.trace.source.model)]
    if not of_model:
        yield contradiction(options["model"], model, saved[0])
    elif layer is not None and all(one.trace.source.layer != layer for one in of_model):
        yield contradiction(options["layer"], layer, of_model[0])
