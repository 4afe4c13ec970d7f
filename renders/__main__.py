"""The command line: `attention-film`, or `python -m renders`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from renders.commands.check import check
from renders.commands.count import count
from renders.commands.embed import embed
from renders.commands.gallery import gallery
from renders.commands.list import list_chapters
from renders.commands.render import render
from renders.commands.sheet import sheet
from renders.commands.slides import slides
from renders.commands.trace import trace
from renders.errors import run

PROGRAM = "attention-film"

app = typer.Typer(
    add_completion=False,
    help="Attention, by the numbers: list the film's chapters, render them, read their numbers.",
    epilog="Exit code 0 means success, 1 failure, 2 bad usage with one line that names the remedy.",
)
COMMANDS = {
    "list": list_chapters,
    "trace": trace,
    "render": render,
    "check": check,
    "sheet": sheet,
    "gallery": gallery,
    "embed": embed,
    "slides": slides,
    "count": count,
}


def _flowing(text: str) -> str:
    """Let each paragraph be one line, which a terminal breaks where it ends: typer keeps breaks."""
    return "\n\n".join(" ".join(one.split()) for one in text.split("\n\n"))


for _name, _command in COMMANDS.items():
    app.command(_name, help=_flowing(_command.__doc__))(_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a mistake of the user's is told in one line."""
    given = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    return run(app, PROGRAM, given)


if __name__ == "__main__":
    sys.exit(main())
