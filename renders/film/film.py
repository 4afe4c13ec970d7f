"""Joins clips to a film, with a seam between any two: something is carried over, or all fades."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path

from renders.film.clip import Clip, Settings
from renders.film.concatenate import Footage, measure
from renders.film.running_order import title
from renders.film.segment import Segment, checksum
from renders.film.taken_apart import TakenApart, common
from renders.film.track import film_track, read, write
from renders.fingerprint import Inputs
from renders.fingerprint.inputs import digest
from renders.unedited import ensure_unedited
from scenes.storyboard import TITLE

SEAMS_AT_ONCE = 2  # each takes some 250 MB of this process at 1080p


@dataclass(frozen=True)
class Film:
    """What clips are joined to: a video, and whether it has a mark for each beat, too."""

    video: Path
    title: str = TITLE
    marks_beats: bool = False

    def inputs(self, clips: Sequence[Clip]) -> Inputs:
        """Say what it is made of: its clips, in their order, and what stands between them."""
        order = {"the order of the clips": digest(" ".join(clip.entry.name for clip in clips))}
        marks = {"the marks": "one a beat"} if self.marks_beats else {}
        parts = {clip.entry.name: digest(clip.inputs.digest) for clip in clips}
        return Inputs(parts | order | marks | _seam_code())

    def footage(self, clip: Clip, rate: int) -> list[Footage]:
        """Mark where a clip begins, and its beats after the first."""
        heading = title(clip.entry)
        first, *rest = clip.footage(rate)
        if self.marks_beats:
            rest = [replace(one, title=f"{heading} – {one.beat}") for one in rest]
        return [replace(first, title=heading), *rest]

    def reasons(self, clips: Sequence[Clip], settings: Settings) -> list[str]:
        """Say why it must be joined again; nothing if it is made of just these clips."""
        return settings.output(self.video).reasons(self.inputs(clips))


def join_changed(film: Film, clips: Sequence[Clip], settings: Settings, jobs: int) -> None:
    """Join clips unless the film is made of just these already."""
    if not film.reasons(clips, settings):
        return
    footage = [film.footage(clip, settings.quality.frame.rate) for clip in clips]
    with ExitStack() as in_use, ThreadPoolExecutor(min(jobs, SEAMS_AT_ONCE)) as executor:
        seam = partial(_seam, settings, in_use)
        seams = list(executor.map(seam, pairwise(clips), pairwise(footage)))
        joined = list(footage[0])
        for link, own in zip(seams, footage[1:], strict=True):
            joined += [Footage(link), *own]
        numbers = _numbers(clips, [own[0] for own in footage], joined)
        inputs = film.inputs(clips)
        ensure_unedited(_seam_code())  # as the seams were built, and as the inputs say
        settings.output(film.video).publish(joined, film.title, inputs, numbers)


def _numbers(clips: Sequence[Clip], firsts: Sequence[Footage], joined: Sequence[Footage]) -> str:
    """Write which numbers can be read in the film: those of each clip, from where it begins."""
    rate, frames = measure([one.video for one in joined])
    starts = list(accumulate(frames, initial=0))
    begins = [starts[joined.index(first)] for first in firsts]
    tracks = [read(clip.output.numbers.read_text(encoding="utf-8")) for clip in clips]
    marked = [(start, one.title) for start, one in zip(starts, joined, strict=False) if one.title]
    ends = [*(start for start, _ in marked[1:]), starts[-1]]
    beats = [
        {"name": name, "start": start, "end": end}
        for (start, name), end in zip(marked, ends, strict=True)
    ]
    begun = zip(begins, tracks, strict=True)
    return write(film_track(begun, int(rate), starts[-1], beats))


def _seam(
    settings: Settings,
    in_use: ExitStack,
    clips: tuple[Clip, Clip],
    footage: tuple[list[Footage], list[Footage]],
) -> Path:
    """Find or build the seam of two clips; it stays as long as ``in_use`` is open."""
    before, after = (clip.output.ends() for clip in clips)
    digests = {name: clip.inputs.digest for name, clip in zip("ab", clips, strict=True)}
    key = Inputs(digests | _seam_code())
    cached = in_use.enter_context(settings.cache.using("seam", key.digest))
    found = cached.segments()
    if not found:
        video = _build(before.closing, after.opening, settings.quality.frame.rate, footage)
        ensure_unedited(_engine(clips[0].inputs) | _seam_code())
        found = [Segment(0, "seam", 0, 1, True, (), (), checksum(video))]
        cached.put(found[0], video)
    return cached.video(found[0])


def _build(
    before: TakenApart | None,
    after: TakenApart | None,
    rate: int,
    footage: tuple[list[Footage], list[Footage]],
) -> bytes:
    """Carry over what both sides have in common; if that is nothing, cross-fade."""
    if before and after and common(before, after):
        from renders.film.carrying import build_carrying  # late: they bring in manim

        return build_carrying(before, after, rate)
    from renders.film.crossfade import build_crossfade

    return build_crossfade(footage[0][-1].video, footage[1][0].video)


def _seam_code() -> dict[str, str]:
    folder = Path(__file__).parent
    files = (folder / name for name in ("carrying.py", "crossfade.py", "taken_apart.py"))
    return {f"renders/film/{file.name}": digest(file.read_bytes()) for file in files}


def _engine(inputs: Inputs) -> dict[str, str]:
    return {file: found for file, found in inputs.files.items() if file.startswith("renders/")}
