"""The viewer's choices that several commands share: which chapters, with which numbers."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer

from attention_math.request import require_layer
from attention_math.shipped import MODELS
from attention_math.trace import load
from attention_math.wordlist import check_readable, normalise
from renders.errors import BadInput, bad_input
from renders.own import is_file, own_chapters
from scenes.stage.choices import CHOICES
from scenes.storyboard import CHAPTERS, Entry, find


def _cores() -> int:
    """Count the cores that this process may use, as well as the system tells."""
    if hasattr(os, "process_cpu_count"):
        return os.process_cpu_count() or 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


CORES = _cores()

Chapters = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[CHAPTER]...",
        help="Names as list prints them, files such as lecture.py, or lecture.py:MyLecture; "
        "the whole film if left out.",
    ),
]
Jobs = Annotated[int, typer.Option(min=1, help="Processes at the same time.")]
Sentence = Annotated[
    str | None,
    typer.Option(metavar="TEXT", envvar=CHOICES[0], help="Show this sentence instead."),
]
Model = Annotated[
    str | None,
    typer.Option(metavar="NAME", envvar=CHOICES[1], help="Take the numbers from this model."),
]
Layer = Annotated[int | None, typer.Option(min=1, envvar=CHOICES[2], help="Counted from 1.")]
Head = Annotated[int | None, typer.Option(min=1, envvar=CHOICES[3], help="Counted from 1.")]
Traces = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="PATH",
        envvar=CHOICES[4],
        help="Take the numbers from saved traces; may be repeated.",
    ),
]
Name = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Call what is made CHAPTER.NAME; by sentence, model, layer and head if left out.",
    ),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help="What does not fit well with numbers of your choice is an error, and gets no name.",
    ),
]


def chosen(chapters: Sequence[str] | None) -> list[Entry]:
    """Find the chapters that were named, each once; without names, all of the film.

    Raises
    ------
    BadInput
        If there is no such chapter or file, or two of two files would have the same name.
    """
    with bad_input():
        found = [one for name in chapters or [] for one in _named(name)]
    entries = list(dict.fromkeys(found)) or list(CHAPTERS)
    for first, second in combinations(entries, 2):
        if first.name == second.name:
            raise BadInput(f"{first.file} and {second.file} have one name: rename a file")
    return entries


def _named(name: str) -> Sequence[Entry]:
    return own_chapters(name) if is_file(name) else [find(name)]


def numbers(
    sentence: str | None,
    model: str | None,
    layer: int | None,
    head: int | None,
    traces: Sequence[Path] | None,
) -> dict[str, str]:
    """Return the environment that tells chapters where to take their numbers from."""
    _check(sentence, model, layer, traces or [])
    paths = os.pathsep.join(str(path.resolve()) for path in traces) if traces else None
    choices = zip(CHOICES, (sentence, model, layer, head, paths), strict=True)
    return {name: str(value) for name, value in choices if value is not None}


def _check(
    sentence: str | None, model: str | None, layer: int | None, traces: Sequence[Path]
) -> None:
    """Judge the viewer's choices before any chapter starts, as far as that can be done."""
    if sentence is not None and not normalise(sentence):
        raise BadInput("the sentence is empty: give at least one word")
    with bad_input():
        if sentence is not None and not sentence.isascii():
            from scenes.stage.text import check_drawable  # late: it imports manim

            check_readable(sentence)
            check_drawable(normalise(sentence))
        for path in traces:
            load(path)
        if model in MODELS and layer is not None:
            require_layer(model, layer)
        if model is not None and not traces:
            from attention_math.registry import load_model  # late: it imports torch
            from attention_math.tracing import trace_sentence

            load_model(model)
            if sentence is not None:
                trace_sentence(model, sentence, layer or 1)


def writable(folder: Path, option: str = "--output") -> Path:
    """Make a folder, or say in one line why nothing can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"cannot write to {folder}: {error.strerror}") from error
    if not os.access(folder, os.W_OK):
        raise BadInput(f"cannot write to {folder}: choose another {option}")
    return folder.resolve()


@contextmanager
def ending_on_sigterm() -> Iterator[None]:
    """Let SIGTERM unwind the run like ctrl-C, so that no worker outlives it."""

    def end(number: int, frame: FrameType | None) -> NoReturn:
        raise typer.Exit(128 + number)

    previous = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)
