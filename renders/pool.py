"""Runs a worker process for each chapter, several at a time, and keeps what they finish.

What is made gets its final name by a rename, when it is whole: a failed or killed worker leaves
nothing under a final name.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Protocol

import typer

from renders.quality import Quality
from renders.scratch import scratch_folder
from renders.subtitles import read_subtitles, write_subtitles
from renders.usage import BadInput
from renders.worker import NUMBERS, Report
from scenes.storyboard import Entry

ROOT = Path(__file__).parent.parent


class Work(Protocol):
    """What all chapters of one run share; ``environment`` carries the viewer's choices to them."""

    output: Path
    jobs: int
    environment: Mapping[str, str]

    def command(self, entry: Entry, folder: Path) -> list[str]:
        """Name the module of a worker and its arguments; it writes inside ``folder`` alone."""

    def keep(self, entry: Entry, made: Path) -> None:
        """Move what a worker has made to its final name."""


@dataclass(frozen=True)
class Settings:
    """How clips are rendered, and where they lie; ``suffix`` tells one kind from another."""

    quality: Quality
    output: Path
    jobs: int = 1
    environment: Mapping[str, str] = field(default_factory=dict)
    suffix: str = ""

    def clip(self, entry: Entry) -> Path:
        return self.output / "clips" / f"{self.quality.frame}{self.suffix}" / f"{entry.name}.mp4"

    def command(self, entry: Entry, folder: Path) -> list[str]:
        return ["renders.worker", entry.module, entry.name, self.quality.value, str(folder)]

    def keep(self, entry: Entry, made: Path) -> None:
        """Give a finished clip, its subtitles and numbers their final names, the clip last."""
        final = self.clip(entry)
        final.parent.mkdir(parents=True, exist_ok=True)
        os.replace(made.with_suffix(NUMBERS), final.with_suffix(NUMBERS))
        write_subtitles(final, read_subtitles(made))
        os.replace(made, final)


@dataclass(frozen=True)
class Outcome:
    """What became of a chapter: a file, or a reason; ``log`` holds the traceback of a fault."""

    entry: Entry
    seconds: float
    report: Report
    log: Path | None = None

    @property
    def succeeded(self) -> bool:
        return self.report.made is not None


OnReport = Callable[[Entry, Report], None]


def render_all(
    entries: Iterable[Entry],
    work: Work,
    on_report: OnReport = lambda entry, report: None,
    on_outcome: Callable[[Outcome], None] = lambda outcome: None,
) -> list[Outcome]:
    """Set a worker on every chapter, whatever becomes of the others; return outcomes in order."""
    workers = _Workers(work, on_report)

    def finish(entry: Entry) -> Outcome:
        outcome = workers.make(entry)
        on_outcome(outcome)
        return outcome

    with ThreadPoolExecutor(work.jobs) as executor:
        try:
            return list(executor.map(finish, entries))
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            workers.stop()
            raise


class _Workers:
    """The processes that are running, so that an interrupted run ends them."""

    def __init__(self, work: Work, on_report: OnReport) -> None:
        self.work = work
        self.on_report = on_report
        self.running: set[subprocess.Popen[str]] = set()
        self.lock = Lock()
        self.stopped = False

    def make(self, entry: Entry) -> Outcome:
        started = time.monotonic()
        with scratch_folder(self.work.output) as folder:
            printed = folder / "log"
            last, code = self._follow(entry, folder, printed)
            seconds = time.monotonic() - started
            log = self.work.output / "logs" / f"{entry.name}.log"
            if last.made is not None:
                self.work.keep(entry, Path(last.made))
                log.unlink(missing_ok=True)
                return Outcome(entry, seconds, last)
            if last.is_input or self.stopped:
                return Outcome(entry, seconds, last)
            if last.reason is None:
                last = Report(last.frames, reason=_death(code))
            log.parent.mkdir(parents=True, exist_ok=True)
            os.replace(printed, log)
            return Outcome(entry, seconds, last, log)

    def _follow(self, entry: Entry, folder: Path, printed: Path) -> tuple[Report, int]:
        """Run the worker to its end, passing on its reports; return the last one."""
        command = [sys.executable, "-m", *self.work.command(entry, folder)]
        last = Report(0)
        with printed.open("w") as errors:
            with self.lock:
                if self.stopped:
                    return Report(0, reason="stopped"), 0
                process = subprocess.Popen(
                    command,
                    cwd=ROOT,
                    env=os.environ | self.work.environment,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                    text=True,
                )
                self.running.add(process)
            with process:
                for line in process.stdout:
                    last = Report(**json.loads(line))
                    self.on_report(entry, last)
            self.running.discard(process)
        return last, process.returncode

    def stop(self) -> None:
        with self.lock:
            self.stopped = True
            for process in list(self.running):
                process.terminate()


def _death(code: int) -> str:
    if code < 0:
        return f"its process was killed by signal {-code}; with signal 9, memory may have run out"
    return f"its process ended with exit code {code}"


def judge(outcomes: Sequence[Outcome]) -> None:
    """Tell the failures, if there are any, and end with the exit code that they call for."""
    failed = [outcome for outcome in outcomes if not outcome.succeeded]
    if failed and len(failed) == len(outcomes) and all(o.report.is_input for o in failed):
        others = f" (and {len(failed) - 1} more chapters)" if len(failed) > 1 else ""
        raise BadInput(f"{failed[0].entry.name}: {failed[0].report.reason}{others}")
    for outcome in failed:
        typer.echo(f"{outcome.entry.name} failed: {outcome.report.reason}", err=True)
        if outcome.log is not None:
            typer.echo(f"  traceback in {outcome.log}", err=True)
    if failed:
        typer.echo(f"{len(failed)} of {len(outcomes)} chapters failed", err=True)
        raise typer.Exit(1)
