"""One section of a scene, rendered: its video, and all that is known about it, as one value."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from renders.film.runs import Run
from renders.film.taken_apart import TakenApart

Described = dict[str, Any]  # a source or a tensor, as `renders.film.track` lists them


@dataclass(frozen=True)
class Subtitle:
    """What is said, from a second to another, counted from the beginning of the chapter."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Segment:
    """A section's place in its chapter, in frames, and what belongs to its pictures.

    ``sha256`` is that of its video, an mp4 of exactly ``frames`` frames; a section in which nothing
    is played has neither. ``numbers`` can be read in them, ``tensors`` say of what those are, and
    ``sources`` how each is asked for. The ``opening`` is there in the first that has frames,
    the ``closing`` in the last, if the chapter has what may be carried over. ``guesses`` are the
    chapter's frames before which a viewer has had the time to guess.
    """

    index: int
    name: str
    begin: int
    frames: int
    is_last: bool
    captions: tuple[Subtitle, ...]
    numbers: tuple[Run, ...]
    sha256: str
    sources: tuple[Described, ...] = ()
    tensors: tuple[Described, ...] = ()
    opening: TakenApart | None = None
    closing: TakenApart | None = None
    guesses: tuple[int, ...] = ()

    @property
    def end(self) -> int:
        return self.begin + self.frames

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, allow_nan=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Segment:
        """Read what `to_json` wrote.

        Raises
        ------
        ValueError
            If it is something else, or a part of it.
        """
        try:
            fields = json.loads(text)
            captions = tuple(Subtitle(**caption) for caption in fields.pop("captions"))
            read = {name: tuple(fields.pop(name)) for name in ("sources", "tensors", "guesses")}
            read["numbers"] = tuple(map(Run.read, fields.pop("numbers")))
            sides = {name: TakenApart.read(fields.pop(name)) for name in ("opening", "closing")}
            return cls(captions=captions, **read, **sides, **fields)
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"this describes no segment: {error}") from None


def checksum(video: bytes) -> str:
    """Return the SHA-256 of a video; nothing for no video."""
    return hashlib.sha256(video).hexdigest() if video else ""


def unbroken(segments: Iterable[Segment]) -> list[Segment]:
    """Return the segments that follow each other from the chapter's beginning without a gap."""
    run: list[Segment] = []
    for segment in sorted(segments, key=lambda one: one.index):
        if segment.begin != (run[-1].end if run else 0):
            break
        run.append(segment)
    return run


def is_whole(segments: Sequence[Segment]) -> bool:
    """Tell whether these are all segments of a chapter."""
    run = unbroken(segments)
    return bool(run) and run[-1].is_last


def join_sources(segments: Iterable[Segment]) -> list[Described]:
    """List each source of a chapter once, as they come."""
    found = {one["label"]: one for segment in segments for one in segment.sources}
    return list(found.values())


def shifted(caption: Subtitle, seconds: float) -> Subtitle:
    """Return a caption that comes so many seconds later."""
    return replace(caption, start=caption.start + seconds, end=caption.end + seconds)
