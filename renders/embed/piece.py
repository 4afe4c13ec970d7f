"""A finished clip, or beats of it that follow each other, as files that a page needs."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from renders.export.beats import following, stem_of
from renders.export.stills import POSTER, write_still
from renders.film.concatenate import join
from renders.film.quality import Frame
from renders.film.segment import Described, Subtitle, shifted
from renders.film.subtitles import compose_vtt
from renders.player.figure import write_numbers
from renders.player.finished import Beat, Finished


@dataclass(frozen=True)
class Piece:
    """What a page shows of a clip; ``first`` is the frame of the clip at which it begins.

    ``beats`` and ``captions`` are timed from its own beginning, ``numbers`` are the whole clip's.
    """

    stem: str
    title: str
    teaches: str
    frame: Frame
    seconds: float
    video: Path
    subtitles: Path | None
    numbers: Path | None
    poster: Path
    beats: tuple[Beat, ...]
    captions: tuple[Subtitle, ...]
    sources: tuple[Described, ...] = ()
    first: int = 0

    @property
    def heading(self) -> str:
        """What it is called where nobody counts."""
        return re.sub(r"^\d+ · ", "", self.title)

    def lay(self, folder: Path, *, with_numbers: bool = True) -> None:
        """Put its files into a folder; the video without taking its room twice, where possible."""
        folder.mkdir(parents=True, exist_ok=True)
        link(self.video, folder / f"{self.stem}.mp4")
        link(self.poster, folder / f"{self.stem}.poster.png")
        if self.subtitles is not None:
            link(self.subtitles, folder / f"{self.stem}.vtt")
        if self.numbers is not None and with_numbers:
            write_numbers(self.numbers, folder)


def whole(clip: Finished, poster: Path | None = None) -> Piece:
    """Take all of a clip; its last picture stands for it, if no other does."""
    return Piece(
        clip.stem,
        clip.title,
        clip.teaches,
        clip.frame,
        clip.seconds,
        clip.video,
        clip.subtitles,
        clip.numbers,
        poster or clip.poster(),
        clip.beats,
        tuple(clip.captions),
        clip.sources,
    )


def choose(clip: Finished, names: Sequence[str]) -> list[Beat]:
    """Find beats by their names; they must follow each other.

    Raises
    ------
    BadInput
        If there is no such beat, or another stands between them.
    """
    known = [beat.name for beat in clip.beats]
    return [clip.beats[place] for place in following(clip.name, known, names)]


def cut(clip: Finished, names: Sequence[str], folder: Path, title: str, teaches: str) -> Piece:
    """Cut beats that follow each other out of a clip, frame by frame as they are, into a folder.

    Raises
    ------
    BadInput
        If they cannot be had.
    """
    beats = choose(clip, names)
    start = beats[0].start
    stem = stem_of(clip.stem, [beat.name for beat in beats])
    video, poster = folder / f"{stem}.mp4", folder / f"{stem}.poster.png"
    captions = join([beat.footage for beat in beats], video, title)
    write_still(beats[-1].footage.video, poster, POSTER)
    subtitles = folder / f"{stem}.vtt" if captions else None
    if subtitles is not None:
        subtitles.write_text(compose_vtt(captions), encoding="utf-8", newline="\n")
    return Piece(
        stem,
        title,
        teaches,
        clip.frame,
        beats[-1].end - start,
        video,
        subtitles,
        clip.numbers,
        poster,
        tuple(_earlier(beat, start) for beat in beats),
        tuple(captions),
        clip.sources,
        round(start * clip.frame.rate),
    )


def link(source: Path, target: Path) -> None:
    """Give a file another name, or copy it where the two lie on different disks."""
    target.unlink(missing_ok=True)
    with suppress(OSError):
        os.link(source, target)
        return
    shutil.copyfile(source, target)


def _earlier(beat: Beat, seconds: float) -> Beat:
    captions = tuple(shifted(one, -seconds) for one in beat.captions)
    return Beat(beat.name, beat.start - seconds, beat.end - seconds, captions, beat.footage)
