"""`attention-film check`: every number is what was computed, and every word can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from renders.checks.failure import Inspection
from renders.commands import asking
from renders.commands.options import Wish, ending_on_sigterm, wishing, writable
from renders.commands.progress import watch
from renders.files import working_folder
from renders.terminal import say, say_json
from renders.workers.local import LocalWorkers
from renders.workers.runner import carry_out, end_on_failure, number_tasks
from renders.workers.task import Call
from scenes.stage.choices import chooses_numbers
from scenes.storyboard import Entry

BEATS_A_SECOND = 0.22
INSPECT = "renders.checks.inspection:inspect_all"
SENTENCES = 3  # with which a chapter is checked where no numbers are chosen
_COUNTS = ("beats", "numerals", "texts", "pictures", "equations")


@wishing
def check(
    wish: Wish,
    as_json: Annotated[bool, typer.Option("--json", help="Print an array of objects.")] = False,
    output: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for the logs of chapters that break.")
    ] = Path("renders/media"),
) -> None:
    """Check chapters at the end of each beat, without making video; exit code 1 on any failure.

    The numbers audit computes every cited number again, in another way, and compares it with what
    is written and drawn. The layout lint looks for what cannot be read or seen. Without a choice of
    numbers, both look at each chapter's other sentences too. Of the whole film, chapters that
    cannot show your choice are told and left out.
    """
    asked, folder = asking.understand(wish), writable(output)
    known: dict[str, Inspection] = {}

    def keep(entry: Entry, made: Sequence[Inspection]) -> None:
        (known[entry.name],) = made

    tasks = number_tasks((one, Call(INSPECT, (one,))) for one in asked.entries)
    rate = BEATS_A_SECOND * (1 if chooses_numbers(asked.environment) else SENTENCES)
    with (
        ending_on_sigterm(),
        working_folder(folder) as working,
        watch(tasks, rate, "beats") as watcher,
    ):
        workers = LocalWorkers(wish.jobs, working)
        outcomes = carry_out(tasks, workers, asked.choices, keep, folder / "logs", watcher)
    found = [known[entry.name] for entry in asked.entries if entry.name in known]
    if as_json:
        say_json([asdict(one) for one in found], indent=2)
    elif found:
        _show(found)
    end_on_failure(outcomes, asked.skippable)
    if any(one.failures for one in found):
        raise typer.Exit(1)


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
