"""Private folders for unfinished work, beside the finished so that a rename is enough."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = ".rendering-"


@contextmanager
def scratch_folder(parent: Path) -> Iterator[Path]:
    """Yield an empty folder inside ``parent`` that goes when the work is done or has failed."""
    parent.mkdir(parents=True, exist_ok=True)
    folder, lock = _make(parent)
    while not os.fstat(lock).st_nlink:  # removed by who found it before it was locked
        os.close(lock)
        folder, lock = _make(parent)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _make(parent: Path) -> tuple[Path, int]:
    """Make a folder and lock it; it may be gone again before that."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        with suppress(FileNotFoundError):
            lock = os.open(folder, os.O_RDONLY)
            fcntl.flock(lock, fcntl.LOCK_EX)
            return folder, lock


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, even if the power fails."""
    with scratch_folder(path.parent) as folder:
        (folder / path.name).write_bytes(content)
        put_in_place(folder / path.name, path)


def put_in_place(made: Path, final: Path) -> None:
    """Give a finished file its final name, once the disk has all of it."""
    _sync(made)
    os.replace(made, final)
    _sync(final.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_abandoned(parent: Path) -> None:
    """Remove the folders of runs that were killed: nobody holds their locks any more."""
    for folder in parent.glob(f"{PREFIX}*"):
        with suppress(OSError):
            _remove_unlocked(folder)


def _remove_unlocked(folder: Path) -> None:
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)
