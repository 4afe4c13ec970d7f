"""Shows how far each chapter is: bars in a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from renders.pool import Outcome
from renders.worker import Report
from scenes.storyboard import Entry


class Watcher:
    """Draws a bar for each chapter that runs, and a line for each that has ended.

    The storyboard's seconds give the expected number of frames, so it is shown with ≈.
    """

    def __init__(self, bars: Progress, entries: Sequence[Entry], rate: int) -> None:
        self.bars = bars
        self.rate = rate
        self.total = len(entries)
        self.ended = 0
        self.tasks: dict[str, TaskID] = {}
        self.lock = Lock()

    def report(self, entry: Entry, report: Report) -> None:
        with self.lock:
            if entry.name not in self.tasks:
                expected = entry.seconds * self.rate
                self.tasks[entry.name] = self.bars.add_task(entry.name, total=expected, rate="")
            task = self.tasks[entry.name]
            speed = self.bars.tasks[self.bars.task_ids.index(task)].speed
            rate = f"{speed:.1f} frames/s" if speed else ""
            self.bars.update(task, completed=report.frames, rate=rate)

    def outcome(self, outcome: Outcome) -> None:
        with self.lock:
            self.ended += 1
            name, report = outcome.entry.name, outcome.report
            if name in self.tasks:
                self.bars.remove_task(self.tasks.pop(name))
            place = f"[{self.ended}/{self.total}] {name}"
            if outcome.succeeded:
                speed = report.frames / outcome.seconds
                told = f"{report.frames} frames in {outcome.seconds:.1f} s, {speed:.1f} frames/s"
            elif report.is_input:
                return  # told once, at the end
            else:
                told = f"failed after {report.frames} frames"
            self.bars.console.print(f"{place}: {told}", highlight=False, markup=False)


@contextmanager
def watch(entries: Sequence[Entry], rate: int) -> Iterator[Watcher]:
    """Show progress on standard error for as long as the block runs."""
    console = Console(stderr=True)
    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:.0f}/≈{task.total:.0f} frames"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
    )
    with bars:
        yield Watcher(bars, entries, rate)
