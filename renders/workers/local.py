"""Worker processes on this machine, through the interface of an executor."""

from __future__ import annotations

import atexit
import gc
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import RLock
from typing import ClassVar

from tqdm import tqdm

from renders.workers.processes import Line, OnNews, Processes


def _ignore(task: int, frames: int) -> None:
    """Hear no news."""


@dataclass
class LocalWorkers:
    """Processes that end when this one does, however it does, and keep their files in ``folder``.

    See `renders.workers.runner.Workers`.
    """

    size: int
    folder: Path
    begun: dict[int, float] = field(default_factory=dict)
    on_news: OnNews = _ignore
    executors: list[Executor] = field(default_factory=list)
    channel: ClassVar[Line] = Line()
    shares_disk: ClassVar[bool] = True

    @property
    def prepare(self) -> Callable[[], None]:
        return partial(_enlist, str(self.folder))

    def executor(self, size: int) -> Executor:
        self.executors.append(Processes(size, self.prepare, self._hear))
        return self.executors[-1]

    def dismiss(self) -> None:
        """Wait until all processes have ended."""
        while self.executors:
            self.executors.pop().shutdown(cancel_futures=True)

    def _hear(self, task: int, frames: int) -> None:
        self.begun.setdefault(task, time.monotonic())
        self.on_news(task, frames)


@contextmanager
def local_workers(size: int, folder: Path) -> Iterator[LocalWorkers]:
    """Have a workers of so many processes while the block runs."""
    workers = LocalWorkers(size, folder)
    try:
        yield workers
    finally:
        workers.dismiss()


def _enlist(folder: str) -> None:
    """Prepare a worker process."""
    tempfile.tempdir = folder
    os.environ["OMP_NUM_THREADS"] = "1"  # the other cores have workers of their own
    # First come, last called: to take a process with torch apart properly is half a second of work.
    atexit.register(os._exit, 0)
    # Mobjects come and go by the thousand; with 700 a time, the default, garbage is looked for so
    # often that it takes 4 % of the time.
    gc.set_threshold(50_000, 20, 50)
    # manim's progress bars would share a lock with other processes: one that a killed one leaves.
    tqdm.set_lock(RLock())
