"""One chapter's clip: of what it is made, what of it is there, and how it is put together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import srt

from renders.files import remove_abandoned
from renders.film.concatenate import Footage
from renders.film.ends import Ends
from renders.film.naming import Names
from renders.film.outputs import Output
from renders.film.quality import Quality
from renders.film.running_order import title
from renders.film.segment import Segment, Subtitle, is_whole, shifted, unbroken
from renders.film.segment_cache import CachedSegments, SegmentCache
from renders.film.track import track_of, write
from renders.fingerprint import Inputs
from renders.workers.runner import log_of
from renders.workers.segments import Made
from scenes.storyboard import Entry


@dataclass(frozen=True)
class Settings:
    """How clips are rendered, and where they lie; ``suffix`` tells one kind from another."""

    quality: Quality
    folder: Path
    suffix: str = ""
    names: Names = Names()

    @property
    def cache(self) -> SegmentCache:
        return SegmentCache(self.folder / "cache" / "segments")

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    def clip(self, entry: Entry) -> Path:
        folder = self.folder / "clips" / f"{self.quality.frame}{self.suffix}"
        return folder / f"{entry.name}{self.names.of(entry.name)}.mp4"

    @property
    def film(self) -> Path:
        return self.folder / f"film{self.suffix}{self.names.film}.mp4"

    def output(self, video: Path) -> Output:
        stamps = self.folder / "cache" / "stamps"
        if video.is_relative_to(self.folder):
            name = "-".join(video.relative_to(self.folder).with_suffix(".json").parts)
        else:
            name = f"{video.stem}-{hashlib.sha256(str(video).encode()).hexdigest()[:16]}.json"
        return Output(video, stamps / name)


@dataclass(frozen=True)
class Clip:
    """One chapter's clip: of what it is made, why it must be, and what of it is there."""

    entry: Entry
    output: Output
    inputs: Inputs
    reasons: Sequence[str]
    cached: CachedSegments
    segments: Sequence[Segment]

    @property
    def frames(self) -> int:
        return sum(segment.frames for segment in self.segments)

    @property
    def is_rendered(self) -> bool:
        return is_whole(self.segments)

    def reread(self) -> Clip:
        """Look again for what is there."""
        return replace(self, segments=self.cached.segments())

    def keep(self, made: Sequence[Made]) -> Clip:
        """Keep what came back from processes that share no disk with this one, and look again."""
        for segment, video in (one for chunk in made for one in chunk):
            self.cached.put(segment, video)
        return self.reread()

    def publish(self, settings: Settings) -> None:
        """Join the segments under the clip's own name.

        Raises
        ------
        ValueError
            If some are missing.
        """
        if not self.is_rendered:
            raise ValueError("some of its segments are missing: run the same again")
        rate = settings.quality.frame.rate
        numbers = write(track_of(self.segments, rate))
        self.output.publish(
            self.footage(rate), title(self.entry), self.inputs, numbers, Ends.of(self.segments)
        )
        log_of(self.entry, settings.logs).unlink(missing_ok=True)

    def footage(self, rate: int) -> list[Footage]:
        """Return what the clip is joined of, or the clip itself if that is gone."""
        if not self.is_rendered:
            return [Footage(self.output.video, captions=tuple(read_captions(self.output.video)))]
        return [
            Footage(
                self.cached.video(segment),
                captions=tuple(shifted(one, -segment.begin / rate) for one in segment.captions),
                beat=segment.name,
                guesses=tuple(frame - segment.begin for frame in segment.guesses),
            )
            for segment in unbroken(self.segments)
            if segment.frames
        ]


@contextmanager
def survey(
    entries: Sequence[Entry], inputs: Sequence[Inputs], settings: Settings
) -> Iterator[list[Clip]]:
    """Find out what there is of each clip, and keep it from being cleared up in the block."""
    with ExitStack() as in_use:
        clips = []
        for entry, own in zip(entries, inputs, strict=True):
            output = settings.output(settings.clip(entry))
            remove_abandoned(output.video.parent)
            remove_abandoned(output.stamp.parent)
            cached = in_use.enter_context(settings.cache.using(entry.name, own.digest))
            clips.append(Clip(entry, output, own, output.reasons(own), cached, cached.segments()))
        yield clips


def read_captions(video: Path) -> Iterator[Subtitle]:
    """Read what lies beside a video: its captions, timed in it."""
    path = video.with_suffix(".srt")
    for cue in srt.parse(path.read_text(encoding="utf-8")) if path.exists() else ():
        yield Subtitle(cue.start.total_seconds(), cue.end.total_seconds(), cue.content)
