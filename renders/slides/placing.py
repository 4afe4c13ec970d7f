"""Puts a lecture into its folder, in the place of the one that was there before."""

from __future__ import annotations

import json
from pathlib import Path

from renders.files import file_checksum, put_files_in_place, write_whole

MADE = ".made.json"  # which files a lecture has, and their digests; manim-slides reads all others


def put_lecture_in_place(made: Path, folder: Path, last: str) -> None:
    """Give a lecture's files their places; of the one before it nothing is left.

    What else is there stays, and so does what somebody has changed since.
    """
    before = _read(folder / MADE)
    targets = put_files_in_place(made, folder, last)
    now = {path.relative_to(folder).as_posix(): file_checksum(path) for path in targets}
    for name in before.keys() - now.keys():
        path = folder / name
        inside = path.resolve().is_relative_to(folder.resolve())
        if inside and path.is_file() and file_checksum(path) == before[name]:
            path.unlink()
    write_whole(folder / MADE, json.dumps(now, indent=1).encode())


def _read(path: Path) -> dict[str, str]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}  # it is the first, or nobody knows of another
