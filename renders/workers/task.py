"""Carries out a task in a process somewhere; whatever happens there comes back as a value."""

from __future__ import annotations

import errno
import io
import os
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Protocol

from renders.errors import one_line
from renders.unedited import Edited
from renders.workers.memory import give_back
from scenes.stage.choices import CHOICES, FILES, THEME, chooses_numbers, named_files
from scenes.stage.refusal import StageError

REPORT_EVERY = 0.2  # seconds

# manim has one configuration for the whole process: where a process has several threads for
# tasks, they take turns.
_ALONE = Lock()


class Work(Protocol):
    """Something to make that counts what it has done; it travels to another process."""

    def make(self, count: Callable[[int], None]) -> object: ...


@dataclass(frozen=True)
class Call:
    """A call of ``module:function``, which only the other process imports: it brings in manim."""

    function: str
    arguments: tuple[object, ...]

    def make(self, count: Callable[[int], None]) -> object:
        module, _, name = self.function.partition(":")
        return getattr(import_module(module), name)(*self.arguments, count)


@dataclass(frozen=True)
class Choices:
    """What a viewer has chosen: variables of the environment, and files by their content.

    A file has the variable that names it, and keeps its own name, by which a message calls it.
    """

    environment: Mapping[str, str] = field(default_factory=dict)
    files: tuple[tuple[str, str, bytes], ...] = ()

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Choices:
        """Take saved traces and arrays out of an environment that names their files.

        Raises
        ------
        OSError
            If one cannot be read.
        """
        rest = {name: value for name, value in environment.items() if name not in FILES}
        named = ((name, path) for name in FILES for path in named_files(environment, name))
        return cls(rest, tuple((name, path.name, path.read_bytes()) for name, path in named))

    @property
    def are_of_numbers(self) -> bool:
        return bool(self.files) or chooses_numbers(self.environment)

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Let the choices, and no others, stand in the environment while the block runs."""
        before = dict(os.environ)
        with tempfile.TemporaryDirectory() as folder:
            paths: dict[str, list[str]] = {}
            for number, (variable, name, content) in enumerate(self.files):
                path = Path(folder) / str(number) / name
                path.parent.mkdir()
                path.write_bytes(content)
                paths.setdefault(variable, []).append(str(path))
            for name in (*CHOICES, THEME):
                os.environ.pop(name, None)
            os.environ.update(self.environment)
            os.environ.update({name: os.pathsep.join(each) for name, each in paths.items()})
            try:
                yield
            finally:
                os.environ.clear()
                os.environ.update(before)


@dataclass(frozen=True)
class Report:
    """What became of a task: what it made, or the reason why it made nothing.

    ``log`` is what was printed, with the traceback of a failure; without one there is nothing to
    look up. ``is_input`` says that the viewer's own choice of numbers does not fit the chapter.
    """

    frames: int
    made: object = None
    reason: str | None = None
    is_input: bool = False
    log: str | None = ""


def lost(error: BaseException) -> Report:
    """Report a task that was lost on the way there or back."""
    return Report(0, reason=f"{type(error).__name__}: {one_line(error)}")


class Channel(Protocol):
    """Carries news of a task to whoever waits for it; what is lost on the way is no loss."""

    def send(self, task: int, frames: int) -> None: ...


def perform(task: int, work: Work, choices: Choices, channel: Channel) -> Report:
    """Carry out a task, and report on the way how many frames are done."""
    with _ALONE, io.StringIO() as log, redirect_stdout(log), redirect_stderr(log):
        counter = _Counter(task, channel)
        channel.send(task, 0)
        try:
            with choices.standing():
                made = work.make(counter.count)
            return Report(counter.frames, made=made, log=log.getvalue())
        except Edited as error:
            return Report(counter.frames, reason=tell(error), log=None)
        except Exception as error:
            traceback.print_exc()
            is_input = isinstance(error, StageError) or (
                isinstance(error, ValueError) and choices.are_of_numbers
            )
            return Report(counter.frames, None, tell(error, is_input), is_input, log.getvalue())
        finally:
            channel.send(task, counter.frames)
            give_back()  # the next one needs the memory


class _Counter:
    """Counts frames and sends news, seldom enough not to slow the work."""

    def __init__(self, task: int, channel: Channel) -> None:
        self.task, self.channel = task, channel
        self.frames = 0
        self._due = 0.0

    def count(self, frames: int) -> None:
        self.frames += frames
        if time.monotonic() >= self._due:
            self._due = time.monotonic() + REPORT_EVERY
            self.channel.send(self.task, self.frames)


def tell(error: Exception, is_input: bool = False) -> str:
    """Say in one line what went wrong, and the remedy where there is one."""
    if is_input or isinstance(error, Edited):
        return one_line(error)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "the disk is full; make room and run the same again: what is finished is kept"
    if isinstance(error, PermissionError):
        return f"{one_line(error)}; close what has it open, or choose another --output"
    if isinstance(error, MemoryError):
        return "memory has run out; run with fewer --jobs"
    return f"{type(error).__name__}: {one_line(error)}"
