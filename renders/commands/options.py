"""The viewer's choices that several commands share: which chapters, with which numbers."""

from __future__ import annotations

import atexit
import os
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import cache, wraps
from inspect import Signature, signature
from itertools import combinations
from pathlib import Path
from threading import current_thread, main_thread
from types import FrameType
from typing import Annotated, NoReturn

import typer

from attention_math.huggingface.names import is_path
from attention_math.own_files import read_arrays
from attention_math.request import require_layer
from attention_math.shipped import MODELS
from attention_math.trace import Kind, load
from attention_math.wordlist import check_readable, normalise
from renders.errors import BadInput, bad_input
from renders.files import remove_abandoned
from renders.film.naming import slug
from renders.film.quality import Quality
from renders.own import is_file, own_chapters
from scenes.stage import themes
from scenes.stage.choices import ARRAYS, HEAD, KIND, LAYER, MODEL, SENTENCE, THEME, TRACE
from scenes.stage.saved import read_saved
from scenes.storyboard import CHAPTERS, Entry, find


def _cores() -> int:
    """Count the cores that this process may use, as well as the system tells."""
    if hasattr(os, "process_cpu_count"):
        return os.process_cpu_count() or 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


CORES = _cores()


def _choice(variable: str, metavar: str | None, meaning: str, **more: object) -> object:
    return typer.Option(metavar=metavar, envvar=variable, help=meaning, **more)


@dataclass(frozen=True)
class Wish:
    """Which chapters a viewer wants, with which numbers: the options that `wishing` adds."""

    chapters: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CHAPTER]...",
            help="Names as list prints them, files such as lecture.py, or lecture.py:MyLecture; "
            "the whole film if left out.",
        ),
    ] = None
    jobs: Annotated[int, typer.Option(min=1, help="Processes at the same time.")] = CORES
    sentence: Annotated[str | None, _choice(SENTENCE, "TEXT", "Show this sentence instead.")] = None
    model: Annotated[
        str | None,
        _choice(MODEL, "NAME", "Take the numbers from this model, or from the folder of hf:PATH."),
    ] = None
    layer: Annotated[int | None, _choice(LAYER, None, "Counted from 1.", min=1)] = None
    head: Annotated[int | None, _choice(HEAD, None, "Counted from 1.", min=1)] = None
    kind: Annotated[
        Kind | None,
        _choice(KIND, None, "With hf:PATH: of which attention; the model's first if left out."),
    ] = None
    trace: Annotated[
        list[Path] | None,
        _choice(TRACE, "PATH", "Take the numbers from saved traces; may be repeated."),
    ] = None
    arrays: Annotated[
        Path | None, _choice(ARRAYS, "FILE", "Show your own arrays: .npz, .json, .safetensors.")
    ] = None

    def numbers(self) -> dict[str, object]:
        """Return the choices of numbers that were made, by the names of their options."""
        names = (one.name for one in fields(self) if one.name not in ("chapters", "jobs"))
        return {name: getattr(self, name) for name in names if getattr(self, name) is not None}

    def entries(self) -> list[Entry]:
        """Find the chapters that were named, each once; without names, all of the film.

        Raises
        ------
        BadInput
            If there is no such chapter or file, or two of two files would have the same name.
        """
        with bad_input():
            found = [one for name in self.chapters or [] for one in _named(name)]
        entries = list(dict.fromkeys(found)) or list(CHAPTERS)
        for first, second in combinations(entries, 2):
            if first.name == second.name:
                raise BadInput(f"{first.file} and {second.file} have one name: rename a file")
        return entries

    def environment(self) -> dict[str, str]:
        """Return the environment that tells chapters where to take their numbers from.

        Raises
        ------
        BadInput
            If it can be said before any chapter starts that something is wrong with them.
        """
        traces = self.trace or []
        with bad_input():
            themes.chosen(os.environ)
            if self.sentence is not None:
                _check_sentence(self.sentence)
            for path in traces:
                load(path)
            if self.arrays is not None:
                read_arrays(self.arrays)
            if self.model in MODELS and self.layer is not None:
                require_layer(self.model, self.layer)
            if self.kind is not None and not is_path(self.model):
                raise BadInput("--kind goes with --model hf:PATH; leave it out")
            if is_path(self.model):
                traces = [*traces, *self._recorded(traces)]
            elif self.model is not None and not traces:
                _check_model(self.model, self.sentence, self.layer or 1)
        paths = os.pathsep.join(str(path.resolve()) for path in traces) or None
        choices = {SENTENCE: self.sentence, MODEL: self.model, LAYER: self.layer}
        choices |= {HEAD: self.head, TRACE: paths, THEME: os.environ.get(THEME)}
        choices[ARRAYS] = self.arrays and self.arrays.resolve()
        return {name: str(value) for name, value in choices.items() if value is not None}

    def _recorded(self, traces: Sequence[Path]) -> Iterator[Path]:
        """Run a Hugging Face model here, once, and save what it did for whoever draws it."""
        chosen = {MODEL: self.model, SENTENCE: self.sentence, LAYER: self.layer, KIND: self.kind}
        chosen[TRACE] = os.pathsep.join(map(str, traces))
        told = {name: str(value) for name, value in chosen.items() if value is not None}
        for one in read_saved(told)[len(traces) :]:
            path = _folder() / f"{slug(one.name)}.safetensors"
            one.trace.save(path)
            yield path


Name = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Call what is made CHAPTER.NAME; by sentence, model, layer and head if left out.",
    ),
]
OfRender = Annotated[Quality, typer.Option("--quality", "-q", help="As render has it.")]
Media = Annotated[Path, typer.Option(metavar="DIR", help="Where clips are rendered and kept.")]
MEDIA = Path("renders/media")
Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help="What does not fit well with numbers of your choice is an error, and gets no name.",
    ),
]


def wishing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a `Wish`, which it gets as its first argument."""
    wished = signature(Wish, eval_str=True).parameters
    own = list(signature(command, eval_str=True).parameters.values())[1:]

    @wraps(command)
    def run(**given: object) -> None:
        command(Wish(**{name: given.pop(name) for name in wished}), **given)

    run.__signature__ = Signature([*wished.values(), *own])
    return run


@cache
def _folder() -> Path:
    """Make a folder that is gone when the command has ended."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return Path(folder.name)


def _named(name: str) -> Sequence[Entry]:
    return own_chapters(name) if is_file(name) else [find(name)]


def _check_sentence(sentence: str) -> None:
    if not normalise(sentence):
        raise ValueError("the sentence is empty: give at least one word")
    if not sentence.isascii():
        from scenes.stage.text import check_drawable  # late: it imports manim

        check_readable(sentence)
        check_drawable(normalise(sentence))


def _check_model(model: str, sentence: str | None, layer: int) -> None:
    from attention_math.registry import load_model  # late: it imports torch
    from attention_math.tracing import trace_sentence

    load_model(model)
    if sentence is not None:
        trace_sentence(model, sentence, layer)


def writable(folder: Path, option: str = "--output") -> Path:
    """Make a folder free of what killed runs left, or say in a line why it cannot be written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"cannot write to {folder}: {error.strerror}") from error
    if not os.access(folder, os.W_OK):
        raise BadInput(f"cannot write to {folder}: choose another {option}")
    remove_abandoned(folder)
    return folder.resolve()


@contextmanager
def ending_on_sigterm() -> Iterator[None]:
    """Let SIGTERM unwind the run like ctrl-C, so that no worker outlives it.

    A thread beside the main one, as some notebooks have, hears of no signal.
    """
    if current_thread() is not main_thread():
        yield
        return

    def end(number: int, frame: FrameType | None) -> NoReturn:
        raise typer.Exit(128 + number)

    previous = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)
