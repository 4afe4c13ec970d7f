"""Puts together all that one chapter, or the card of a part, depends on."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from renders.film.quality import Frame
from renders.fingerprint.inputs import Inputs, digest
from renders.fingerprint.modules import Modules
from renders.fingerprint.surroundings import (
    ROOMS,
    configuration,
    file_digest,
    files_beside,
    files_named,
    model_files,
    place_in_film,
    versions,
)
from renders.own import file_of
from scenes.storyboard import CHAPTERS, Entry

ROOT = Path(__file__).parents[2]

_SENTENCE, _MODEL = "ATTENTION_SENTENCE", "ATTENTION_MODEL"
_NUMBERS = {  # by the attribute of a chapter that each replaces
    _SENTENCE: "sentence",
    _MODEL: "model",
    "ATTENTION_LAYER": "layer",
    "ATTENTION_HEAD": "head",
}
_TRACE, _CAPTIONS = "ATTENTION_TRACE", "ATTENTION_CAPTIONS"
_OWN = "its own"
_NO_TRACES = digest("")
_LEFT_OUT = ("scenes.storyboard",)  # what a picture shows of it is `place_in_film`
_COMPUTING = "attention_math"  # this room names all models; a chapter names those that it shows


def inputs_of(
    entry: Entry,
    choices: Mapping[str, str],
    frame: Frame,
    *,
    engine: Collection[str] = (),
    root: Path = ROOT,
    chapters: Sequence[Entry] = CHAPTERS,
) -> Inputs:
    """Find everything that a chapter's picture depends on.

    Parameters
    ----------
    choices
        What the viewer chose, by environment variable, such as ``ATTENTION_SENTENCE``.
    engine
        Modules or packages below ``root`` that make the clip, such as ``renders.engine``.
    root
        The folder in which the packages lie.
    chapters
        All of the film, which the cards of its parts show.

    Raises
    ------
    ValueError
        If the chapter's module or class is not below ``root``.
    OSError
        If a file that it depends on cannot be read.
    """
    file = file_of(entry)
    named = engine if file else (entry.module, *engine)
    rooms = {*ROOMS, *(name.partition(".")[0] for name in named)}
    modules = Modules(root, rooms, own=file and (entry.module, file))
    takes_choices = modules.attribute(entry.module, entry.class_name, "takes_choices") is not False
    taken = dict(choices) if takes_choices else _captions_alone(choices)
    code, packages = modules.closure([entry.module], _LEFT_OUT)
    makers = (name for package in engine for name in modules.below(package))
    machinery, _ = modules.closure(makers, _LEFT_OUT, is_open=False)
    said = set().union(*(module.texts for module in code.values()))
    if not takes_choices:
        said -= {*_NUMBERS, _TRACE}
    shown = set().union(*(m.texts for name, m in code.items() if not name.startswith(_COMPUTING)))
    model = modules.attribute(entry.module, entry.class_name, "model")
    if _MODEL in said:
        model = taken.get(_MODEL, model)
    read = (machinery | code).values()
    data = {**files_named(root, said), **model_files(root, {*shown, str(model)})}
    beside = files_beside(file, said)
    return Inputs(
        {
            **{module.file: module.digest for module in read},
            **place_in_film(modules, entry, chapters),
            **data,
            **beside,
            **_chosen(taken, said),
            **versions(packages),
            **configuration(root),
            "the frame": f"{frame.width} × {frame.height} at {frame.rate}",
        },
        {
            **{_below(root, module.path): module.content for module in read},
            **data,
            **{str(file.parent / name): found for name, found in beside.items()},
        },
    )


def shows_choice(inputs: Inputs) -> bool:
    """Say whether a viewer has chosen any of the numbers that this chapter shows."""
    told = {name: inputs.parts.get(f"the {name}", _OWN) for name in _NUMBERS.values()}
    traces = inputs.parts.get("the saved traces", _NO_TRACES)
    return traces != _NO_TRACES or any(value != _OWN for value in told.values())


def _below(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _captions_alone(choices: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in choices.items() if name == _CAPTIONS}


def _chosen(choices: Mapping[str, str], said: Collection[str]) -> dict[str, str]:
    """Note what was chosen, for each choice that the chapter's code asks for."""
    found = {f"the {_NUMBERS[name]}": choices.get(name, _OWN) for name in said & _NUMBERS.keys()}
    if _SENTENCE in choices and _SENTENCE in said:
        found["the sentence"] = digest(choices[_SENTENCE])
    if _TRACE in said:
        paths = filter(None, choices.get(_TRACE, "").split(os.pathsep))
        found["the saved traces"] = digest(",".join(file_digest(Path(path)) for path in paths))
    if _CAPTIONS in said:
        is_hidden = choices.get(_CAPTIONS, "1") == "0"
        found["captions"] = "beside the picture" if is_hidden else "in the picture"
    return found
