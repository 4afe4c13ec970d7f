"""`attention-film check`: every number is what was computed, and every word can be read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from renders import choices
from renders.checks.failure import Inspection
from renders.choices import CORES, Chapters, Jobs, Model, Number, Sentence, Traces
from renders.pool import judge, render_all
from renders.progress import watch
from renders.scratch import remove_abandoned
from scenes.storyboard import Entry

BEATS_A_SECOND = 0.22
_COUNTS = ("beats", "numerals", "texts", "pictures", "equations")


def check(
    chapters: Chapters = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print an array of objects.")] = False,
    jobs: Jobs = CORES,
    sentence: Sentence = None,
    model: Model = None,
    layer: Number = None,
    head: Number = None,
    trace: Traces = None,
    output: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for the logs of chapters that break.")
    ] = Path("renders/media"),
) -> None:
    """Check chapters at the end of each beat, without making video; exit code 1 on any failure.

    The numbers audit computes every cited number again, in another way, and compares it with what
    is written and drawn. The layout lint looks for what cannot be read or seen.
    """
    entries = choices.chosen(chapters)
    environment = choices.numbers(sentence, model, layer, head, trace)
    checks = _Checks(choices.writable(output), jobs, environment)
    remove_abandoned(checks.output)
    with choices.ending_on_sigterm(), watch(entries, BEATS_A_SECOND, "beats") as watcher:
        outcomes = render_all(entries, checks, watcher.report, watcher.outcome)
    found = [checks.found[entry.name] for entry in entries if entry.name in checks.found]
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
    elif found:
        _show(found)
    judge(outcomes)
    if any(one.failures for one in found):
        raise typer.Exit(1)


@dataclass(frozen=True)
class _Checks:
    """What the workers have found so far, by chapter."""

    output: Path
    jobs: int
    environment: Mapping[str, str]
    found: dict[str, Inspection] = field(default_factory=dict)

    def command(self, entry: Entry, folder: Path) -> list[str]:
        return ["renders.checks.inspection", entry.name, str(folder)]

    def keep(self, entry: Entry, made: Path) -> None:
        self.found[entry.name] = Inspection.read(made.read_text(encoding="utf-8"))


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
            typer.echo(str(failure))
