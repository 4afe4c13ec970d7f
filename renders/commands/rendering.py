"""Renders what is missing of clips, and looks on the way whether it fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from renders.commands.progress import watch
from renders.commands.verdicts import Verdicts
from renders.files import working_folder
from renders.film.clip import Clip, Settings
from renders.film.plan import plan
from renders.film.running_order import is_card, with_cards
from renders.workers.runner import Outcome, Workers, carry_out, number_tasks
from renders.workers.segments import Made
from renders.workers.task import Choices
from scenes.storyboard import Entry


def render_missing(
    clips: Sequence[Clip],
    settings: Settings,
    verdicts: Verdicts,
    choices: Choices,
    gather: Callable[[Path], AbstractContextManager[Workers]],
    skippable: Sequence[Entry] = (),
) -> list[Clip]:
    """Render what is missing, and return the clips that are there now, all but some ``skippable``.

    Each gets its name as soon as it is whole; where it must fit, when that is known.
    """
    known = {clip.entry.name: clip for clip in clips}

    def publish(entry: Entry) -> None:
        if known[entry.name].reasons:
            known[entry.name].publish(settings)

    def keep(entry: Entry, made: Sequence[Made]) -> None:
        if not verdicts.keep(entry, made):
            known[entry.name] = known[entry.name].keep(made)
            if not verdicts.strict:
                publish(entry)

    for clip in clips:
        if clip.is_rendered and not verdicts.strict:
            publish(clip.entry)
    outcomes = _carry_out(clips, settings, verdicts, choices, gather, keep)
    entries = verdicts.settle(outcomes, [clip.entry for clip in clips], publish, skippable)
    if len(entries) < len(clips):  # no card announces a part of which nothing is left
        entries = with_cards([entry for entry in entries if not is_card(entry)])
    return [known[entry.name] for entry in entries]


def _carry_out(
    clips: Sequence[Clip],
    settings: Settings,
    verdicts: Verdicts,
    choices: Choices,
    gather: Callable[[Path], AbstractContextManager[Workers]],
    keep: Callable[[Entry, Sequence[Made]], None],
) -> list[Outcome]:
    rate = settings.quality.frame.rate
    checks = verdicts.tasks([clip.entry for clip in clips], rate)
    if not checks and all(clip.is_rendered or not clip.reasons for clip in clips):
        return []
    ready = {clip.entry.name: clip.frames for clip in clips}
    with working_folder(settings.folder) as folder, gather(folder) as workers:
        chunks = plan(clips, settings, workers.size, workers.shares_disk)
        tasks = number_tasks([*chunks, *checks])
        with watch(tasks, rate, ready=ready) as watcher:
            return carry_out(tasks, workers, choices, keep, settings.logs, watcher)
