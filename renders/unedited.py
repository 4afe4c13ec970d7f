"""Tells whether the files that a process imports and reads are those that its run began with.

A run takes a chapter's inputs when it begins, and its processes import the code later. Whatever
they make is kept under those inputs only if each file has been the same all the time: it looks as
it looked before this process had read it, and its content is what the run has found.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
_OWN = ("attention_math", "scenes", "renders")

_Stat = tuple[int, int, int] | None

_at_first: dict[Path, _Stat] = {}


class Edited(Exception):
    """What was made is not what was asked for, and must not be kept."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} was edited while this rendered: nothing of that is kept, "
            "the same command renders it anew"
        )


def note_own_code() -> None:
    """Note how all code of ours looks, before the first module of it is imported."""
    for package in _OWN:
        for folder, _, names in os.walk(ROOT / package):
            note(os.path.join(folder, name) for name in names if name.endswith(".py"))


def note(files: Iterable[str | Path]) -> None:
    """Note how files look, before this process reads them, unless it is known already.

    They are named as in `renders.fingerprint.Inputs`.
    """
    for file in files:
        path = ROOT / file
        if path not in _at_first:
            _at_first[path] = _stat(path)


def ensure_unedited(files: Mapping[str, str]) -> None:
    """Make sure that files have been as these digests say ever since they were noted.

    Raises
    ------
    Edited
        If one has not.
    """
    from renders.fingerprint.inputs import file_digest  # late: this comes before all of ours

    for file, known in files.items():
        path = ROOT / file
        look = _stat(path)
        if look is None or look != _at_first.get(path) or file_digest(path) != known:
            raise Edited(file)


def _stat(path: Path) -> _Stat:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns
