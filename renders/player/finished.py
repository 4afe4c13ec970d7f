"""Finished clips as a page needs them: what each is called, shows and says, and where it lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import av

from renders.commands import asking
from renders.commands.options import Wish, ending_on_sigterm, writable
from renders.commands.rendering import (
    ENGINE,
    NO_CAPTIONS,
    clear_up,
    gather_here,
    render_missing,
    told_in_a_line,
    with_beats,
)
from renders.commands.verdicts import Verdicts
from renders.export.stills import POSTER, write_still
from renders.files import put_in_place, working_folder
from renders.film.clip import Clip, Settings, read_captions, survey
from renders.film.concatenate import Footage
from renders.film.film import Film, join_changed
from renders.film.outputs import NUMBERS
from renders.film.quality import Frame, Quality
from renders.film.running_order import is_card, title, with_cards
from renders.film.segment import Described, Subtitle, join_sources, unbroken
from renders.fingerprint import inputs_of
from scenes.stage.choices import CAPTIONS
from scenes.storyboard import TITLE, Entry


@dataclass(frozen=True)
class Beat:
    """A stretch of a clip, in seconds from its beginning; ``captions`` are timed so, too.

    ``footage`` is its own video, with captions timed from the beat's beginning; a chapter of the
    whole film has none.
    """

    name: str
    start: float
    end: float
    captions: tuple[Subtitle, ...]
    footage: Footage | None = None


@dataclass(frozen=True)
class Finished:
    """A clip that is there: ``name`` is the chapter's, ``stem`` that of its files.

    Of one that shows a sentence of the viewer's own the stem is longer. ``clip`` is for
    `renders.export`; the whole film has none, nor has it an ``entry``.
    """

    name: str
    title: str
    teaches: str
    frame: Frame
    video: Path
    beats: tuple[Beat, ...]
    sources: tuple[Described, ...]
    entry: Entry | None = None
    clip: Clip | None = None

    @property
    def stem(self) -> str:
        return self.video.stem

    @property
    def seconds(self) -> float:
        return self.beats[-1].end

    @property
    def captions(self) -> list[Subtitle]:
        """What is said, timed from the clip's beginning."""
        return list(read_captions(self.video))

    @property
    def subtitles(self) -> Path | None:
        """The WebVTT file; nothing if nothing is said."""
        return _existing(self.video.with_suffix(".vtt"))

    @property
    def numbers(self) -> Path | None:
        """The number track."""
        return _existing(self.video.with_suffix(NUMBERS))

    def poster(self) -> Path:
        """Write the last frame beside the video, as ``--poster`` does, unless it is there."""
        target = self.video.with_suffix(".poster.png")
        last = self.clip.footage(self.frame.rate)[-1].video if self.clip else self.video
        if not (target.exists() and target.stat().st_mtime_ns >= self.video.stat().st_mtime_ns):
            with working_folder(target.parent) as folder:
                write_still(last, folder / target.name, POSTER)
                put_in_place(folder / target.name, target)
        return target


@contextmanager
def finish(
    wish: Wish,
    quality: Quality = Quality.medium,
    output: Path = Path("renders/media"),
    *,
    name: str | None = None,
    captions: bool = True,
    strict: bool = False,
    with_film: bool = False,
) -> Iterator[list[Finished]]:
    """Render what is missing of the chapters that a viewer wishes, and yield all of them.

    What they are made of stays while the block runs; the clips stay where `render` puts them.

    Parameters
    ----------
    wish
        Which chapters, the film's if none is named, with which numbers; see `wishing`.
    name, captions, strict
        As `render` has them.
    with_film
        Join them to a film too, which comes first; its beats are the chapters and the cards.

    Raises
    ------
    BadInput
        If a chapter cannot be had, or cannot show what is asked of it.
    typer.Exit
        If rendering fails; why has been told on standard error.
    """
    asked = asking.understand(wish, name)
    asked.environment[CAPTIONS] = "1" if captions else "0"
    settings = Settings(quality, writable(output), "" if captions else NO_CAPTIONS, asked.names)
    entries = with_cards(asked.entries) if with_film else asked.entries
    inputs = [inputs_of(one, asked.environment, quality.frame, engine=ENGINE) for one in entries]
    gather = partial(gather_here, wish.jobs)
    with ending_on_sigterm(), survey(entries, inputs, settings) as surveyed:
        with told_in_a_line("render"):
            verdicts = Verdicts.read(entries, asked.environment, settings.folder, strict)
            clips = [with_beats(clip) for clip in surveyed]
            clips = render_missing(
                clips, settings, verdicts, asked.choices, gather, asked.skippable
            )
            film = [_joined(clips, settings, wish.jobs)] if with_film else []
        shown = (clip for clip in clips if not is_card(clip.entry))
        yield film + [finished(clip, quality.frame) for clip in shown]
    clear_up(settings)


def finished(clip: Clip, frame: Frame) -> Finished:
    """Describe a clip that is rendered and has its name."""
    return Finished(
        clip.entry.name,
        title(clip.entry),
        clip.entry.teaches,
        frame,
        clip.output.video,
        tuple(_beats(clip, frame.rate)),
        tuple(join_sources(unbroken(clip.segments))),
        clip.entry,
        clip,
    )


def _beats(clip: Clip, rate: int) -> Iterator[Beat]:
    played = [segment for segment in unbroken(clip.segments) if segment.frames]
    for segment, footage in zip(played, clip.footage(rate), strict=True):
        start, end = segment.begin / rate, segment.end / rate
        yield Beat(segment.name, start, end, segment.captions, footage)


def _existing(path: Path) -> Path | None:
    return path if path.exists() else None


def _joined(clips: Sequence[Clip], settings: Settings, jobs: int) -> Finished:
    """Join the film if it is not there, and describe it; its marks say where each clip begins."""
    film, frame = Film(settings.film), settings.quality.frame
    join_changed(film, clips, settings, jobs)
    said = list(read_captions(film.video))
    with av.open(str(film.video)) as video:
        marks = [
            Beat(mark["metadata"]["title"], start, end, _within(said, start, end))
            for mark in video.chapters()
            for start, end in [[float(mark[key] * mark["time_base"]) for key in ("start", "end")]]
        ]
    segments = [segment for clip in clips for segment in unbroken(clip.segments)]
    sources = tuple(join_sources(segments))
    return Finished("film", TITLE, TITLE, frame, film.video, tuple(marks), sources)


def _within(captions: Sequence[Subtitle], start: float, end: float) -> tuple[Subtitle, ...]:
    """Find what is said in a span; files of subtitles round to thousandths, marks to others."""
    return tuple(one for one in captions if start <= one.start + 1e-3 < end)
