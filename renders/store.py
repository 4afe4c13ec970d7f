"""What has been rendered, kept on disk by what it was rendered from, so that it is made once.

A shelf holds the segments of one clip under the digest of the clip's inputs. A segment appears on
it whole or not at all, and what a power failure may have damaged is not taken for it. A shelf in
use is locked, so that clearing up leaves it alone.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from renders.scratch import remove_abandoned, write_whole
from renders.segment import Segment, checksum

LOCK = "lock"


class Shelf:
    """The segments of one clip in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, segment: Segment, video: bytes) -> None:
        """Keep a segment; its description comes last and makes it count.

        Raises
        ------
        OSError
            If there is no room for it, or no right to write.
        """
        if video:
            write_whole(self.video(segment), video)
        write_whole(self._description(segment), segment.to_json().encode())

    def segments(self) -> list[Segment]:
        """Read which segments are here; a damaged one is removed and counts as missing."""
        found = []
        for path in sorted(self.folder.glob("*.json")):
            try:
                segment = Segment.from_json(path.read_text(encoding="utf-8"))
                if segment.sha256 and checksum(self.video(segment).read_bytes()) != segment.sha256:
                    raise ValueError("the video is damaged")
            except (OSError, ValueError):
                path.unlink(missing_ok=True)
            else:
                found.append(segment)
        return found

    def video(self, segment: Segment) -> Path:
        return self.folder / f"{segment.index:03}.mp4"

    def _description(self, segment: Segment) -> Path:
        return self.folder / f"{segment.index:03}.json"


class Store:
    """All shelves, below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def using(self, name: str, digest: str) -> Iterator[Shelf]:
        """Open the shelf of a clip, and hold it for as long as the block runs."""
        folder = self.folder / f"{name}-{digest[:16]}"
        with _held(folder):
            remove_abandoned(folder)
            yield Shelf(folder)
        if not any(folder.glob("*.json")):
            _removed(folder / LOCK)

    def clear_up(self, limit: int) -> None:
        """Remove the shelves used longest ago until all take ``limit`` bytes; none in use."""
        locks = list(self.folder.glob(f"*/{LOCK}"))
        locks.sort(key=lambda lock: lock.stat().st_mtime)
        sizes = {lock: _size(lock.parent) for lock in locks}
        surplus = sum(sizes.values()) - limit
        for lock in locks:
            if surplus > 0 and _removed(lock):
                surplus -= sizes[lock]


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    lock = _take(folder)
    while lock is None:  # cleared away by someone else, just now
        lock = _take(folder)
    with lock:
        yield


def _take(folder: Path) -> TextIO | None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LOCK
    try:
        lock = path.open("w")
        fcntl.flock(lock, fcntl.LOCK_SH)
        if os.fstat(lock.fileno()).st_ino == path.stat().st_ino:
            os.utime(path)
            return lock
    except FileNotFoundError:
        return None
    lock.close()
    return None


def _removed(lock: Path) -> bool:
    """Remove a shelf unless somebody holds it."""
    with suppress(OSError), lock.open("r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(lock.parent)
        return True
    return False


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
