"""The processes of a Dask cluster, through the interface of an executor.

A worker is given tasks only if it would render just what this machine would.
"""

from __future__ import annotations

import logging
import re
import time
import uuid
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import TYPE_CHECKING, ClassVar

import typer

from renders.errors import BadInput, one_line
from renders.terminal import say
from renders.workers.errands import ClusterLost, Errands
from renders.workers.versions import differences, inventory

if TYPE_CHECKING:
    from distributed import Client

ANSWER_WITHIN = 10.0  # seconds: for a scheduler, and for its first worker
CALL_EVERY = 2.0  # seconds between looks at who is there
WAIT_FOR_WORKERS = 120.0  # seconds without any, before the run gives up

_ADDRESS = re.compile(r"(tcp|tls)://\S+:\d+")
_ON_WORKERS = "install the same there and start that worker again"
_KEPT = "what is finished is kept: run the same again"


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


def _ignore(task: int, frames: int) -> None:
    """Hear no news."""


@dataclass
class ClusterWorkers:
    """The fitting workers of a cluster; see `renders.workers.runner.Workers`."""

    size: int
    channel: Topic
    errands: Errands
    begun: dict[int, float] = field(default_factory=dict)
    on_news: Callable[[int, int], None] = _ignore
    shares_disk: ClassVar[bool] = False

    def executor(self, size: int) -> Errands:
        """Return the one executor there is: it gives each worker one task at a time."""
        return self.errands

    def dismiss(self) -> None:
        """Leave the workers to themselves: they are nobody's children."""

    def hear(self, event: tuple[float, list[int]]) -> None:
        task, frames = event[1]
        self.begun.setdefault(task, time.monotonic())
        self.on_news(task, frames)


@contextmanager
def cluster_workers(address: str) -> Iterator[ClusterWorkers]:
    """Have the workers of the cluster at an address while the block runs.

    Raises
    ------
    BadInput
        If nobody answers there, or a worker would not render what this machine would.
    """
    with _quiet():
        client = _connect(address)
        watch = None
        try:
            roll = Roll(client)
            _first_call(roll, address)
            workers = ClusterWorkers(len(roll.fit), Topic(f"film-{uuid.uuid4()}"), Errands(client))
            workers.errands.gather(roll.fit)
            client.subscribe_topic(workers.channel.name, workers.hear)
            watch = _Watch(roll, workers.errands)
            yield workers
        except ClusterLost as lost:
            raise typer.TyperException(f"{lost}; {_KEPT}") from None
        finally:
            if watch is not None:
                watch.stop()
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


def _connect(address: str) -> Client:
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise BadInput("--scheduler needs Dask: pip install 'attention-film[cluster]'") from error
    if not _ADDRESS.fullmatch(address):
        raise BadInput(
            f"{address!r} is no scheduler's address: it looks like tcp://10.0.0.5:8786, "
            "and dask scheduler prints it"
        )
    try:
        return Client(address, timeout=ANSWER_WITHIN, set_as_default=False)
    except (OSError, ValueError) as error:
        raise BadInput(
            f"no scheduler answers at {address}: start one with dask scheduler, "
            "and check that its port can be reached from here"
        ) from error


# --- who is there ---------------------------------------------------------------------------------


class Roll:
    """Knows which workers are there, and which of them would render what this machine would."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.fit: set[str] = set()
        self.unfit: set[str] = set()

    def call(self) -> list[str]:
        """Look who is there now; say of each new one that is unfit why it is.

        Raises
        ------
        OSError
            If the scheduler does not answer.
        """
        there = set(self.client.nthreads())
        self.fit &= there
        self.unfit &= there
        fresh = there - self.fit - self.unfit
        if not fresh:
            return []
        told = self.client.run(inventory, workers=sorted(fresh), on_error="return")
        reasons = {worker: reason for worker in told if (reason := _reason(worker, told[worker]))}
        self.unfit |= reasons.keys()
        # One that has gone meanwhile is no news.
        self.fit |= {one for one, answer in told.items() if isinstance(answer, dict)} - self.unfit
        return list(reasons.values())


def _reason(worker: str, answer: dict[str, str] | Exception) -> str | None:
    if isinstance(answer, OSError):
        return None
    if isinstance(answer, Exception):
        return f"worker {worker} has no such attention-film ({one_line(answer)}): {_ON_WORKERS}"
    found = differences(there=answer, here=inventory())
    return f"worker {worker} differs from this machine in {found}: {_ON_WORKERS}" if found else None


def _first_call(roll: Roll, address: str) -> None:
    deadline = time.monotonic() + ANSWER_WITHIN
    while True:
        reasons = roll.call()
        if reasons:
            others = f" (and {len(reasons) - 1} more)" if len(reasons) > 1 else ""
            raise BadInput(f"{reasons[0]}{others}")
        if roll.fit:
            return
        if time.monotonic() > deadline:
            raise BadInput(
                f"the scheduler at {address} has no worker: "
                f"start one on each machine with dask worker {address} --nthreads 1"
            )
        time.sleep(CALL_EVERY / 4)


class _Watch:
    """Follows who comes and goes while the work goes on, in a thread of its own."""

    def __init__(self, roll: Roll, errands: Errands) -> None:
        self.roll, self.errands = roll, errands
        self.over = Event()
        self.thread = Thread(target=self._run, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.over.set()
        self.thread.join(ANSWER_WITHIN)

    def _run(self) -> None:
        alone_since = None
        while not self.over.wait(CALL_EVERY):
            try:
                reasons = self.roll.call()
            except Exception:  # closing, or lost: then its futures know
                continue
            for reason in reasons:
                say(f"not used: {reason}", err=True)
            self.errands.gather(self.roll.fit)
            if self.roll.fit:
                alone_since = None
            elif alone_since is None:
                alone_since = time.monotonic()
                say(f"no worker is left: waiting {WAIT_FOR_WORKERS:.0f} s for another", err=True)
            elif time.monotonic() - alone_since > WAIT_FOR_WORKERS:
                self.errands.give_up(f"no worker came back in {WAIT_FOR_WORKERS:.0f} s")
