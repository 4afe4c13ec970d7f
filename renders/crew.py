"""Worker processes on this machine, through the interface of an executor."""

from __future__ import annotations

import atexit
import gc
import os
import socket
import struct
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import RLock, Thread
from typing import ClassVar

from tqdm import tqdm

OnNews = Callable[[int, int], None]

_NEWS = struct.Struct("qq")  # task, frames
_NO_TASK = -1
_SPAWN = get_context("spawn")  # a fork would copy the locks of other threads as they happen to be


@dataclass(frozen=True)
class Mailbox:
    """Takes news in whole messages and without a lock, so that a killed process jams nothing."""

    path: str

    def send(self, task: int, frames: int) -> None:
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as own:
            own.settimeout(1)
            own.sendto(_NEWS.pack(task, frames), self.path)


def _ignore(task: int, frames: int) -> None:
    """Hear no news."""


@dataclass
class LocalCrew:
    """Processes that end when this one does, however it does, and keep their files in ``scratch``.

    See `renders.pool.Crew`.
    """

    size: int
    channel: Mailbox
    scratch: Path
    line: Connection
    begun: dict[int, float] = field(default_factory=dict)
    on_news: OnNews = _ignore
    executors: list[Executor] = field(default_factory=list)
    shares_disk: ClassVar[bool] = True

    @property
    def setup(self) -> tuple[Connection, str]:
        return self.line, str(self.scratch)

    def executor(self, size: int) -> Executor:
        executor = ProcessPoolExecutor(size, _SPAWN, initializer=_enlist, initargs=self.setup)
        self.executors.append(executor)
        return executor

    def dismiss(self) -> None:
        """Wait until all processes have ended."""
        while self.executors:
            self.executors.pop().shutdown(cancel_futures=True)


@contextmanager
def local_crew(size: int, scratch: Path) -> Iterator[LocalCrew]:
    """Have a crew of so many processes while the block runs."""
    line, end = _SPAWN.Pipe(duplex=False)
    with (
        tempfile.TemporaryDirectory() as folder,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as letters,
    ):
        mailbox = Mailbox(str(Path(folder) / "news"))
        letters.bind(mailbox.path)
        crew = LocalCrew(size, mailbox, scratch, line)
        reader = Thread(target=_read, args=(letters, crew), daemon=True)
        reader.start()
        try:
            yield crew
        finally:
            end.close()  # workers that are still at work read the end of the line, and end
            line.close()
            crew.dismiss()
            mailbox.send(_NO_TASK, 0)
            reader.join()


def _read(letters: socket.socket, crew: LocalCrew) -> None:
    while True:
        task, frames = _NEWS.unpack(letters.recv(_NEWS.size))
        if task == _NO_TASK:
            return
        crew.begun.setdefault(task, time.monotonic())
        crew.on_news(task, frames)


def _enlist(line: Connection, scratch: str) -> None:
    """Prepare a worker process."""
    Thread(target=_end_with_caller, args=(line,), daemon=True).start()
    tempfile.tempdir = scratch
    os.environ["OMP_NUM_THREADS"] = "1"  # the other cores have workers of their own
    # First come, last called: to take a process with torch apart properly is half a second of work.
    atexit.register(os._exit, 0)
    # Mobjects come and go by the thousand; with 700 a time, the default, garbage is looked for so
    # often that it takes 4 % of the time.
    gc.set_threshold(50_000, 20, 50)
    # manim's progress bars would share a lock with other processes: one that a killed one leaves.
    tqdm.set_lock(RLock())


def _end_with_caller(line: Connection) -> None:
    with suppress(EOFError, OSError):
        line.recv()
    os._exit(1)
