"""`attention-film list`: the chapters in film order."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from renders.terminal import say_json
from scenes.storyboard import CHAPTERS


def list_chapters(
    as_json: Annotated[bool, typer.Option("--json", help="Print an array of objects.")] = False,
) -> None:
    """List the chapters in film order: name, seconds, what each teaches."""
    if as_json:
        say_json([asdict(entry) for entry in CHAPTERS], indent=2)
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("#", justify="right")
    table.add_column("chapter", no_wrap=True)
    table.add_column("seconds", justify="right")
    table.add_column("what it teaches")
    for entry in CHAPTERS:
        table.add_row(str(entry.number), entry.name, str(entry.seconds), entry.teaches)
    console = Console()
    console.print(table)
    console.print(f"{len(CHAPTERS)} chapters, {sum(entry.seconds for entry in CHAPTERS)} seconds")
