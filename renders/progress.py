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

    def __init__(self, bars: Progress, entries: Sequence[Entry], rate: float, noun: str) -> None:
        self.bars = bars
        self.rate = rate
        self.noun = noun
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
            rate = f"{speed:.1f} {self.noun}/s" if speed else ""
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
                told = f"{report.frames} {self.noun} in {outcome.seconds:.1f} s"
                told += f", {speed:.1f} {self.noun}/s"
            elif report.is_input:
                return  # told once, at the end
            else:
                told = f"failed after {report.frames} {self.noun}"
            self.bars.console.print(f"{place}: {told}", highlight=False, markup=False)


@contextmanager
def watch(entries: Sequence[Entry], rate: float, noun: str = "frames") -> Iterator[Watcher]:
    """Show progress on standard error for as long as the block runs.

    ``rate`` is how many frames, or whatever ``noun`` says, a second of the film is worth.
    """
    console = Console(stderr=True)
    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn(f"{{task.completed:.0f}}/≈{{task.total:.0f}} {noun}"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
    )
    with bars:
        yield Watcher(bars, entries, rate, noun)
