"""What a clip owes to more than its code: choices, data, versions, settings, its place."""

from __future__ import annotations

import configparser
import json
import os
import sys
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from renders.fingerprint.inputs import Inputs, digest, file_digest
from scenes.stage import choices, themes
from scenes.storyboard import PARTS, Entry, part_of

ROOMS = ("attention_math", "scenes")

_LIST = "attention_math/models/registry.json"
_OWN = "its own"
_NUMBERS = {  # by the variable of the environment that chooses each
    **{variable: f"the {name}" for name, variable in choices.ATTRIBUTES.items()},
    choices.TRACE: "the saved traces",
    choices.ARRAYS: "the arrays",
}
_CHOICES = {**_NUMBERS, choices.THEME: "the theme", choices.CAPTIONS: "captions"}
_UNASKED = {False: {*_NUMBERS}, "theme": {*_NUMBERS, choices.CAPTIONS}}  # by what a class takes
_DRAWS = (
    "manim", "numpy", "scipy", "typst", "av", "pycairo", "ManimPango", "pillow", "safetensors"
)  # fmt: skip
_COMPUTES = ("torch", "tokenizers")
_NOT_OF_THE_PICTURE = frozenset(
    {"media_dir", "preview", "progress_bar", "verbosity", "notify_outdated_version"}
)


def asked(texts: set[str], takes: object) -> set[str]:
    """Tell the choices that code asks for by its texts, and that a class takes."""
    return texts & _CHOICES.keys() - _UNASKED.get(takes, set())


def chosen(environment: Mapping[str, str], taken: set[str]) -> dict[str, str]:
    """Note what was chosen, for each choice that is taken."""
    told = {choices.THEME: themes.USUAL, **environment}
    shows = choices.shows_captions(environment)
    told[choices.CAPTIONS] = "in the picture" if shows else "beside the picture"
    if choices.SENTENCE in told:
        told[choices.SENTENCE] = digest(told[choices.SENTENCE])
    for variable in taken.intersection(choices.FILES):
        paths = choices.named_files(environment, variable)
        names = [path.name for path in paths if variable == choices.ARRAYS]  # the badge says them
        told[variable] = digest(str([*names, *map(file_digest, paths)])) if paths else ""
    return {_CHOICES[variable]: told.get(variable) or _OWN for variable in taken}


def shows_choice(inputs: Inputs) -> bool:
    """Say whether a viewer has chosen any of the numbers that a chapter shows."""
    return any(inputs.parts.get(name, _OWN) != _OWN for name in _NUMBERS.values())


def data_files(root: Path, texts: Collection[str], models: Collection[str]) -> dict[str, str]:
    """Find the data beside the code whose names stand in it, and the files of some models.

    Those are called as the model, or as the list of models says of it.
    """
    listed = json.loads((root / _LIST).read_text(encoding="utf-8"))
    told = [[name, *listed[name].values()] for name in listed.keys() & models]
    stems = {str(each) for own in told for each in own}
    names = {text.rpartition("/")[2] for text in texts}
    found = [path for room in ROOMS for path in (root / room).rglob("*.*") if path.is_file()]
    return {
        path.relative_to(root).as_posix(): file_digest(path)
        for path in found
        if path.suffix not in (".py", ".pyc") and (path.name in names or path.stem in stems)
    }


def files_beside(file: Path | None, texts: Collection[str]) -> dict[str, str]:
    """Find the files that a viewer's file names by a path from its own folder."""
    named = {text: file.parent / text for text in texts if "." in text} if file else {}
    # Unlike `Path.is_file` this takes any text: most are no names at all.
    return {text: file_digest(path) for text, path in named.items() if os.path.isfile(path)}


def place_in_film(entry: Entry, chapters: Sequence[Entry]) -> dict[str, str]:
    """Say what a chapter, or a part's card, shows of the film around it."""
    part = next((part for part in PARTS if part.card == entry.name), None)
    if part is None:
        return {"the chapter's number": str(entry.number)}
    beads = [PARTS.index(part_of(each)) for each in chapters]
    return {"the string of chapters": digest(str(beads)), "the part": digest(repr(part))}


def versions(imported: Collection[str]) -> dict[str, str]:
    """Note the versions of what draws, and of what computes if it is among these imports."""
    wanted = [*_DRAWS, *(name for name in _COMPUTES if name in imported)]
    found = {name: number for name in wanted if (number := _version(name))}
    return {**found, "Python": f"{sys.version_info.major}.{sys.version_info.minor}"}


@cache
def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def configuration(root: Path) -> dict[str, str]:
    """Read manim's settings of the project, but for those that are not of the picture."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(root / "manim.cfg", encoding="utf-8")
    items = (item for section in parser.sections() for item in parser.items(section))
    return {f"manim.cfg: {name}": text for name, text in items if name not in _NOT_OF_THE_PICTURE}
