"""Worker processes on this machine."""

from __future__ import annotations

import atexit
import gc
import os
import tempfile
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, wait
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import RLock
from typing import ClassVar

from tqdm import tqdm

from renders.workers.processes import NewsPipe, OnNews, Processes
from renders.workers.runner import Task
from renders.workers.task import Choices, Report, lost, perform

HEAR_EVERY = 1.0  # seconds: on Windows nothing else lets ctrl-C into a wait


@dataclass
class LocalWorkers:
    """Processes that end when this one does, however it does, and keep their files in ``folder``.

    See `renders.workers.runner.Workers`.
    """

    size: int
    folder: Path
    shares_disk: ClassVar[bool] = True

    @property
    def prepare(self) -> Callable[[], None]:
        return partial(_prepare, str(self.folder))

    def reports(
        self, tasks: Sequence[Task], choices: Choices, on_news: OnNews
    ) -> Generator[tuple[Task, Report], None, None]:
        """Yield each task's report when it is there.

        What a process has died over is done once more, each task alone: then more memory is left,
        and one that dies again is told from others.
        """
        suspects = yield from self._round(tasks, self.size, choices, on_news)
        for task in (yield from self._round(suspects, 1, choices, on_news)):
            yield task, Report(0, reason="its process died twice; memory may have run out")

    def _round(
        self, tasks: Sequence[Task], size: int, choices: Choices, on_news: OnNews
    ) -> Generator[tuple[Task, Report], None, list[Task]]:
        """Yield reports, and return the tasks without one because a process has died over them."""
        left = []
        # The other cores have workers of their own. It is set here, for a worker has numpy, which
        # looks but once, before it is prepared.
        os.environ["OMP_NUM_THREADS"] = "1"
        with Processes(size, self.prepare, on_news) as processes:
            futures = {
                processes.submit(perform, task.number, task.work, choices, NewsPipe()): task
                for task in tasks
            }
            while futures:
                done, _ = wait(futures, HEAR_EVERY, FIRST_COMPLETED)
                for future in done:
                    task = futures.pop(future)
                    try:
                        report = future.result()
                    except BrokenExecutor:
                        left.append(task)
                        continue
                    except Exception as error:  # the way there or back failed
                        report = lost(error)
                    yield task, report
        return left


def _prepare(folder: str) -> None:
    """Prepare a worker process."""
    tempfile.tempdir = folder
    # First come, last called: to take a process with torch apart properly is half a second of work.
    atexit.register(os._exit, 0)
    # Mobjects come and go by the thousand; with 700 a time, the default, garbage is looked for so
    # often that it takes 4 % of the time.
    gc.set_threshold(50_000, 20, 50)
    # manim's progress bars would share a lock with other processes: one that a killed one leaves.
    tqdm.set_lock(RLock())
