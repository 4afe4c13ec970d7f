"""What a clip owes to the film around it and to the machinery: its place, versions, settings."""

from __future__ import annotations

import configparser
import json
import sys
from collections.abc import Collection, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from renders.fingerprint.inputs import digest
from renders.fingerprint.names import Names, Place
from scenes.storyboard import PARTS, Entry, part_of

_CHAPTERS, _PARTS, _HEADING, *_LOOKS_UP = (
    Place("scenes.storyboard", name)
    for name in ("CHAPTERS", "PARTS", "heading", "find", "entry_of")
)

_DRAWS = (
    "manim", "numpy", "scipy", "typst", "av", "pycairo", "ManimPango", "pillow", "safetensors"
)  # fmt: skip
_COMPUTES = ("torch", "tokenizers")

_NOT_OF_THE_PICTURE = frozenset(
    {"media_dir", "preview", "progress_bar", "verbosity", "notify_outdated_version"}
)


def leaves_out_numbers(user: Place, used: Place) -> bool:
    """Leave out that a chapter looks itself up among all of the film: its number counts."""
    return user in _LOOKS_UP and used == _CHAPTERS


def leaves_out_film(_user: Place, used: Place) -> bool:
    """Leave out all of the storyboard: `place_in_film` says what the card of a part shows of it."""
    return used in (_CHAPTERS, _PARTS, _HEADING)


def is_card(entry: Entry) -> bool:
    """Tell the card of a part from a chapter."""
    return any(part.card == entry.name for part in PARTS)


def place_in_film(names: Names, entry: Entry, chapters: Sequence[Entry]) -> dict[str, str]:
    """Say what a chapter, or a part's card, shows of the film around it."""
    part = next((part for part in PARTS if part.card == entry.name), None)
    if part is None:
        return {"the chapter's number": str(entry.number)}
    own = {
        f"the heading of {each.name}": digest(f"{each.number} {_heading(names, each)}")
        for each in chapters
        if part_of(each) is part
    }
    beads = [PARTS.index(part_of(each)) for each in chapters]
    named = json.dumps([PARTS.index(part), part.numeral, part.name])
    return {**own, "the string of chapters": digest(json.dumps(beads)), "the part": digest(named)}


def _heading(names: Names, entry: Entry) -> object:
    said = names.attribute(Place(entry.module, entry.name), "heading")
    return said and (said.constant or said.digest)


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
    return {
        f"manim.cfg: {name}": value
        for section in parser.sections()
        for name, value in parser.items(section)
        if name not in _NOT_OF_THE_PICTURE
    }
