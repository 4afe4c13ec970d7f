"""`attention-film check`: every number is what was computed, and every word can be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from renders.checks.failure import Inspection
from renders.commands import asking, options
from renders.commands.options import CORES, Chapters, Head, Jobs, Layer, Model, Sentence, Traces
from renders.commands.progress import watch
from renders.files import remove_abandoned, scratch_folder
from renders.terminal import say, say_json
from renders.workers.local import local_crew
from renders.workers.runner import carry_out, judge, number_tasks
from renders.workers.task import Choices
from scenes.storyboard import Entry

BEATS_A_SECOND = 0.22
_COUNTS = ("beats", "numerals", "texts", "pictures", "equations")


def check(
    chapters: Chapters = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print an array of objects.")] = False,
    jobs: Jobs = CORES,
    sentence: Sentence = None,
    model: Model = None,
    layer: Layer = None,
    head: Head = None,
    trace: Traces = None,
    output: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for the logs of chapters that break.")
    ] = Path("renders/media"),
) -> None:
    """Check chapters at the end of each beat, without making video; exit code 1 on any failure.

    The numbers audit computes every cited number again, in another way, and compares it with what
    is written and drawn. The layout lint looks for what cannot be read or seen. Of the whole film,
    chapters that cannot show your choice are told and left out.
    """
    entries = options.chosen(chapters)
    environment = options.numbers(sentence, model, layer, head, trace)
    asking.judge(entries, environment)
    output = options.writable(output)
    remove_abandoned(output)
    known: dict[str, Inspection] = {}

    def keep(entry: Entry, made: Sequence[Inspection]) -> None:
        (known[entry.name],) = made

    tasks = number_tasks((entry, Inspecting(entry)) for entry in entries)
    with (
        options.ending_on_sigterm(),
        scratch_folder(output) as scratch,
        local_crew(jobs, scratch) as crew,
        watch(tasks, BEATS_A_SECOND, "beats") as watcher,
    ):
        taken = Choices.read(environment)
        outcomes = carry_out(tasks, crew, taken, keep, output / "logs", watcher)
    found = [known[entry.name] for entry in entries if entry.name in known]
    if as_json:
        say_json([asdict(one) for one in found], indent=2)
    elif found:
        _show(found)
    judge(outcomes, () if chapters or not taken.are_of_numbers else entries)
    if any(one.failures for one in found):
        raise typer.Exit(1)


@dataclass(frozen=True)
class Inspecting:
    """A chapter to be checked."""

    entry: Entry

    def make(self, count: Callable[[int], None]) -> Inspection:
        from renders.checks.inspection import inspect  # late: it brings in manim

        return inspect(self.entry, lambda chapter, beat: count(1))


def _show(found: Sequence[Inspection]) -> None:
    """Print what was checked and how many, then each failure in a line of its own."""
    table = Table(box=None, pad_edge=False)
    table.add_column("chapter", no_wrap=True)
    for name in (*_COUNTS, "failures"):
        table.add_column(name, justify="right")
    rows = [[getattr(one, name) for name in _COUNTS] + [len(one.failures)] for one in found]
    for one, row in zip(found, rows, strict=True):
        table.add_row(one.chapter, *map(str, row), style="red" if one.failures else None)
    if len(found) > 1:
        totals = [str(sum(column)) for column in zip(*rows, strict=True)]
        table.add_row(f"{len(found)} chapters", *totals, style="bold")
    Console().print(table)
    for one in found:
        for failure in one.failures:
            say(failure)
