"""Processes that make calls one at a time, each on a line of its own.

No two of them share a queue or a lock: one that is killed, whenever it is, leaves nothing that
another waits for, and costs no call but the one that it was at.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from threading import Lock, Thread
from typing import NamedTuple

from renders.workers.memory import is_too_large
from renders.workers.task import lost

OnNews = Callable[[int, int], None]

STARTED_ANEW = 2  # times, when the process has ended before the call has begun

_SPAWN = get_context("spawn")  # a fork would copy the locks of other threads as they happen to be


class Died(BrokenExecutor):
    """The process has ended over the call."""


class _DiedBefore(Died):
    """The process has ended, and not over the call: that had not begun."""


class _News(NamedTuple):
    task: int
    frames: int


class _Answer(NamedTuple):
    made: object
    is_last: bool = False  # of this process: another takes its place


# --- here -----------------------------------------------------------------------------------------


class Processes(ThreadPoolExecutor):
    """Has calls made by so many processes; a thread for each waits for what it says.

    The future of a call that a process has died over holds `Died`.
    """

    def __init__(self, size: int, prepare: Callable[[], None], on_news: OnNews) -> None:
        super().__init__(size)
        self.prepare, self.on_news = prepare, on_news
        self.lock = Lock()
        self.workers: set[_Worker] = set()
        self.idle: list[_Worker] = []
        self.is_over = False

    def submit(self, function: Callable[..., object], /, *arguments: object) -> Future[object]:
        """Have a function called, with arguments by position."""
        return super().submit(self._call, function, arguments)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes, whatever they are at."""
        with self.lock:
            self.is_over = True
            workers = self.workers.copy()
        for worker in workers:
            worker.end()
        super().shutdown(wait, cancel_futures=cancel_futures)

    def _call(self, *call: object) -> object:
        for _ in range(STARTED_ANEW):
            with suppress(_DiedBefore):
                return self._call_once(call)
        return self._call_once(call)

    def _call_once(self, call: object) -> object:
        worker = self._take()
        try:
            return worker.call(call, self.on_news)
        finally:
            self._put_back(worker)

    def _put_back(self, worker: _Worker) -> None:
        with self.lock:
            if not worker.is_spent:
                self.idle.append(worker)
                return
            self.workers.discard(worker)
        worker.end()

    def _take(self) -> _Worker:
        with self.lock:
            if self.is_over:
                raise Died
            if self.idle:
                return self.idle.pop()
            worker = _Worker(self.prepare)
            self.workers.add(worker)
            return worker


class _Worker:
    """A process, and the ends here of its line."""

    def __init__(self, prepare: Callable[[], None]) -> None:
        calls, self.calls = _SPAWN.Pipe(duplex=False)
        self.answers, answers = _SPAWN.Pipe(duplex=False)
        self.process = _SPAWN.Process(target=_serve, args=(prepare, calls, answers), daemon=True)
        self.process.start()
        # Now the process alone has the other ends: when it ends, however, so does the line.
        calls.close()
        answers.close()
        self.is_ready = False
        self.is_spent = True  # until it has answered

    def call(self, call: object, on_news: OnNews) -> object:
        self.is_spent, has_begun = True, False
        try:
            if not self.is_ready:
                self._hear()
                self.is_ready = True
            self._say(pickle.dumps(call))
            while isinstance(message := self._hear(), _News):
                has_begun = True
                on_news(*message)
        except Died:
            raise (Died if has_begun else _DiedBefore) from None
        self.is_spent = message.is_last
        return message.made

    def _say(self, message: bytes) -> None:
        try:
            self.calls.send_bytes(message)
        except OSError:
            raise Died from None

    def _hear(self) -> _News | _Answer:
        """Wait for a message; what a process has said before it ended still counts."""
        wait([self.answers, self.process.sentinel])
        try:
            message = self.answers.recv_bytes() if self.answers.poll() else b""
        except (EOFError, OSError):
            message = b""
        if not message:
            raise Died
        return pickle.loads(message)

    def end(self) -> None:
        self.process.terminate()
        self.process.join()


# --- there ----------------------------------------------------------------------------------------

_to_caller: Connection  # the end of its line that a process speaks into


class NewsPipe:
    """Sends news from whichever process makes the call; see `renders.workers.task.Channel`."""

    def send(self, task: int, frames: int) -> None:
        with suppress(OSError):
            _to_caller.send(_News(task, frames))


def _serve(prepare: Callable[[], None], calls: Connection, answers: Connection) -> None:
    """Make the calls that come, until the line ends or whoever started the process does."""
    global _to_caller
    _to_caller = answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-C is for the caller, who ends this process
    Thread(target=_end_with_caller, daemon=True).start()
    prepare()
    with suppress(EOFError, OSError):
        answers.send(_Answer(None))
        while True:
            answers.send_bytes(_make(calls.recv_bytes()))


def _make(message: bytes) -> bytes:
    try:
        function, arguments = pickle.loads(message)
        return pickle.dumps(_Answer(function(*arguments), is_too_large()))
    except BaseException as error:  # the way here or back has failed
        return pickle.dumps(_Answer(lost(error)))


def _end_with_caller() -> None:
    wait([parent_process().sentinel])
    os._exit(1)
