"""What a clip owes to more than its code: models, versions, settings, its place in the film."""

from __future__ import annotations

import configparser
import json
import sys
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from renders.fingerprint.inputs import digest
from renders.fingerprint.modules import Modules
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


def file_digest(path: Path) -> str:
    """Sum up a file's bytes; read once as long as it does not change.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    stat = path.stat()
    return _digest(path, stat.st_mtime_ns, stat.st_size)


@cache
def _digest(path: Path, _changed: int, _size: int) -> str:
    return digest(path.read_bytes())


def files_named(root: Path, texts: Collection[str]) -> dict[str, str]:
    """Find the data files beside the code whose names stand in it."""
    names = {text.rpartition("/")[2] for text in texts}
    paths = (path for room in ROOMS for path in (root / room).rglob("*.*") if path.name in names)
    return _digests(root, (path for path in paths if path.suffix not in (".py", ".pyc")))


def files_beside(file: Path | None, texts: Collection[str]) -> dict[str, str]:
    """Find the files that a viewer's file names by a path from its own folder."""
    if file is None:
        return {}
    named = (text for text in texts if "." in text and "\n" not in text and "\0" not in text)
    found = {text: file.parent / text for text in named}
    return {text: file_digest(path) for text, path in found.items() if _is_file(path)}


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # too long for a name
        return False


def model_files(root: Path, names: Collection[str]) -> dict[str, str]:
    """Find the weights and the vocabularies of the shipped models among some names."""
    weights = {path.stem: path for path in (root / _MODELS).glob("*.safetensors")}
    used = sorted(weights.keys() & names)
    stems = {stem for model in used for stem in _vocabularies(root).get(model, ())}
    vocabularies = (root / _MODELS / f"{stem}.json" for stem in stems)
    return _digests(root, [*(weights[model] for model in used), *vocabularies])


def _vocabularies(root: Path) -> dict[str, tuple[str, ...]]:
    """Read, without importing anything, which vocabularies belong to which model."""
    if not (root / _LIST).is_file():
        return {}
    listed = json.loads((root / _LIST).read_text(encoding="utf-8"))
    return {name: (told["reads"], told["writes"]) for name, told in listed.items()}


def _digests(root: Path, paths: Iterable[Path]) -> dict[str, str]:
    there = filter(Path.is_file, paths)
    return {path.relative_to(root).as_posix(): file_digest(path) for path in there}


def place_in_film(modules: Modules, entry: Entry, chapters: Sequence[Entry]) -> dict[str, str]:
    """Say what a chapter, or a part's card, shows of the film around it."""
    part = next((part for part in PARTS if part.card == entry.name), None)
    if part is None:
        return {"the chapter's number": str(entry.number)}
    headings = {
        f"the heading of {each.name}": digest(
            f"{each.number} {modules.attribute(each.module, each.class_name, 'heading')}"
        )
        for each in chapters
        if part_of(each) is part
    }
    beads = [PARTS.index(part_of(each)) for each in chapters]
    named = json.dumps([PARTS.index(part), part.numeral, part.name])
    return {
        **headings, "the string of chapters": digest(json.dumps(beads)), "the part": digest(named)
    }  # fmt: skip


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
