"""The command line of the benchmark: `python -m bench`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from bench.cost import Failed
from bench.jobs import Group, Job, Measurement, Options, carry_out, first_look, plan
from bench.machine import machine, versions
from bench.table import Row, markdown, printed, rows_of
from renders.commands.options import ending_on_sigterm, writable
from renders.errors import run
from renders.files import working_folder, write_whole
from renders.film.quality import Quality
from renders.terminal import say

PROGRAM = "python -m bench"
TOGETHER = 3600.0  # seconds over which the bar takes its speed: jobs are as different as can be

app = typer.Typer(add_completion=False)


@app.command(epilog="Exit code 0 whether or not the targets are met, 1 failure, 2 bad usage.")
def bench(
    only: Annotated[
        list[Group] | None, typer.Option(help="Measure this alone; may be repeated.")
    ] = None,
    repeat: Annotated[int, typer.Option(min=1, help="How often to measure each thing.")] = 5,
    seconds: Annotated[
        float,
        typer.Option(min=0, help="Of each chapter, to the end of the beat; 0 for all of it."),
    ] = 4.0,
    quality: Annotated[
        Quality, typer.Option("--quality", "-q", help="As for render; targets are for h.")
    ] = Quality.high,
    frames: Annotated[int, typer.Option(min=3, help="Of each moving pattern.")] = 180,
    all_squares: Annotated[
        bool,
        typer.Option("--all-squares", help="Also 128 × 128 squares: ten minutes each time."),
    ] = False,
    output: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for bench.json, bench.md and bench.svg.")
    ] = Path("renders/media"),
) -> None:
    """Measure what the film costs beside stock manim doing the same, and hold it against targets.

    Each thing is made by a process of its own, ours and stock in turn, and nothing else should run
    meanwhile. Prints a table of medians and spreads (least–largest); writes it as DIR/bench.md,
    all measurements as DIR/bench.json, and cost against size as DIR/bench.svg.
    """
    groups = frozenset(only or Group)
    options = Options(groups, quality, seconds, repeat, frames, all_squares)
    output = writable(output)
    with ending_on_sigterm(), working_folder(output) as folder:
        measurements = _measure(options, folder)
    rows = rows_of(measurements)
    _write(output, options, measurements, rows)
    Console().print(printed(rows))


def _measure(options: Options, folder: Path) -> list[Measurement]:
    """Measure all, and show how far that is.

    Raises
    ------
    typer.Exit
        If one of the programs fails.
    """
    try:
        with _progress("first look") as begin:
            jobs = first_look(options, folder)
            looks = list(carry_out(jobs, options, begin(jobs)))
        with _progress("measuring") as begin:
            jobs = plan(options, looks, folder)
            return [*looks, *carry_out(jobs, options, begin(jobs))]
    except Failed as error:
        say(f"{PROGRAM}: {error}", err=True)
        raise typer.Exit(1) from error


@contextmanager
def _progress(title: str) -> Iterator[Callable[[Sequence[Job]], Callable[[Job], None]]]:
    """Show on standard error what is done of some jobs, once they are given."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[ended]}/{task.fields[number]}"),
        TimeElapsedColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=console, disable=not console.is_terminal, speed_estimate_period=TOGETHER
    ) as bar:

        def begin(jobs: Sequence[Job]) -> Callable[[Job], None]:
            expected = sum(job.expected for job in jobs)
            task = bar.add_task(title, total=expected, ended=0, number=len(jobs))
            ended = iter(range(1, len(jobs) + 1))

            def on_end(job: Job) -> None:
                number = next(ended)
                bar.update(task, advance=job.expected, ended=number)
                said = f"[{number}/{len(jobs)}] {job.kind} {job.subject}, {job.engine}"
                console.print(said, highlight=False, markup=False)

            return on_end

        yield begin


def _write(
    output: Path, options: Options, measurements: Sequence[Measurement], rows: Sequence[Row]
) -> None:
    from bench.plot import cost_against_cells
    from renders.sheets.typeset import typeset_plot  # late: manim's memory would count as a child's

    found = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "versions": versions(),
        "options": asdict(options) | {"groups": sorted(options.groups)},
        "rows": [_described(row) for row in rows],
        "measurements": [asdict(one) for one in measurements],
    }
    write_whole(output / "bench.json", json.dumps(found, indent=1, ensure_ascii=False).encode())
    write_whole(output / "bench.md", markdown(rows).encode())
    plot = cost_against_cells(measurements)
    if plot is not None:
        write_whole(output / "bench.svg", typeset_plot(plot))


def _described(row: Row) -> dict[str, object]:
    extra = {"median": row.result.median, "spread": row.result.spread, "met": row.is_met}
    return asdict(row) | extra


if __name__ == "__main__":
    sys.exit(run(app, PROGRAM, sys.argv[1:]))
