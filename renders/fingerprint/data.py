"""The files that a chapter's numbers come from: weights, vocabularies, measurements.

A file counts if its name stands in the code that a chapter needs, or if it belongs to a model whose
name stands in the chapter's own code. A name that is put together by other code is not seen.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path

from renders.fingerprint.inputs import digest

MODELS_ROOM = "attention_math"
ROOMS = (MODELS_ROOM, "scenes")
_WEIGHTS = ".safetensors"
_MODELS = f"{MODELS_ROOM}/models"
_VOCABULARIES = f"{MODELS_ROOM}/wordlist.py", "vocabulary_names"


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
    files = {text.rpartition("/")[2] for text in texts}
    paths = (path for room in ROOMS for path in _data(root / room) if path.name in files)
    return _digests(root, paths)


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


def _data(folder: Path) -> Iterator[Path]:
    return (
        path
        for path in folder.rglob("*.*")
        if path.suffix not in (".py", ".pyc") and path.is_file()
    )


def model_files(root: Path, texts: Collection[str]) -> dict[str, str]:
    """Find the weights and the vocabularies of all shipped models that are named."""
    folder = root / _MODELS
    weights = {path.stem: path for path in folder.glob(f"*{_WEIGHTS}")}
    used = sorted(weights.keys() & texts)
    stems = {stem for model in used for stem in _vocabularies(root).get(model, ())}
    paths = [weights[model] for model in used] + [folder / f"{stem}.json" for stem in stems]
    return _digests(root, filter(Path.is_file, paths))


def _vocabularies(root: Path) -> dict[str, tuple[str, ...]]:
    """Read, without importing anything, which vocabularies belong to which model."""
    file, function = _VOCABULARIES
    path = root / file
    if not path.is_file():
        return {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            return next(ast.literal_eval(n) for n in ast.walk(node) if isinstance(n, ast.Dict))
    raise ValueError(f"there is no {function} in {file}")


def _digests(root: Path, paths: Iterable[Path]) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): file_digest(path) for path in paths}
