"""Renders what is missing of clips, and looks on the way whether it fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import typer

from renders.commands.progress import watch
from renders.commands.verdicts import Verdicts
from renders.files import working_folder
from renders.film.clip import Clip, Settings
from renders.film.plan import plan
from renders.film.running_order import is_card, with_cards
from renders.terminal import say
from renders.unedited import Edited
from renders.workers.local import LocalWorkers
from renders.workers.runner import Outcome, Workers, carry_out, number_tasks
from renders.workers.segments import Made
from renders.workers.task import Choices, tell
from scenes.storyboard import Entry

NO_CAPTIONS = "-no-captions"
ENGINE = (
    "renders.engine",
    "renders.workers.render_segments",
    "renders.film.apart",
    "renders.film.number_track",
    "renders.film.segment",
    "renders.film.track",
)
CACHE_SIZE = 8.0  # gigabytes of what was rendered that are kept for later


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


def gather_here(jobs: int, folder: Path) -> AbstractContextManager[Workers]:
    """Have so many processes of this machine ready; they keep their files in a folder."""
    return nullcontext(LocalWorkers(jobs, folder))


def with_beats(clip: Clip) -> Clip:
    """Render a clip anew if nothing is left of it but itself: where its beats begin is wanted."""
    if clip.reasons or clip.is_rendered:
        return clip
    return replace(clip, reasons=["where its beats begin is known no more"])


def clear_up(settings: Settings, gigabytes: float = CACHE_SIZE) -> None:
    """Remove what was rendered longest ago, until what is kept is no larger."""
    settings.cache.clear_up(round(gigabytes * 10**9))


@contextmanager
def told_in_a_line(what: str) -> Iterator[None]:
    """Tell a full disk, or what else comes in between, in a line; the exit code is 1."""
    try:
        yield
    except (OSError, Edited) as error:
        say(f"{what} failed: {tell(error)}", err=True)
        raise typer.Exit(1) from error
