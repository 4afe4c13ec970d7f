"""Puts together all that one chapter, or the card of a part, depends on."""

from __future__ import annotations

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
from scenes.stage.choices import (
    ATTRIBUTES,
    CAPTIONS,
    MODEL,
    SENTENCE,
    TRACE,
    shows_captions,
    trace_paths,
)
from scenes.storyboard import CHAPTERS, Entry

ROOT = Path(__file__).parents[2]

_NUMBERS = {variable: name for name, variable in ATTRIBUTES.items()}
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
        What the viewer chose, by environment variable: see `scenes.stage.choices`.
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
        said -= {*_NUMBERS, TRACE}
    shown = set().union(*(m.texts for name, m in code.items() if not name.startswith(_COMPUTING)))
    model = modules.attribute(entry.module, entry.class_name, "model")
    if MODEL in said:
        model = taken.get(MODEL, model)
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
    return {name: value for name, value in choices.items() if name == CAPTIONS}


def _chosen(choices: Mapping[str, str], said: Collection[str]) -> dict[str, str]:
    """Note what was chosen, for each choice that the chapter's code asks for."""
    found = {f"the {_NUMBERS[name]}": choices.get(name, _OWN) for name in said & _NUMBERS.keys()}
    if SENTENCE in choices and SENTENCE in said:
        found["the sentence"] = digest(choices[SENTENCE])
    if TRACE in said:
        found["the saved traces"] = digest(",".join(map(file_digest, trace_paths(choices))))
    if CAPTIONS in said:
        found["captions"] = "in the picture" if shows_captions(choices) else "beside the picture"
    return found
