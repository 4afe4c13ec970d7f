"""Runs a worker process for each chapter, several at a time, and keeps what they finish.

A clip gets its final name by a rename, when it is whole: a failed or killed render leaves nothing
under a final name.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from renders.quality import Quality
from renders.scratch import scratch_folder
from renders.worker import Report
from scenes.storyboard import Entry

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Settings:
    """What all chapters of one run share; ``environment`` carries the viewer's choices to them."""

    quality: Quality
    output: Path
    jobs: int = 1
    environment: Mapping[str, str] = field(default_factory=dict)

    def clip(self, entry: Entry) -> Path:
        return self.output / "clips" / str(self.quality.frame) / f"{entry.name}.mp4"

    def log(self, entry: Entry) -> Path:
        return self.output / "logs" / f"{entry.name}.log"


@dataclass(frozen=True)
class Outcome:
    """What became of a chapter: a clip, or a reason; ``log`` holds the traceback of a fault."""

    entry: Entry
    seconds: float
    report: Report
    log: Path | None = None

    @property
    def succeeded(self) -> bool:
        return self.report.clip is not None


OnReport = Callable[[Entry, Report], None]


def render_all(
    entries: Iterable[Entry],
    settings: Settings,
    on_report: OnReport = lambda entry, report: None,
    on_outcome: Callable[[Outcome], None] = lambda outcome: None,
) -> list[Outcome]:
    """Render every chapter, whatever becomes of the others, and return the outcomes in order."""
    workers = _Workers(settings, on_report)

    def finish(entry: Entry) -> Outcome:
        outcome = workers.render(entry)
        on_outcome(outcome)
        return outcome

    with ThreadPoolExecutor(settings.jobs) as executor:
        try:
            return list(executor.map(finish, entries))
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            workers.stop()
            raise


class _Workers:
    """The processes that are running, so that an interrupted run ends them."""

    def __init__(self, settings: Settings, on_report: OnReport) -> None:
        self.settings = settings
        self.on_report = on_report
        self.running: set[subprocess.Popen[str]] = set()
        self.lock = Lock()
        self.stopped = False

    def render(self, entry: Entry) -> Outcome:
        started = time.monotonic()
        with scratch_folder(self.settings.output) as folder:
            printed = folder / "log"
            last, code = self._follow(entry, folder, printed)
            seconds = time.monotonic() - started
            log = self.settings.log(entry)
            if last.clip is not None:
                _keep(Path(last.clip), self.settings.clip(entry))
                log.unlink(missing_ok=True)
                return Outcome(entry, seconds, last)
            if last.is_input or self.stopped:
                return Outcome(entry, seconds, last)
            if last.reason is None:
                last = Report(last.frames, reason=_death(code))
            log.parent.mkdir(parents=True, exist_ok=True)
            os.replace(printed, log)
            return Outcome(entry, seconds, last, log)

    def _follow(self, entry: Entry, folder: Path, printed: Path) -> tuple[Report, int]:
        """Run the worker to its end, passing on its reports; return the last one."""
        command = [sys.executable, "-m", "renders.worker"]
        command += [entry.module, entry.name, self.settings.quality.value, str(folder)]
        last = Report(0)
        with printed.open("w") as errors:
            with self.lock:
                if self.stopped:
                    return Report(0, reason="stopped"), 0
                process = subprocess.Popen(
                    command,
                    cwd=ROOT,
                    env=os.environ | self.settings.environment,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                    text=True,
                )
                self.running.add(process)
            with process:
                for line in process.stdout:
                    last = Report(**json.loads(line))
                    self.on_report(entry, last)
            self.running.discard(process)
        return last, process.returncode

    def stop(self) -> None:
        with self.lock:
            self.stopped = True
            for process in list(self.running):
                process.terminate()


def _keep(clip: Path, final: Path) -> None:
    """Move a finished clip and its captions to their final names, the clip last."""
    final.parent.mkdir(parents=True, exist_ok=True)
    captions = clip.with_suffix(".srt")
    if captions.exists():
        os.replace(captions, final.with_suffix(".srt"))
    else:
        final.with_suffix(".srt").unlink(missing_ok=True)
    os.replace(clip, final)


def _death(code: int) -> str:
    if code < 0:
        return f"its process was killed by signal {-code}; with signal 9, memory may have run out"
    return f"its process ended with exit code {code}"
