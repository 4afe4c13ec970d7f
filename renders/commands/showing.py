"""Says what a command has made, and opens it for who wants to see it at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from renders.terminal import say, told_size

Open = Annotated[
    bool, typer.Option("--open", help="Open what was made, with the system's own program for it.")
]


def show_made(made: Sequence[Path], opens: bool = False, first: Path | None = None) -> None:
    """Print where each file lies, and on standard error its size; a folder's is that of its files.

    Where it ``opens``, that is ``first``, the only one, or else the folder that several lie in.
    """
    for path in made:
        say(path)
        files = [one for one in path.rglob("*") if one.is_file()] if path.is_dir() else [path]
        say(f"{path.name}: {told_size(sum(one.stat().st_size for one in files))}", err=True)
    if opens and made:
        _open(first or (made[0] if len(made) == 1 else made[0].parent))


def _open(path: Path) -> None:
    if typer.launch(str(path)):
        say(f"nothing here opens files (xdg-open is missing): open {path} yourself", err=True)
