"""Has tasks done by workers and follows them, whatever becomes of any of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import typer

from renders.errors import BadInput
from renders.files import write_whole
from renders.terminal import say
from renders.workers.processes import OnNews
from renders.workers.task import Choices, Report, Work, tell
from scenes.storyboard import Entry


class Workers(Protocol):
    """Processes that carry out tasks, here or elsewhere.

    What is made where the disk is not shared must be sent back.
    """

    size: int
    shares_disk: bool

    def reports(
        self, tasks: Sequence[Task], choices: Choices, on_news: OnNews
    ) -> Generator[tuple[Task, Report], None, None]:
        """Have tasks done, and yield each one's report when it is there; no more once closed.

        ``on_news`` is called with a task's number and its frames so far.
        """


class Watcher(Protocol):
    """Hears how the work goes on."""

    def news(self, task: int, frames: int) -> None: ...

    def outcome(self, outcome: Outcome) -> None: ...


@dataclass(frozen=True)
class Task:
    """A piece of a chapter's work; a chapter may have several."""

    number: int
    entry: Entry
    work: Work


@dataclass(frozen=True)
class Outcome:
    """What became of a chapter; ``log`` holds the traceback of a fault."""

    entry: Entry
    frames: int
    seconds: float
    reason: str | None = None
    is_input: bool = False
    log: Path | None = None


def number_tasks(works: Iterable[tuple[Entry, Work]]) -> list[Task]:
    """Number pieces of work in the order in which they shall begin."""
    return [Task(number, entry, work) for number, (entry, work) in enumerate(works)]


def carry_out(
    tasks: Sequence[Task],
    workers: Workers,
    choices: Choices,
    keep: Callable[[Entry, list[object]], None],
    logs: Path,
    watcher: Watcher,
) -> list[Outcome]:
    """Have all tasks done; call ``keep`` with what a chapter's tasks made, once all have.

    A failure stops no other chapter. Outcomes come in the order of the chapters' first tasks.
    """
    ledger = _Ledger(tasks, keep, logs, watcher)
    with closing(workers.reports(tasks, choices, ledger.hear)) as reports:
        for task, report in reports:
            ledger.enter(task, report)
    return [ledger.outcomes[name] for name in dict.fromkeys(task.entry.name for task in tasks)]


class _Ledger:
    """Collects the reports of each chapter's tasks until they are complete."""

    def __init__(
        self,
        tasks: Sequence[Task],
        keep: Callable[[Entry, list[object]], None],
        logs: Path,
        watcher: Watcher,
    ) -> None:
        self.keep, self.logs, self.watcher = keep, logs, watcher
        self.begun: dict[int, float] = {}
        self.tasks: dict[str, list[int]] = {}
        for task in tasks:
            self.tasks.setdefault(task.entry.name, []).append(task.number)
        self.reports: dict[int, Report] = {}
        self.outcomes: dict[str, Outcome] = {}

    def hear(self, task: int, frames: int) -> None:
        self.begun.setdefault(task, time.monotonic())
        self.watcher.news(task, frames)

    def enter(self, task: Task, report: Report) -> None:
        self.reports[task.number] = report
        own = self.tasks[task.entry.name]
        if all(number in self.reports for number in own):
            outcome = self._close(task.entry, [self.reports.pop(number) for number in own])
            self.outcomes[task.entry.name] = outcome
            self.watcher.outcome(outcome)

    def _close(self, entry: Entry, reports: Sequence[Report]) -> Outcome:
        frames = sum(report.frames for report in reports)
        now = time.monotonic()
        seconds = now - min(self.begun.get(n, now) for n in self.tasks[entry.name])
        failed = next((report for report in reports if report.reason is not None), None)
        if failed is None:
            try:
                self.keep(entry, [report.made for report in reports])
            except (OSError, ValueError) as error:
                failed = Report(frames, reason=tell(error))
        log = log_of(entry, self.logs)
        if failed is None:
            log.unlink(missing_ok=True)
            return Outcome(entry, frames, seconds)
        kept = None if failed.is_input or failed.log is None else _write_log(log, failed.log)
        return Outcome(entry, frames, seconds, failed.reason, failed.is_input, kept)


def log_of(entry: Entry, logs: Path) -> Path:
    """Say where the traceback of a chapter's last failure lies, if there was one."""
    return logs / f"{entry.name}.log"


def _write_log(log: Path, text: str) -> Path | None:
    """Write a log; on a full disk the reason alone must do."""
    with suppress(OSError):
        log.parent.mkdir(parents=True, exist_ok=True)
        write_whole(log, text.encode())
        return log
    return None


def end_on_failure(outcomes: Sequence[Outcome], skippable: Sequence[Entry] = ()) -> None:
    """Tell the failures, if there are any, and end with the exit code that they call for.

    Of ``skippable`` chapters, those that cannot show what the viewer chose are left out, and told
    together, as long as any is left.
    """
    failed = [outcome for outcome in outcomes if outcome.reason is not None]
    refused = [outcome for outcome in failed if outcome.is_input]
    left_out = {outcome.entry.name for outcome in refused}
    if refused and any(entry.name not in left_out for entry in skippable):
        _tell_left_out(refused)
        failed = [outcome for outcome in failed if not outcome.is_input]
    elif refused and (skippable or len(refused) == len(outcomes)):
        others = f" (and {len(refused) - 1} more chapters)" if len(refused) > 1 else ""
        name, reason = refused[0].entry.name, str(refused[0].reason)
        raise BadInput(f"{name}: {reason.removeprefix(name).lstrip()}{others}")
    for outcome in failed:
        say(f"{outcome.entry.name} failed: {outcome.reason}", err=True)
        if outcome.log is not None:
            say(f"  traceback in {outcome.log}", err=True)
    if failed:
        say(f"{len(failed)} of {len(outcomes)} failed", err=True)
        raise typer.Exit(1)


def _tell_left_out(refused: Sequence[Outcome]) -> None:
    """Say in one line which chapters are missing and why, those with one reason together."""
    names: dict[str, list[str]] = {}
    for outcome in refused:
        names.setdefault(str(outcome.reason), []).append(outcome.entry.name)
    told = "; ".join(f"{', '.join(own)} ({reason})" for reason, own in names.items())
    remedy = "choose another --model or --sentence to see them"
    say(f"left out, for they cannot show it: {told}; {remedy}", err=True)
