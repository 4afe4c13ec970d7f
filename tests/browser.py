"""The system's Chromium for tests of pages, and a server for a folder; a plugin of pytest.

Where there is no browser, the tests that need one are left out, and a line at the end says how to
get it; where ``CI`` is set, they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import firefox

PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
MISSING = "no Chromium for the tests of pages: apt-get install chromium (brew install chromium)"
QUIET = (
    "--no-sandbox",  # which a container's root cannot have
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None and os.environ.get("CI"):
        pytest.fail(MISSING)
    if found is None:
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of 1280 × 800 that complains of nothing."""
    with opened(browser) as page:
        yield page


@contextmanager
def opened(browser: Browser, **settings: object) -> Iterator[Page]:
    """Open a page, and find fault with it if anything failed or was complained of in it.

    Parameters
    ----------
    settings
        Of `playwright.sync_api.Browser.new_context`: ``viewport``, ``color_scheme``, ….
    """
    context: BrowserContext = browser.new_context(**{"viewport": SIZE} | settings)
    context.set_default_timeout(10_000)
    page, said = context.new_page(), []
    page.on("console", lambda line: said.append(line.text) if line.type in LOUD else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    try:
        yield page
        assert said == []
    finally:
        context.close()


SIZE = {"width": 1280, "height": 800}
LOUD = ("error", "warning")


class _Ranges(SimpleHTTPRequestHandler):
    """Serves parts of files: without them a browser cannot jump in a video."""

    def send_head(self) -> object:
        wanted = self.headers.get("Range", "").removeprefix("bytes=")
        path = Path(self.translate_path(self.path))
        if not wanted or not path.is_file():
            return super().send_head()
        size = path.stat().st_size
        start, _, end = wanted.partition("-")
        first, last = int(start), min(int(end or size), size - 1)
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        self.send_header("Content-Length", str(last + 1 - first))
        self.end_headers()
        self.wfile.write(path.read_bytes()[first : last + 1])
        return None

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine, and yield its address, which ends in a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Ranges, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once what the tests that were left out need."""
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", ())]
    for why in (MISSING, firefox.MISSING):
        if count := sum(why in one for one in skipped):
            terminalreporter.write_line(f"{count} tests were left out: {why}")
