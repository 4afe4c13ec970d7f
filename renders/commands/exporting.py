"""Writes the formats that a viewer wants of clips, and shows how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from renders.commands.progress import counting, watch
from renders.export.exports import Exports
from renders.files import put_in_place, working_folder
from renders.film.clip import Clip, Settings
from renders.film.running_order import is_card
from renders.workers.local import LocalWorkers
from renders.workers.runner import carry_out, end_on_failure, number_tasks
from renders.workers.task import Call, Choices
from scenes.storyboard import Entry

DRAW = "renders.export.drawn:draw_stills"
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
    return made + _draw(exports, chapters, settings, choices, jobs) if exports.drawn else made


def _draw(
    exports: Exports, clips: Sequence[Clip], settings: Settings, choices: Choices, jobs: int
) -> list[Path]:
    """Let workers draw stills, and put them beside the clips."""
    videos = {clip.entry.name: clip.output.video for clip in clips}
    made: list[Path] = []

    def keep(entry: Entry, _made: Sequence[object]) -> None:
        for path in sorted((drawn / entry.name).iterdir()):
            video = videos[entry.name]
            made.append(video.with_name(f"{video.stem}.{path.name}"))
            put_in_place(path, made[-1])

    with working_folder(settings.folder) as drawn:
        more = exports.drawn, settings.quality.frame, exports.beat, exports.transparent
        calls = (
            (one.entry, Call(DRAW, (one.entry, drawn / one.entry.name, *more))) for one in clips
        )
        tasks = number_tasks(calls)
        with watch(tasks, BEATS_A_SECOND, "beats") as watcher:
            workers = LocalWorkers(jobs, drawn)
            outcomes = carry_out(tasks, workers, choices, keep, settings.logs, watcher)
    end_on_failure(outcomes)
    return made
