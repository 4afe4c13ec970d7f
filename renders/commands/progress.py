"""Shows how far each chapter is: bars in a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from renders.workers.runner import Outcome, Task
from scenes.storyboard import Entry

if TYPE_CHECKING:
    from renders.commands.notebook_progress import NotebookBar

PLAIN_EVERY = 15.0  # seconds between the lines of a chapter, where there are no bars
LEAST_SECONDS = 2.0  # of work, before a rate is worth telling


class Bars:
    """Draws a bar for each chapter that runs and one for all, and a line for each that has ended.

    The storyboard's seconds give the expected number of frames, so it is shown with ≈.
    """

    def __init__(
        self,
        bars: Progress | NotebookBar,
        tasks: Sequence[Task],
        rate: float,
        noun: str,
        ready: Mapping[str, int],
    ) -> None:
        self.bars, self.rate, self.noun = bars, rate, noun
        self.entries = {task.number: task.entry for task in tasks}
        self.chapters = {entry.name: entry for entry in self.entries.values()}
        self.ready = ready
        self.frames: dict[int, int] = {}
        self.ended: set[str] = set()
        self.rows: dict[str, TaskID] = {}
        self.began: dict[str, float] = {}
        self.told: dict[str, float] = {}
        self.lock = Lock()
        expected = sum(map(self._expected, self.chapters.values()))
        self.all = bars.add_task(f"{len(self.chapters)} chapters", total=expected, rate="")

    def news(self, task: int, frames: int) -> None:
        """Hear how many frames of a task are done."""
        with self.lock:
            self.frames[task] = frames
            entry = self.entries[task]
            if entry.name in self.ended:
                return
            now = time.monotonic()
            self.told.setdefault(entry.name, now)
            seconds = now - self.began.setdefault(entry.name, now)
            done, expected = self._done(entry), self._expected(entry)
            speed = done / seconds if seconds > LEAST_SECONDS else 0.0
            self._draw(entry, done, expected, speed)
            if self.bars.disable and now - self.told[entry.name] >= PLAIN_EVERY:
                self.told[entry.name] = now
                left = f", {max(0, expected - done) / speed:.0f} s left" if speed else ""
                self._say(
                    f"{entry.name}: {done}/≈{expected} {self.noun}, {speed:.1f} {self.noun}/s{left}"
                )

    def outcome(self, outcome: Outcome) -> None:
        """Hear what became of a chapter."""
        with self.lock:
            name = outcome.entry.name
            self.ended.add(name)
            if name in self.rows:
                self.bars.remove_task(self.rows.pop(name))
            if outcome.is_input:
                return  # told once, at the end
            speed = outcome.frames / outcome.seconds if outcome.seconds else 0.0
            told = f"{outcome.frames} {self.noun} in {outcome.seconds:.1f} s"
            told += f", {speed:.1f} {self.noun}/s"
            if outcome.reason is not None:
                told = f"failed after {outcome.frames} {self.noun}"
            self._say(f"[{len(self.ended)}/{len(self.chapters)}] {name}: {told}")

    def _draw(self, entry: Entry, done: int, expected: int, speed: float) -> None:
        if entry.name not in self.rows:
            self.rows[entry.name] = self.bars.add_task(entry.name, total=expected, rate="")
        rate = f"{speed:.1f} {self.noun}/s" if speed else ""
        self.bars.update(self.rows[entry.name], completed=done, rate=rate)
        self.bars.update(self.all, completed=sum(self.frames.values()))

    def _done(self, entry: Entry) -> int:
        return sum(count for task, count in self.frames.items() if self.entries[task] == entry)

    def _expected(self, entry: Entry) -> int:
        return max(1, round(entry.seconds * self.rate) - self.ready.get(entry.name, 0))

    def _say(self, line: str) -> None:
        self.bars.console.print(line, highlight=False, markup=False)


@contextmanager
def watch(
    tasks: Sequence[Task], rate: float, noun: str = "frames", ready: Mapping[str, int] | None = None
) -> Iterator[Bars]:
    """Show progress on standard error for as long as the block runs.

    ``rate`` is how many frames, or whatever ``noun`` says, a second of the film is worth; ``ready``
    says by chapter how many were there before.
    """
    console = Console(stderr=True)
    with _bars(console, noun) as bars:
        yield Bars(bars, tasks, rate, noun, ready or {})


def _bars(console: Console, noun: str) -> Progress | NotebookBar:
    if console.is_jupyter:
        from renders.commands.notebook_progress import NotebookBar

        return NotebookBar(noun)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn(f"{{task.completed:.0f}}/≈{{task.total:.0f}} {noun}"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=console,
        disable=not console.is_terminal,
    )


@contextmanager
def counting(name: str, frames: int, noun: str = "frames") -> Iterator[Callable[[int], None]]:
    """Show on standard error how many frames of one file are done: a bar, or a line elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        console.print(f"{name}: {frames} {noun}", highlight=False, markup=False)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bars:
        bar = bars.add_task(name, total=frames)
        yield partial(bars.advance, bar)
