"""A bar in a notebook, by tqdm, in place of rich's in a terminal."""

from __future__ import annotations

import sys
import warnings
from itertools import count
from typing import Self

from rich.progress import TaskID

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # without ipywidgets it draws with letters, and says so
    from tqdm.auto import tqdm


class NotebookBar:
    """What `renders.commands.progress.Bars` needs of a ``rich.progress.Progress``.

    The first task, which is all of the work, has a bar.
    """

    disable = False

    def __init__(self, noun: str) -> None:
        self.noun = noun
        self.console = self
        self._bar: tqdm | None = None
        self._tasks = count()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def add_task(self, _: str, *, total: int, **__: object) -> TaskID:
        task = TaskID(next(self._tasks))
        if self._bar is None:
            unit = f" {self.noun}"
            self._bar = tqdm(total=total, unit=unit, leave=False, file=sys.stderr)
        return task

    def update(self, task: TaskID, *, completed: int, **_: object) -> None:
        if task == 0:
            self._bar.total = max(self._bar.total, completed)  # it was expected
            self._bar.update(completed - self._bar.n)

    def remove_task(self, _: TaskID) -> None:
        """Remove nothing: it has no bar."""

    def print(self, _: str, **__: object) -> None:
        """Say nothing: a notebook keeps it, and what has failed is told elsewhere."""
