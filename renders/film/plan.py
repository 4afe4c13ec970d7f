"""Makes clips, and the film of them, out of what is there already and what is missing."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import srt

from renders.files import remove_abandoned
from renders.film.concatenate import Piece
from renders.film.naming import Names
from renders.film.outputs import Final
from renders.film.quality import Quality
from renders.film.running_order import title
from renders.film.segment import (
    Caption,
    Segment,
    checksum,
    is_whole,
    join_numbers,
    join_sources,
    shifted,
    unbroken,
)
from renders.film.segment_cache import Shelf, Store
from renders.fingerprint import Inputs
from renders.fingerprint.inputs import digest
from renders.own import file_of
from renders.unedited import ensure_unedited
from renders.workers.runner import Task, log_of, number_tasks
from renders.workers.segments import Made, Part
from scenes.storyboard import TITLE, Entry

SHORTEST_PART = 6.0  # seconds of film: less is not worth skipping what comes before it
BRIDGES_AT_ONCE = 2  # each takes some 200 MB of this process at 1080p
PARTS_EACH = 2  # that many parts for each process keep all of them busy to the end


@dataclass(frozen=True)
class Settings:
    """How clips are rendered, and where they lie; ``suffix`` tells one kind from another."""

    quality: Quality
    output: Path
    suffix: str = ""
    names: Names = Names()

    @property
    def store(self) -> Store:
        return Store(self.output / "cache" / "segments")

    @property
    def logs(self) -> Path:
        return self.output / "logs"

    def clip(self, entry: Entry) -> Path:
        folder = self.output / "clips" / f"{self.quality.frame}{self.suffix}"
        return folder / f"{entry.name}{self.names.of(entry.name)}.mp4"

    @property
    def film(self) -> Path:
        return self.output / f"film{self.suffix}{self.names.film}.mp4"

    def final(self, video: Path) -> Final:
        stamps = self.output / "cache" / "stamps"
        if video.is_relative_to(self.output):
            name = "-".join(video.relative_to(self.output).with_suffix(".json").parts)
        else:
            name = f"{video.stem}-{hashlib.sha256(str(video).encode()).hexdigest()[:16]}.json"
        return Final(video, stamps / name)


@dataclass(frozen=True)
class Clip:
    """One chapter's clip: of what it is made, why it must be, and what of it is there."""

    entry: Entry
    final: Final
    inputs: Inputs
    reasons: Sequence[str]
    shelf: Shelf
    segments: Sequence[Segment]

    @property
    def frames(self) -> int:
        return sum(segment.frames for segment in self.segments)

    @property
    def is_rendered(self) -> bool:
        return is_whole(self.segments)

    def reread(self) -> Clip:
        """Look again for what is there."""
        return replace(self, segments=self.shelf.segments())

    def publish(self, settings: Settings) -> None:
        """Join the segments under the clip's final name.

        Raises
        ------
        ValueError
            If some are missing.
        """
        if not self.is_rendered:
            raise ValueError("some of its segments are missing: run the same again")
        rate = settings.quality.frame.rate
        numbers = describe_numbers(self, settings)
        self.final.publish(self.pieces(rate), title(self.entry), self.inputs, numbers)
        log_of(self.entry, settings.logs).unlink(missing_ok=True)

    def pieces(self, rate: int) -> list[Piece]:
        """Return what the clip is joined of, or the clip itself if that is gone."""
        if not self.is_rendered:
            return [Piece(self.final.video, captions=tuple(_read_captions(self.final.video)))]
        return [
            Piece(
                self.shelf.video(segment),
                captions=tuple(shifted(one, -segment.begin / rate) for one in segment.captions),
            )
            for segment in unbroken(self.segments)
            if segment.frames
        ]

    def beats(self) -> list[str]:
        """Name the sections of which the clip is joined, in its pieces' order."""
        return [segment.name for segment in unbroken(self.segments) if segment.frames]


@contextmanager
def survey(
    entries: Sequence[Entry], inputs: Sequence[Inputs], settings: Settings
) -> Iterator[list[Clip]]:
    """Find out what there is of each clip, and keep it from being cleared up in the block."""
    with ExitStack() as shelves:
        clips = []
        for entry, own in zip(entries, inputs, strict=True):
            final = settings.final(settings.clip(entry))
            remove_abandoned(final.video.parent)
            remove_abandoned(final.stamp.parent)
            shelf = shelves.enter_context(settings.store.using(entry.name, own.digest))
            clips.append(Clip(entry, final, own, final.reasons(own), shelf, shelf.segments()))
        yield clips


def plan(
    clips: Sequence[Clip], settings: Settings, processes: int, shares_disk: bool
) -> list[Task]:
    """Divide what is missing into parts for so many processes, the longest first.

    Each part is a window of its chapter's time; the storyboard's seconds say how long it is.
    """
    frame = settings.quality.frame
    missing = [clip for clip in clips if clip.reasons and not clip.is_rendered]
    total = sum(max(0.0, clip.entry.seconds - clip.frames / frame.rate) for clip in missing)
    longest = max(SHORTEST_PART, total / (processes * PARTS_EACH)) if processes > 1 else math.inf
    works = []
    for clip in missing:
        done = frozenset(segment.index for segment in clip.segments)
        run = unbroken(clip.segments)
        ready = run[-1].end / frame.rate if run else 0.0
        for start, end in windows(clip.entry.seconds, longest):
            if end > ready:
                entry = clip.entry
                part = Part(entry.module, entry.class_name, frame, start, end, done)
                part = replace(part, file=file_of(entry), sources=clip.inputs.files)
                if shares_disk:
                    part = replace(part, shelf=clip.shelf.folder)
                works.append((min(end, clip.entry.seconds) - max(start, ready), clip.entry, part))
    works.sort(key=lambda work: -work[0])
    return number_tasks((entry, part) for _, entry, part in works)


def windows(seconds: float, longest: float) -> list[tuple[float, float]]:
    """Cut a chapter's time into equal windows of about ``longest`` seconds; the last has no end."""
    number = max(1, round(seconds / longest))
    starts = [seconds * place / number for place in range(number)]
    return list(zip(starts, [*starts[1:], math.inf], strict=True))


def shelve(clip: Clip, made: Sequence[Made]) -> None:
    """Keep what came back from processes that share no disk with this one."""
    for segment, video in (one for part in made for one in part):
        clip.shelf.put(segment, video)


def describe_numbers(clip: Clip, settings: Settings) -> str:
    """Write as JSON which numbers can be read when in a clip, and where."""
    frame = settings.quality.frame
    run = unbroken(clip.segments)
    seen = {
        "chapter": clip.entry.name,
        "width": frame.width,
        "height": frame.height,
        "seconds": round(run[-1].end / frame.rate, 3),
        "sources": join_sources(run),
        "intervals": join_numbers(run),
    }
    return json.dumps(seen, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


# --- the film -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reel:
    """What clips are joined to: a video, and whether it has a mark for each beat, too."""

    video: Path
    title: str = TITLE
    marks_beats: bool = False

    def inputs(self, clips: Sequence[Clip]) -> Inputs:
        """Say what it is made of: its clips, in their order, and what stands between them."""
        order = {"the order of the clips": digest(" ".join(clip.entry.name for clip in clips))}
        marks = {"the marks": "one a beat"} if self.marks_beats else {}
        parts = {clip.entry.name: digest(clip.inputs.digest) for clip in clips}
        return Inputs(parts | order | marks | _bridging())

    def pieces(self, clip: Clip, rate: int) -> list[Piece]:
        """Mark where a clip begins, and its beats after the first."""
        first, *rest = clip.pieces(rate)
        heading = title(clip.entry)
        if self.marks_beats:
            names = clip.beats()[1:]
            rest = [
                replace(piece, title=f"{heading} – {name}")
                for piece, name in zip(rest, names, strict=True)
            ]
        return [replace(first, title=heading), *rest]


def join_reel(reel: Reel, clips: Sequence[Clip], settings: Settings, jobs: int) -> None:
    """Join clips, with a bridge between any two."""
    rate = settings.quality.frame.rate
    parts = [reel.pieces(clip, rate) for clip in clips]
    with ExitStack() as shelves, ThreadPoolExecutor(min(jobs, BRIDGES_AT_ONCE)) as executor:
        bridge = partial(_bridge, settings.store, shelves)
        bridges = list(executor.map(bridge, pairwise(clips), pairwise(parts)))
        pieces = []
        for own, link in zip(parts, [*bridges, None], strict=True):
            pieces += own if link is None else [*own, Piece(link)]
        inputs = reel.inputs(clips)
        ensure_unedited(_bridging())  # as the bridges were built, and as the inputs say
        settings.final(reel.video).publish(pieces, reel.title, inputs)


def _bridge(
    store: Store,
    shelves: ExitStack,
    clips: tuple[Clip, Clip],
    parts: tuple[list[Piece], list[Piece]],
) -> Path:
    """Find or build the bridge between two clips; it stays as long as ``shelves`` is open."""
    from renders.film.crossfade import build_bridge  # late: it brings in manim

    key = Inputs(
        {name: clip.inputs.digest for name, clip in zip("ab", clips, strict=True)} | _bridging()
    )
    shelf = shelves.enter_context(store.using("bridge", key.digest))
    if not shelf.segments():
        video = build_bridge(parts[0][-1].video, parts[1][0].video)
        ensure_unedited(_engine(clips[0].inputs) | _bridging())
        shelf.put(Segment(0, "bridge", 0, 1, True, (), (), checksum(video)), video)
    return shelf.video(shelf.segments()[0])


def _bridging() -> dict[str, str]:
    source = Path(__file__).with_name("crossfade.py").read_bytes()
    return {"renders/film/crossfade.py": digest(source)}


def _engine(inputs: Inputs) -> dict[str, str]:
    return {file: found for file, found in inputs.files.items() if file.startswith("renders/")}


def _read_captions(video: Path) -> Iterator[Caption]:
    path = video.with_suffix(".srt")
    for cue in srt.parse(path.read_text(encoding="utf-8")) if path.exists() else ():
        yield Caption(cue.start.total_seconds(), cue.end.total_seconds(), cue.content)
