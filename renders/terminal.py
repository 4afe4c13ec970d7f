"""What is printed, on any terminal: one that knows no √ gets a question mark, and no traceback."""

from __future__ import annotations

import io
import json
import sys


def replace_what_it_lacks() -> None:
    """Let standard output and standard error write ? for what their encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(message: object, err: bool = False) -> None:
    """Print a line at once; unlike typer's ``echo``, in the encoding that the stream has."""
    print(message, file=sys.stderr if err else sys.stdout, flush=True)


def say_json(value: object, indent: int | None = None) -> None:
    """Print JSON that loses nothing: what the encoding may lack is written escaped."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    is_unicode = encoding.lower().startswith("utf")
    print(json.dumps(value, ensure_ascii=not is_unicode, indent=indent))


def told_size(size: int) -> str:
    """Write a number of bytes as people say it: 640 kB, 1.4 MB."""
    return f"{size / 1e6:.1f} MB" if size >= 999_500 else f"{max(1, round(size / 1e3))} kB"
