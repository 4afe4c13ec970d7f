"""The files that a viewer gets: a video and what lies beside it, made from known inputs.

A stamp remembers of what a video was made and how its files look, so that it is made again when
either has changed, and is left alone otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from renders.files import alone, file_checksum, put_in_place, working_folder, write_whole
from renders.film.concatenate import Footage, join
from renders.film.ends import Ends
from renders.film.subtitles import compose_srt, compose_vtt
from renders.fingerprint import Inputs, changes

NUMBERS = ".numbers.json"  # instead of a video's suffix
SUFFIXES = (NUMBERS, ".srt", ".vtt", ".mp4")
LOCK = "lock"


@dataclass(frozen=True)
class Output:
    """A video under its name, and the stamp that is kept of it."""

    video: Path
    stamp: Path

    @property
    def numbers(self) -> Path:
        """Where its number track lies."""
        return self.video.with_suffix(NUMBERS)

    def reasons(self, inputs: Inputs) -> list[str]:
        """Say why the video must be made again; nothing if it is as these inputs make it."""
        try:
            known = json.loads(self.stamp.read_text(encoding="utf-8"))
            before, files = Inputs(known["inputs"]), known["files"]
        except FileNotFoundError:
            return ["not rendered yet"]
        except (OSError, ValueError, KeyError, TypeError):
            return ["nothing is known of how it was rendered"]
        if before.digest != inputs.digest:
            return changes(before, inputs)
        return [f"{name} {what}" for name, what in self._damages(files)]

    def ends(self) -> Ends:
        """Return how the clip begins and ends, as `publish` was told.

        Raises
        ------
        OSError
            If it was told nothing.
        """
        try:
            with alone(self._lock):  # another run may be replacing it with the same
                known = json.loads(self.stamp.read_text(encoding="utf-8"))
            return Ends.read(known["ends"])
        except (OSError, ValueError, KeyError, TypeError):
            raise OSError(
                f"nothing is known of how {self.video} ends: run the same again"
            ) from None

    def publish(
        self,
        footage: Sequence[Footage],
        title: str,
        inputs: Inputs,
        numbers: str | None = None,
        ends: Ends | None = None,
    ) -> None:
        """Join the footage, and give all files their names: the video comes last.

        Raises
        ------
        ValueError
            If it does not fit together.
        OSError
            If there is no room for them.
        """
        folder = self.video.parent
        with working_folder(folder) as working:
            made = working / self.video.name
            captions = join(footage, made, title)
            texts = {".srt": compose_srt(captions), ".vtt": compose_vtt(captions)}
            written = (texts if captions else {}) | {NUMBERS: numbers}
            for suffix, text in written.items():
                if text is not None:
                    made.with_suffix(suffix).write_text(text, encoding="utf-8", newline="\n")
            with alone(self._lock):  # no other run changes these files meanwhile
                self.stamp.unlink(missing_ok=True)
                for suffix in SUFFIXES:
                    self._replace(made.with_suffix(suffix), self.video.with_suffix(suffix))
                self._remember(inputs, ends)

    @property
    def _lock(self) -> Path:
        return self.stamp.parent / LOCK

    @staticmethod
    def _replace(made: Path, target: Path) -> None:
        if made.exists():
            put_in_place(made, target)
        else:
            target.unlink(missing_ok=True)

    def _remember(self, inputs: Inputs, ends: Ends | None) -> None:
        paths = [path for path in map(self.video.with_suffix, SUFFIXES) if path.exists()]
        known = {
            "inputs": dict(inputs.parts),
            "files": {path.name: file_checksum(path) for path in paths},
            "ends": ends and ends.to_fields(),
        }
        write_whole(self.stamp, json.dumps(known, ensure_ascii=False).encode())

    def _damages(self, files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for name, checksum in files.items():
            path = self.video.parent / name
            if not path.exists():
                yield name, "is gone"
            elif file_checksum(path) != checksum:
                yield name, "is not as it was made"
