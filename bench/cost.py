"""Runs a program to its end and says what it cost."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SECONDS = "BENCH_SECONDS"  # the environment variable that says how long an excerpt is
PATIENCE = 5.0  # seconds to end, once asked to
_CHOICES = "ATTENTION_"
_KILOBYTE = 1024 if sys.platform != "darwin" else 1  # of ``ru_maxrss``
_MEGABYTE = 10**6


class Failed(Exception):
    """A program that was to be measured has failed; the message is its last words."""


@dataclass(frozen=True)
class Cost:
    """What a program cost, with all processes that it started.

    ``cpu`` is user and system time in seconds, ``peak`` the memory of its largest process in MB.
    What it reports itself of the scene that it made is 0 where it reports nothing: ``frames``,
    ``scene_cpu`` from constructing the scene until its video is whole, and ``before_cpu``, the part
    of that before the first frame. Of a film ``caller`` and ``worker`` are the memory in MB of the
    process that was called, and of its largest worker.
    """

    wall: float
    cpu: float
    peak: float
    frames: int = 0
    scene_cpu: float = 0.0
    before_cpu: float = 0.0
    caller: float = 0.0
    worker: float = 0.0


def cost_of(command: Sequence[str], seconds: float) -> Cost:
    """Run a program in the project's root; the last line that it prints may be a report.

    Parameters
    ----------
    seconds
        How long its excerpts shall be; 0 for whole chapters.

    Raises
    ------
    Failed
        If it ends with an exit code other than 0.
    """
    with tempfile.TemporaryFile() as errors:
        began = time.perf_counter()
        with _running(command, _environment(seconds), errors.fileno()) as process:
            printed = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - began
        if process.returncode:
            errors.seek(0)
            raise Failed(_last_line(errors.read()) or f"exit code {process.returncode}")
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(wall, cpu, megabytes(usage), **_report(printed))


def megabytes(usage: resource.struct_rusage) -> float:
    """Return the memory of the largest of the processes whose usage this is."""
    return usage.ru_maxrss * _KILOBYTE / _MEGABYTE


def _environment(seconds: float) -> Mapping[str, str]:
    """Leave out a viewer's own choices; excerpts are found wherever manim loads them from."""
    own = {name: text for name, text in os.environ.items() if not name.startswith(_CHOICES)}
    return own | {SECONDS: str(seconds), "PYTHONPATH": str(ROOT)}


@contextmanager
def _running(
    command: Sequence[str], environment: Mapping[str, str], errors: int
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program in a group of its own, of which nothing is left when the block is left."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=errors,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            _end(process)
        process.stdout.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _report(printed: bytes) -> dict[str, float]:
    last = _last_line(printed)
    return json.loads(last) if last.startswith("{") else {}


def _last_line(text: bytes) -> str:
    lines = text.decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")
