"""`attention-film check`: every number is what was computed, every word can be read, it moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from renders.checks.approved import SNAPSHOTS
from renders.checks.failure import Inspection
from renders.checks.report import Report
from renders.commands import asking
from renders.commands.options import Wish, ending_on_sigterm, wishing, writable
from renders.commands.progress import watch
from renders.errors import BadInput
from renders.files import working_folder
from renders.terminal import say, say_json
from renders.workers.local import LocalWorkers
from renders.workers.runner import carry_out, end_on_failure, number_tasks
from renders.workers.task import Call
from scenes.stage.choices import chooses_nothing, chooses_numbers
from scenes.storyboard import CHAPTERS, Entry

BEATS_A_SECOND = 0.22
INSPECT = "renders.checks.inspection:inspect_all"
SENTENCES = 3  # with which a chapter is checked where no numbers are chosen
_COUNTS = ("beats", "numerals", "texts", "pictures", "equations")
_WIDTH = 100  # the least that the film report takes, on a narrow terminal too
_LEGEND = """\
At rest: the median, the most. Still: the share of time, the longest outside declared holds.
* your own, which no limit binds"""
_REPORTED: dict[str, Callable[[Report], str]] = {
    "numbers\nat rest": lambda one: f"{one.numerals:g}, {one.most_numerals}",
    "stands\nstill": lambda one: f"{one.still:.0%}, {one.longest_standstill:.1f} s",
    "stage\nin use": lambda one: f"{one.stage_in_use:.0%}",
    "beats\n(s)": lambda one: f"{len(one.beats)} of {min(one.beats):.1f}–{max(one.beats):.1f}",
    "\nspread": lambda one: f"{one.spread:.0%}",
    "faded,\nthen used": lambda one: f"{len(one.faded)}",
    "camera\nmoves": lambda one: f"{one.camera_moves}",
    "guess\nholds": lambda one: f"{one.guesses}",
}


@wishing
def check(
    wish: Wish,
    as_json: Annotated[bool, typer.Option("--json", help="Print an array of objects.")] = False,
    report: Annotated[
        bool, typer.Option("--report", help="Also tell how each chapter fares as a film.")
    ] = False,
    approve: Annotated[
        bool, typer.Option("--approve", help="Take what they show for right, if no check fails.")
    ] = False,
    output: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for the logs of chapters that break.")
    ] = Path("renders/media"),
) -> None:
    """Check chapters as they rest and as they move, without video; exit code 1 on any failure.

    The numbers audit computes every cited number again, in another way, and compares it with what
    is written and drawn. The layout lint looks for what cannot be read or seen. Both look at the
    end of each beat, and at the film's chapters five times a second while they move. Without a
    choice of numbers, each chapter's other sentences are checked too. Of the whole film, chapters
    that cannot show your choice are told and left out.

    No law knows at which word an unnamed shape should end, or when it should light up. So what the
    film's chapters show is also compared with what was approved, in place, look and time. Watch
    what you have changed, then approve it: the change of its snapshot belongs to your commit.

    The film report tells how many numbers stand at rest, how much stands still, how much of the
    stage is used and what is lost on the way. Its limits bind the film's own chapters.
    """
    asked, folder = asking.understand(wish), writable(output)
    if approve:
        _require_the_films(asked)
    known: dict[str, Inspection] = {}

    def keep(entry: Entry, made: Sequence[Inspection]) -> None:
        (known[entry.name],) = made

    tasks = number_tasks((one, Call(INSPECT, (one, approve))) for one in asked.entries)
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
        say_json([_object(one, report) for one in found], indent=2)
    elif found:
        _show(found)
        if report:
            _show_report(found)
        for failure in (failure for one in found for failure in one.failures):
            say(failure)
    passed = [one.chapter for one in found if not one.failures]
    if approve and passed and not as_json:
        say(f"approved: {', '.join(passed)}")
    end_on_failure(outcomes, asked.skippable)
    if len(passed) < len(found):
        raise typer.Exit(1)


def _require_the_films(asked: asking.Asked) -> None:
    """Refuse to approve what is not the film as it is, or where nothing can be written."""
    if not chooses_nothing(asked.environment):
        raise BadInput("only the film's own numbers, captions and theme are approved: choose none")
    if own := [one.name for one in asked.entries if one not in CHAPTERS]:
        raise BadInput(f"{own[0]} is not of the film: nothing of it is approved")
    writable(SNAPSHOTS, "copy of the project")


def _show(found: Sequence[Inspection]) -> None:
    """Print what was checked, and how many."""
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
    if given := dict.fromkeys(said for one in found for said in one.given):
        say(f"taken as given: {'; '.join(given)}. What follows from them was computed again.")


def _object(one: Inspection, has_report: bool) -> dict[str, object]:
    """Return what is printed as JSON of a chapter; its report only where it was asked for."""
    left_out = {"sightings"} if has_report else {"sightings", "report"}
    return {key: value for key, value in asdict(one).items() if key not in left_out}


def _show_report(found: Sequence[Inspection]) -> None:
    """Print how each chapter fares as a film, and which limits it may break."""
    table = Table("\nchapter", box=None, pad_edge=False)
    for name in _REPORTED:
        table.add_column(name, justify="right", no_wrap=True)
    for one in found:
        mark = " *" if one.report.own else ""
        table.add_row(one.chapter + mark, *(write(one.report) for write in _REPORTED.values()))
    console = Console()
    console.width = max(console.width, _WIDTH)
    console.print(table)
    say(_LEGEND)
    for one in found:
        for name, reason in one.report.exceptions.items():
            say(f"{one.chapter}, exception: {name}: {reason}")
