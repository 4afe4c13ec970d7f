"""Puts together all that one chapter, or the card of a part, depends on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from renders.film.quality import Frame
from renders.fingerprint.inputs import Inputs, digest, file_digest
from renders.fingerprint.modules import Modules
from renders.fingerprint.surroundings import (
    ROOMS,
    configuration,
    data_files,
    files_beside,
    place_in_film,
    versions,
)
from renders.own import file_of
from scenes.stage import themes
from scenes.stage.choices import (
    ARRAYS,
    ATTRIBUTES,
    CAPTIONS,
    MODEL,
    SENTENCE,
    THEME,
    TRACE,
    named_files,
    shows_captions,
)
from scenes.storyboard import CHAPTERS, Entry

ROOT = Path(__file__).parents[2]

_NUMBERS = {  # by the variable of the environment that chooses each
    **{variable: f"the {name}" for name, variable in ATTRIBUTES.items()},
    TRACE: "the saved traces",
    ARRAYS: "the arrays",
}
_UNASKED = {False: {*_NUMBERS}, "theme": {*_NUMBERS, CAPTIONS}}  # by what a class takes
_OWN = "its own"
FRAME = "the frame"  # the part that tells a small clip from a large one
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
    model, takes_choices = (
        modules.attribute(entry.module, entry.class_name, name)
        for name in ("model", "takes_choices")
    )
    code, packages = modules.closure([entry.module], _LEFT_OUT)
    makers = (name for package in engine for name in modules.below(package))
    machinery, _ = modules.closure(makers, _LEFT_OUT, is_open=False)
    said = set().union(*(module.texts for module in code.values()))
    asked = said - _UNASKED.get(takes_choices, set())
    shown = set().union(*(m.texts for name, m in code.items() if not name.startswith(_COMPUTING)))
    shown.add(str(choices.get(MODEL, model) if MODEL in asked else model))
    read = (machinery | code).values()
    data, beside = data_files(root, said, shown), files_beside(file, said)
    parts = {
        **{module.file: module.digest for module in read},
        **place_in_film(entry, chapters),
        **data,
        **beside,
        **_chosen(choices, asked),
        **versions(packages),
        **configuration(root),
        FRAME: f"{frame.width} × {frame.height} at {frame.rate}",
    }
    files = {_below(root, module.path): module.content for module in read}
    return Inputs(parts, files | data | {str(file.parent / n): each for n, each in beside.items()})


def shows_choice(inputs: Inputs) -> bool:
    """Say whether a viewer has chosen any of the numbers that this chapter shows."""
    return any(inputs.parts.get(name, _OWN) != _OWN for name in _NUMBERS.values())


def _below(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _chosen(choices: Mapping[str, str], asked: Collection[str]) -> dict[str, str]:
    """Note what was chosen, for each choice that the chapter's code asks for."""
    told = dict(choices)
    if SENTENCE in told:
        told[SENTENCE] = digest(told[SENTENCE])
    if TRACE in asked and (paths := named_files(told, TRACE)):
        told[TRACE] = digest(",".join(map(file_digest, paths)))
    if ARRAYS in asked and (paths := named_files(told, ARRAYS)):  # whose name the badge says
        told[ARRAYS] = digest(",".join(f"{path.name} {file_digest(path)}" for path in paths))
    found = {_NUMBERS[name]: told.get(name) or _OWN for name in asked & _NUMBERS.keys()}
    if THEME in asked:
        found["the theme"] = choices.get(THEME, themes.USUAL)
    if CAPTIONS in asked:
        found["captions"] = "in the picture" if shows_captions(choices) else "beside the picture"
    return found
