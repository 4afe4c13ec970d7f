"""Puts together all that one chapter, or the card of a part, depends on."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from renders.fingerprint.data import (
    MODELS_ROOM,
    ROOMS,
    file_digest,
    files_beside,
    files_named,
    model_files,
)
from renders.fingerprint.inputs import Inputs, digest
from renders.fingerprint.names import Names, Place
from renders.fingerprint.reach import Reach
from renders.fingerprint.setting import (
    configuration,
    is_card,
    leaves_out_film,
    leaves_out_numbers,
    place_in_film,
    versions,
)
from renders.fingerprint.source import Source
from renders.own import file_of
from renders.quality import Frame
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
    modules = engine if file else (entry.module, *engine)
    rooms = {*ROOMS, *(name.partition(".")[0] for name in modules)}
    source = Source(root, rooms, own=file and (entry.module, file))
    names, start = Names(source), Place(entry.module, entry.class_name)
    set_aside = set() if _takes_choices(names, start) else {*_NUMBERS, _TRACE}
    taken = {name: value for name, value in choices.items() if name not in set_aside}
    rule = leaves_out_film if is_card(entry) else leaves_out_numbers
    reach = Reach(names, rule, replaced=["model"] if _MODEL in taken else [])
    reach.from_class(start)
    reached = reach.reached()
    said = set().union(*reached.texts.values()) - set_aside
    # The room of the models names them all; a chapter names those that it shows.
    shown = set().union(*(texts for room, texts in reached.texts.items() if room != MODELS_ROOM))
    if _MODEL in taken and _MODEL in said:
        shown.add(taken[_MODEL])
    code = {**_engine(names, engine), **reached.parts}
    data = {**files_named(root, said), **model_files(root, shown)}
    beside = files_beside(file, said)
    return Inputs(
        {
            **code,
            **place_in_film(names, entry, chapters),
            **data,
            **beside,
            **_chosen(taken, said),
            **versions(reached.packages),
            **configuration(root),
            "the frame": f"{frame.width} × {frame.height} at {frame.rate}",
        },
        {
            **_files(source, code),
            **data,
            **{str(file.parent / name): found for name, found in beside.items()},
        },
    )


def shows_choice(inputs: Inputs) -> bool:
    """Say whether a viewer has chosen any of the numbers that this chapter shows."""
    told = {name: inputs.parts.get(f"the {name}", _OWN) for name in _NUMBERS.values()}
    traces = inputs.parts.get("the saved traces", _NO_TRACES)
    return traces != _NO_TRACES or any(value != _OWN for value in told.values())


def _files(source: Source, code: Collection[str]) -> dict[str, str]:
    """Name the files in which code was found; other modules may be edited meanwhile."""
    used = {name.partition(".py: ")[0] + ".py" for name in code}
    read = (source.read[name] for name in source.read.keys() & used)
    return {
        path.relative_to(source.root).as_posix()
        if path.is_relative_to(source.root)
        else str(path): found
        for path, found in read
    }


def _engine(names: Names, packages: Collection[str]) -> dict[str, str]:
    """Find what makes the clip; what it imports by names that only running tells is the chapter."""
    reach = Reach(names, leaves_out_film, is_open=False)
    for package in packages:
        reach.from_package(package)
    return reach.reached().parts


def _takes_choices(names: Names, start: Place) -> bool:
    declared = names.attribute(start, "takes_choices")
    return declared is None or declared.constant is not False


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
