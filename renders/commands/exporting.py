"""Writes the formats that a viewer wants of clips, and shows how far it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from renders.commands.progress import counting, watch
from renders.export.exports import Exports
from renders.files import put_in_place, working_folder
from renders.film.clip import Clip, Settings
from renders.film.quality import Frame
from renders.film.running_order import is_card
from renders.workers.local import LocalWorkers
from renders.workers.runner import carry_out, end_on_failure, number_tasks
from renders.workers.task import Call, Choices
from scenes.storyboard import Entry

BEATS_A_SECOND = 0.2


def export(
    exports: Exports, clips: Sequence[Clip], settings: Settings, choices: Choices, jobs: int
) -> list[Path]:
    """Write all formats of all chapters, and return the files; part cards are left out.

    Raises
    ------
    BadInput
        If a clip has no such beat, or a preview cannot be made small enough.
    """
    chapters = [clip for clip in clips if not is_card(clip.entry)]
    rate = settings.quality.frame.rate
    made = [path for clip in chapters for path in exports.write(clip, rate, counting)]
    for round_ in _rounds(exports, settings.quality.frame):
        made += _draw(round_, chapters, settings, choices, jobs)
    return made


class _Round(NamedTuple):
    """Chapters that are played again: by which function, and what of a second is told."""

    function: str
    arguments: tuple[object, ...]
    rate: float
    noun: str


def _rounds(exports: Exports, frame: Frame) -> Iterator[_Round]:
    if exports.drawn:
        given = exports.drawn, frame, exports.beats, exports.transparent
        yield _Round("renders.export.drawn:draw_stills", given, BEATS_A_SECOND, "beats")
    if exports.draws_clip:
        given = frame, exports.beats
        yield _Round("renders.export.clear:draw_clip", given, frame.rate, "frames")


def _draw(
    played: _Round, clips: Sequence[Clip], settings: Settings, choices: Choices, jobs: int
) -> list[Path]:
    """Let workers draw, and put what they made beside the clips."""
    videos = {clip.entry.name: clip.output.video for clip in clips}
    made: list[Path] = []

    def keep(entry: Entry, _made: Sequence[object]) -> None:
        for path in sorted((drawn / entry.name).iterdir()):
            video = videos[entry.name]
            made.append(video.with_name(f"{video.stem}.{path.name}"))
            put_in_place(path, made[-1])

    with working_folder(settings.folder) as drawn:
        calls = (
            (
                one.entry,
                Call(played.function, (one.entry, drawn / one.entry.name, *played.arguments)),
            )
            for one in clips
        )
        tasks = number_tasks(calls)
        with watch(tasks, played.rate, played.noun) as watcher:
            workers = LocalWorkers(jobs, drawn)
            outcomes = carry_out(tasks, workers, choices, keep, settings.logs, watcher)
    end_on_failure(outcomes)
    return made
