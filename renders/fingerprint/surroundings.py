"""What a clip owes to more than its code: data, versions, settings, its place in the film."""

from __future__ import annotations

import configparser
import json
import os
import sys
from collections.abc import Collection, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from renders.fingerprint.inputs import digest, file_digest
from scenes.storyboard import PARTS, Entry, part_of

ROOMS = ("attention_math", "scenes")

_MODELS = Path("attention_math/models")
_LIST = _MODELS / "registry.json"
_DRAWS = (
    "manim", "numpy", "scipy", "typst", "av", "pycairo", "ManimPango", "pillow", "safetensors"
)  # fmt: skip
_COMPUTES = ("torch", "tokenizers")
_NOT_OF_THE_PICTURE = frozenset(
    {"media_dir", "preview", "progress_bar", "verbosity", "notify_outdated_version"}
)


def data_files(root: Path, texts: Collection[str], models: Collection[str]) -> dict[str, str]:
    """Find the data beside the code whose names stand in it, and the files of some models."""
    vocabularies = _vocabularies(root)
    used = vocabularies.keys() & models
    names = {text.rpartition("/")[2] for text in texts}
    names |= {f"{model}.safetensors" for model in used}
    names |= {f"{stem}.json" for model in used for stem in vocabularies[model]}
    paths = [path for room in ROOMS for path in (root / room).rglob("*.*") if path.name in names]
    found = (path for path in paths if path.is_file() and path.suffix not in (".py", ".pyc"))
    return {path.relative_to(root).as_posix(): file_digest(path) for path in found}


def _vocabularies(root: Path) -> dict[str, tuple[str, ...]]:
    """Read, without importing anything, which vocabularies belong to which model."""
    if not (root / _LIST).is_file():
        return {}
    listed = json.loads((root / _LIST).read_text(encoding="utf-8"))
    return {name: (told["reads"], told["writes"]) for name, told in listed.items()}


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
    return {"the string of chapters": digest(json.dumps(beads)), "the part": digest(repr(part))}


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
