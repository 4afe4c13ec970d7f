"""Bad usage and bad input: one line that names the remedy, and exit code 2."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer

from renders.terminal import replace_what_it_lacks
from scenes.stage.interrupts import INTERRUPTED, ctrl_c_is_heard


class BadInput(typer.TyperException):
    """What was asked for cannot be done, and the message says what can."""

    exit_code = 2


def one_line(text: object) -> str:
    """Join a message's lines, so that a script can read it as one."""
    return " ".join(str(text).split())


def run(app: typer.Typer, program: str, arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; a mistake of the user's is told in one line."""
    replace_what_it_lacks()
    try:
        with ctrl_c_is_heard():
            code = app(list(arguments), prog_name=program, standalone_mode=False) or 0
    except typer.TyperException as error:
        message = one_line(error.format_message()).replace("Value error, ", "")
        print(f"{program}: {message}", file=sys.stderr)
        return error.exit_code
    except typer.Abort:
        return 1
    if code == INTERRUPTED:
        goes_on = "; the same command goes on where it was" if arguments[0] == "render" else ""
        print(f"{program}: stopped{goes_on}", file=sys.stderr)
    return code


@contextmanager
def bad_input() -> Iterator[None]:
    """Turn the ``ValueError`` of a function that judges input into `BadInput`."""
    try:
        yield
    except ValueError as error:
        raise BadInput(one_line(error)) from error
    except ModuleNotFoundError as error:
        if error.name not in ("torch", "tokenizers"):
            raise
        raise BadInput(
            f"this needs {error.name}: pip install 'attention-film[models]', or use a saved trace"
        ) from error
