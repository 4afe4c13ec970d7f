"""Calls to make in a Dask cluster: one at a time for each worker, the others wait here."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from renders.task import Report

if TYPE_CHECKING:
    from distributed import Client


class ClusterLost(BaseException):
    """Nobody is left to do the work; like ctrl-C it is no fault of the task that hears of it."""


@dataclass(frozen=True)
class _Errand:
    """A call to make, and the future of whoever waits for it."""

    function: Callable[..., object]
    arguments: tuple[object, ...]
    future: Future[object]


class Errands(Executor):
    """Gives each of some workers one call at a time.

    So one that joins later finds something to do, and one that dies takes down nothing but the call
    that it was at. The cluster gives that to another.
    """

    def __init__(self, client: Client) -> None:
        self.client = client
        self.lock = Lock()
        self.workers: frozenset[str] = frozenset()
        self.waiting: deque[_Errand] = deque()
        self.running: dict[Future[object], tuple[_Errand, frozenset[str]]] = {}

    def submit(
        self, function: Callable[..., object], /, *arguments: object, **named: object
    ) -> Future[object]:
        """Have a function called, with arguments by position."""
        if named:
            raise TypeError("arguments by name are not sent")
        errand = _Errand(function, arguments, Future())
        with self.lock:
            self.waiting.append(errand)
        self._send()
        return errand.future

    def gather(self, workers: Iterable[str]) -> None:
        """Give work to these workers from now on.

        What was sent to none of them is sent anew: the cluster would wait for the others for ever.
        """
        with self.lock:
            self.workers = frozenset(workers)
            stranded = [
                future
                for future, (_, sent_to) in self.running.items()
                if self.workers and not self.workers & sent_to
            ]
            self.waiting.extendleft(self.running.pop(future)[0] for future in stranded)
        for future in stranded:
            future.cancel()
        self._send()

    def give_up(self, reason: str) -> None:
        """Tell everyone who waits that nothing will come."""
        with self.lock:
            left = [errand for errand, _ in self.running.values()]
            left += self.waiting
            self.running.clear()
            self.waiting.clear()
        for errand in left:
            errand.future.set_exception(ClusterLost(reason))

    def _send(self) -> None:
        sent = []
        with self.lock:
            while self.waiting and len(self.running) < len(self.workers):
                errand = self.waiting.popleft()
                executor = self.client.get_executor(pure=False, workers=sorted(self.workers))
                future = executor.submit(errand.function, *errand.arguments)
                self.running[future] = errand, self.workers
                sent.append(future)
        for future in sent:
            future.add_done_callback(self._close)

    def _close(self, future: Future[object]) -> None:
        """Hand on what came back, and send the next."""
        with self.lock:
            errand, _ = self.running.pop(future, (None, None))
        if errand is None:
            return
        if future.cancelled():
            errand.future.set_exception(ClusterLost("the scheduler is gone"))
            return
        error = future.exception()
        if error is None:
            errand.future.set_result(future.result())
        elif (reason := _deaths(error)) is not None:
            errand.future.set_result(Report(0, reason=reason))
        else:
            errand.future.set_exception(error)
        self._send()


def _deaths(error: BaseException) -> str | None:
    from distributed import KilledWorker

    if not isinstance(error, KilledWorker):
        return None
    deaths = error.allowed_failures + 1
    return f"{deaths} workers died over it, one after the other; memory may have run out"
