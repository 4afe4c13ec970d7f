"""The workers of a Dask cluster: a task at a time for each, the others wait here.

A worker is given tasks only if it would render just what this machine would; so one that joins
later finds something to do, and one that dies takes down nothing but the task that it was at. The
cluster gives that to another. Dask's own queue would send tasks to a worker before it is known to
fit, which ends one that cannot read them, and would suspect all that wait where one has died.
"""

from __future__ import annotations

import logging
import time
import uuid
import warnings
from collections import Counter, deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import typer

from renders.terminal import say
from renders.workers.membership import ANSWER_WITHIN, Membership, connect
from renders.workers.processes import OnNews
from renders.workers.runner import Task
from renders.workers.task import Choices, Report, lost, perform

if TYPE_CHECKING:
    from distributed import Future

LOOK_EVERY = 2.0  # seconds between looks at who is there
HEAR_EVERY = 0.1  # seconds between looks at what is done
WAIT_FOR_WORKERS = 120.0  # seconds without any, before the run gives up
SENT_ANEW = 2  # times, when all the workers that had it are gone
FATAL = "one worker after the other died over it; memory may have run out"


class Recalled(Exception):
    """Nobody waits for this task any more."""


@dataclass(frozen=True)
class Topic:
    """Carries news through the scheduler, and stops a task that has been given up.

    See `renders.workers.task.Channel`.
    """

    name: str

    def send(self, task: int, frames: int) -> None:
        from distributed import get_worker

        worker = get_worker()
        own = worker.state.tasks.get(worker.get_current_task())
        if own is None or own.state == "cancelled":
            raise Recalled
        worker.log_event(self.name, [task, frames])


@dataclass
class ClusterWorkers:
    """The fitting workers of a cluster; see `renders.workers.runner.Workers`."""

    members: Membership
    shares_disk: ClassVar[bool] = False
    _running: dict[Future, tuple[Task, frozenset[str]]] = field(default_factory=dict)
    _looked: float = 0.0
    _alone_since: float | None = None

    @property
    def size(self) -> int:
        return len(self.members.fit)

    def reports(
        self, tasks: Sequence[Task], choices: Choices, on_news: OnNews
    ) -> Generator[tuple[Task, Report], None, None]:
        """Yield each task's report when it is there.

        What outlives all workers that it is sent to, time and again, is likely to be what they
        die of.
        """
        topic, waiting, in_vain = Topic(f"film-{uuid.uuid4()}"), deque(tasks), Counter()
        self.members.client.subscribe_topic(topic.name, lambda event: on_news(*event[1]))
        while waiting or self._running:
            self._look_around()
            for task in self._stranded():
                in_vain[task.number] += 1
                if in_vain[task.number] > SENT_ANEW:
                    yield task, Report(0, reason=FATAL)
                else:
                    waiting.appendleft(task)
            while waiting and len(self._running) < self.size:
                self._send(waiting.popleft(), choices, topic)
            time.sleep(HEAR_EVERY)
            for future in [future for future in self._running if future.done()]:
                yield self._running.pop(future)[0], _report_of(future)

    def _send(self, task: Task, choices: Choices, topic: Topic) -> None:
        given = task.number, task.work, choices, topic
        fit = sorted(self.members.fit)
        future = self.members.client.submit(perform, *given, pure=False, workers=fit)
        self._running[future] = task, frozenset(fit)

    def _stranded(self) -> Iterator[Task]:
        """Take back what was sent to workers that are all gone: it would wait for them for ever."""
        for future, (task, sent_to) in list(self._running.items()):
            if self.members.fit and not self.members.fit & sent_to:
                del self._running[future]
                future.cancel()
                yield task

    def _look_around(self) -> None:
        """Follow who comes and goes; give up when nobody has been left for long."""
        now = time.monotonic()
        if now - self._looked < LOOK_EVERY:
            return
        self._looked = now
        try:
            reasons = self.members.update()
        except Exception:  # closing, or lost: then its futures know
            return
        for reason in reasons:
            say(f"not used: {reason}", err=True)
        if self.members.fit:
            self._alone_since = None
        elif self._alone_since is None:
            self._alone_since = now
            say(f"no worker is left: waiting {WAIT_FOR_WORKERS:.0f} s for another", err=True)
        elif now - self._alone_since > WAIT_FOR_WORKERS:
            raise _lost(f"no worker came back in {WAIT_FOR_WORKERS:.0f} s")


def _report_of(future: Future) -> Report:
    """Return what became of a task, though the way there or back has failed."""
    from distributed import KilledWorker

    if future.status == "finished":
        return future.result()
    if future.status != "error":
        raise _lost("the scheduler is gone")
    error = future.exception()
    return Report(0, reason=FATAL) if isinstance(error, KilledWorker) else lost(error)


def _lost(reason: str) -> typer.TyperException:
    return typer.TyperException(f"{reason}; what is finished is kept: run the same again")


@contextmanager
def cluster_workers(address: str) -> Iterator[ClusterWorkers]:
    """Have the workers of the cluster at an address while the block runs.

    Raises
    ------
    BadInput
        If nobody answers there, or a worker would not render what this machine would.
    """
    with _quiet():
        client = connect(address)
        try:
            members = Membership(client)
            members.wait_for_first(address)
            yield ClusterWorkers(members)
        finally:
            with suppress(Exception):  # whatever it is, the work is over
                client.close(timeout=ANSWER_WITHIN)  # which gives up tasks that still run


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence Dask, whose warnings are about what is told here in a line of its own."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
