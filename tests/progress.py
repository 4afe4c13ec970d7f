"""Says how far a run of the tests is: in one line of a terminal, in a line now and then of a log.

A plugin: ``python -m pytest -p tests.progress -o console_output_style=classic``. How long each test
took is remembered in pytest's cache, so that what is left is known better the next time.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from statistics import fmean

import pytest

EVERY = 15.0  # seconds between the lines of a log
_SECONDS = "progress/seconds"
_LEAST = 0.001  # of them: all of no length would be no way at all


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # which a process of pytest-xdist has
        config.pluginmanager.register(Progress(config))


class Progress:
    """Counts what has ended, and takes what is left to last as it lasted the last time."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.known: dict[str, float] = config.cache.get(_SECONDS, {})
        self.waiting: set[str] = set()
        self.took: dict[str, float] = {}
        self.total = self.failed = 0
        self.began = self.told = time.monotonic()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self._expect([item.nodeid for item in session.items])

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: Sequence[str]) -> None:
        self._expect(ids)

    def _expect(self, ids: Sequence[str]) -> None:
        if ids and not self.total:
            self.waiting, self.total = set(ids), len(ids)
            self.began = time.monotonic()

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """Have a test counted, but no letter written for it: lines begin where they should."""
        if hasattr(report, "wasxfail"):
            return None
        if report.skipped:
            return "skipped", "", ""
        if report.when == "call":
            return report.outcome, "", ""
        return ("error", "", "") if report.failed else None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        test = report.nodeid
        self.took[test] = self.took.get(test, 0.0) + getattr(report, "duration", 0.0)
        if report.failed:
            self.failed += 1
            self._line(f"FAILED {test}", red=True)
        if report.when in ("setup", "call"):
            return
        self.waiting.discard(test)
        if self._reporter.isatty:
            self._reporter.rewrite(self.said(), erase=True)
        elif time.monotonic() - self.told >= EVERY:
            self.told = time.monotonic()
            self._line(self.said())

    def said(self) -> str:
        """Tell in a line how far the run is, and how long it will last."""
        gone = time.monotonic() - self.began
        done, ahead = self._seconds(self.took.keys() - self.waiting), self._seconds(self.waiting)
        share = done / (done + ahead or 1.0)
        left = f", ≈ {_minutes(gone * (1 - share) / share)} left" if share and ahead else ""
        counts = f"{self.total - len(self.waiting)} of {self.total} tests, {self.failed} failed"
        return f"{share:4.0%}  {counts}, {_minutes(gone)} gone{left}"

    def _seconds(self, tests: set[str]) -> float:
        usual = fmean(self.known.values()) if self.known else 1.0
        return sum(self.known.get(test, usual) for test in tests)

    def pytest_sessionfinish(self) -> None:
        self._line(self.said())
        ended = {test: max(round(self.took[test], 3), _LEAST)
                 for test in self.took.keys() - self.waiting}  # fmt: skip
        self.config.cache.set(_SECONDS, {**self.known, **ended})

    @property
    def _reporter(self) -> pytest.TerminalReporter:
        return self.config.pluginmanager.getplugin("terminalreporter")

    def _line(self, text: str, **markup: bool) -> None:
        if self._reporter.isatty:
            self._reporter.rewrite("", erase=True)
            self._reporter.rewrite("")
        self._reporter.write_line(text, **markup)


def _minutes(seconds: float) -> str:
    return f"{seconds // 60:.0f} min {seconds % 60:02.0f} s"
