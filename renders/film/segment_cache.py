"""What has been rendered, kept on disk by what it was rendered from, so that it is made once.

A folder holds the segments of one clip under the digest of the clip's inputs. A segment appears in
it whole or not at all, and what a power failure may have damaged is not taken for it. Whoever uses
a folder holds a lock in it, so that clearing up leaves it alone.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from renders.files import alone, is_anybody_present, presence, remove_abandoned, write_whole
from renders.film.segment import Segment, checksum

USED = "used"  # the file that says when a folder was used last


class CachedSegments:
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
                with suppress(OSError):
                    path.unlink()
            else:
                found.append(segment)
        return found

    def video(self, segment: Segment) -> Path:
        return self.folder / f"{segment.index:03}.mp4"

    def _description(self, segment: Segment) -> Path:
        return self.folder / f"{segment.index:03}.json"


class SegmentCache:
    """The segments of all clips, below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._guard = folder.with_name(f"{folder.name}.lock")  # for who comes, goes or clears up

    @contextmanager
    def using(self, name: str, digest: str) -> Iterator[CachedSegments]:
        """Open the folder of a clip, and hold it for as long as the block runs."""
        folder = self.folder / f"{name}-{digest[:16]}"
        with ExitStack() as use:
            with alone(self._guard):
                use.enter_context(presence(folder))
                (folder / USED).touch()
            remove_abandoned(folder)
            yield CachedSegments(folder)
        with alone(self._guard):
            if not any(folder.glob("*.json")):
                _removed(folder)

    def clear_up(self, limit: int) -> None:
        """Remove what was used longest ago until all take ``limit`` bytes; nothing in use."""
        with alone(self._guard):
            folders = sorted(filter(Path.is_dir, self.folder.glob("*")), key=_last_use)
            sizes = {folder: _size(folder) for folder in folders}
            surplus = sum(sizes.values()) - limit
            for folder in folders:
                remove_abandoned(folder)  # the film may be there, and nobody open it again
                if surplus > 0 and _removed(folder):
                    surplus -= sizes[folder]


def _last_use(folder: Path) -> float:
    try:
        return (folder / USED).stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _removed(folder: Path) -> bool:
    """Remove a folder unless somebody holds it."""
    if is_anybody_present(folder):
        return False
    shutil.rmtree(folder, ignore_errors=True)
    return True


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("[!.]*"))  # others come and go
