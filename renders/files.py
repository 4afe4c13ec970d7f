"""Private folders for unfinished work, beside the finished so that a rename is enough.

Whoever has one holds a lock beside it; the system lets that go when the process ends, however it
does. What nobody holds any more was left by a run that was killed, and is removed by the next.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from filelock import FileLock, Timeout

PREFIX = ".rendering-"
_LOCK = ".lock"
_PAUSES = (0.05, 0.2, 0.8)  # seconds, while somebody reads what is to be replaced


@contextmanager
def working_folder(parent: Path) -> Iterator[Path]:
    """Yield an empty folder inside ``parent`` that goes when the work is done or has failed."""
    with presence(parent) as name:
        name.mkdir()
        try:
            yield name
        finally:
            shutil.rmtree(name, ignore_errors=True)


@contextmanager
def presence(parent: Path) -> Iterator[Path]:
    """Hold a lock in a folder, beside a name there that nobody else has, while the block runs."""
    parent.mkdir(parents=True, exist_ok=True)
    while True:
        name = parent / f"{PREFIX}{token_hex(4)}"
        lock = _lock_of(name)
        lock.acquire()
        if Path(lock.lock_file).exists():
            break
        lock.release()  # removed by who found it before it was locked
    try:
        yield name
    finally:
        _let_go(lock)


def is_anybody_present(parent: Path) -> bool:
    """Tell whether any process holds a lock in a folder."""
    remove_abandoned(parent)
    return any(parent.glob(f"{PREFIX}*"))


def remove_abandoned(parent: Path) -> None:
    """Remove the folders of runs that were killed: nobody holds their locks any more."""
    found = {path.name.removesuffix(_LOCK) for path in parent.glob(f"{PREFIX}*")}
    for name in found:
        lock = _lock_of(parent / name)
        with suppress(OSError, Timeout):
            lock.acquire(timeout=0)
            shutil.rmtree(parent / name, ignore_errors=True)
            _let_go(lock)


def _lock_of(name: Path) -> FileLock:
    # Not of a thread: another may let it go.
    return FileLock(f"{name}{_LOCK}", thread_local=False)


def _let_go(lock: FileLock) -> None:
    with suppress(OSError):  # where nothing that is open can be removed, filelock does it
        Path(lock.lock_file).unlink()
    lock.release()


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let no other process into this block while this one is in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path):
        yield


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, even if the power fails."""
    with working_folder(path.parent) as folder:
        (folder / path.name).write_bytes(content)
        put_in_place(folder / path.name, path)


def file_checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def put_in_place(made: Path, target: Path) -> None:
    """Give a finished file its own name, once the disk has all of it."""
    _sync(made, os.O_RDWR)
    _replace(made, target)
    with suppress(PermissionError):  # Windows opens no folder
        _sync(target.parent, os.O_RDONLY)


def put_files_in_place(made: Path, folder: Path, last: str = "") -> list[Path]:
    """Give all files of a finished folder their places in another one; return those, in order.

    What else is there stays. A file of the name ``last`` comes when all others are there.
    """
    files = sorted(path for path in made.rglob("*") if path.is_file())
    files.sort(key=lambda path: path.name == last)
    targets = [folder / path.relative_to(made) for path in files]
    for path, target in zip(files, targets, strict=True):
        target.parent.mkdir(parents=True, exist_ok=True)
        put_in_place(path, target)
    return targets


def put_folder_in_place(made: Path, target: Path) -> None:
    """Give a finished folder its own name; what bore that is beside ``made`` from then on.

    Where that fails, the old one has its name back.
    """
    old = made.with_name(f"{made.name}.old")
    if target.exists():
        _replace(target, old)
    try:
        _replace(made, target)
    except OSError:
        if old.exists():
            _replace(old, target)
        raise


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _replace(made: Path, target: Path) -> None:
    for pause in _PAUSES:
        try:
            os.replace(made, target)
        except PermissionError:  # Windows replaces nothing that is open
            time.sleep(pause)
        else:
            return
    os.replace(made, target)
