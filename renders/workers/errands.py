"""Calls to make in a Dask cluster: one at a time for each worker, the others wait here."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from renders.workers.task import Report

if TYPE_CHECKING:
    from distributed import Client

SENT_ANEW = 2  # times, when all the workers that had it are gone
FATAL = "one worker after the other died over it; memory may have run out"


class ClusterLost(BaseException):
    """Nobody is left to do the work; like ctrl-C it is no fault of the task that hears of it."""


@dataclass(eq=False)
class _Errand:
    """A call to make, the future of whoever waits for it, and how often it was sent in vain."""

    function: Callable[..., object]
    arguments: tuple[object, ...]
    future: Future[object]
    sent_in_vain: int = 0


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
        What outlives all that it is sent to, time and again, is likely to be what they die of.
        """
        with self.lock:
            self.workers = frozenset(workers)
            stranded = [
                future
                for future, (_, sent_to) in self.running.items()
                if self.workers and not self.workers & sent_to
            ]
            errands = [self.running.pop(future)[0] for future in stranded]
            for errand in errands:
                errand.sent_in_vain += 1
            fatal = [errand for errand in errands if errand.sent_in_vain > SENT_ANEW]
            self.waiting.extendleft(errand for errand in errands if errand not in fatal)
        for future in stranded:
            future.cancel()
        for errand in fatal:
            errand.future.set_result(Report(0, reason=FATAL))
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
        from distributed import KilledWorker

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
        elif isinstance(error, KilledWorker):
            errand.future.set_result(Report(0, reason=FATAL))
        else:
            errand.future.set_exception(error)
        self._send()
