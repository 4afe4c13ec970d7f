"""The system's Firefox, driven over a socket (WebDriver BiDi): enough to open a page and ask it.

Playwright drives a Firefox of its own alone, and geckodriver is in no registry of packages.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tornado.websocket import WebSocketClientConnection, websocket_connect

PROGRAMS = ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")
SECONDS = 60.0  # until it has started
MISSING = "no Firefox for the tests of pages: apt-get install firefox-esr (brew install firefox)"


class Firefox:
    """One tab of a Firefox without a window."""

    def __init__(self, address: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._socket: WebSocketClientConnection = self._run(websocket_connect, address)
        self._count = 0
        self._ask("session.new", capabilities={})
        self._tab = self._ask("browsingContext.create", type="tab")["context"]

    def open(self, address: str) -> None:
        self._ask("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def evaluate(self, expression: str) -> object:
        """Return what an expression of JavaScript is in the end, if JSON can say it."""
        script = f"(async () => JSON.stringify((await ({expression})) ?? null))()"
        done = self._ask(
            "script.evaluate", expression=script, target={"context": self._tab}, awaitPromise=True
        )
        assert done["type"] == "success", done
        return json.loads(done["result"]["value"])

    def close(self) -> None:
        self._ask("browser.close")
        self._loop.close()

    def _ask(self, method: str, **said: object) -> dict:
        self._count += 1
        asked = {"id": self._count, "method": method, "params": said}
        self._run(self._socket.write_message, json.dumps(asked))
        while (answer := json.loads(self._run(self._socket.read_message))).get("id") is None:
            pass  # an event
        assert answer["type"] == "success", answer
        return answer["result"]

    def _run(self, act: Callable[..., Awaitable], *given: object) -> object:
        async def wait() -> object:
            return await act(*given)

        return self._loop.run_until_complete(asyncio.wait_for(wait(), SECONDS))


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None and os.environ.get("CI"):
        pytest.fail(MISSING)
    if found is None:
        pytest.skip(MISSING)
    with started(found, tmp_path_factory.mktemp("profile")) as address:
        browser = Firefox(address)
        yield browser
        browser.close()


@contextmanager
def started(program: str, profile: Path) -> Iterator[str]:
    """Start a Firefox with an empty profile, and yield the address of its socket."""
    command = [program, "--headless", "--no-remote", "--remote-debugging-port", "0"]
    with subprocess.Popen(
        [*command, "--profile", str(profile)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            told, end = profile / "WebDriverBiDiServer.json", time.monotonic() + SECONDS
            while not told.exists():
                assert process.poll() is None and time.monotonic() < end, "Firefox does not start"
                time.sleep(0.1)
            where = json.loads(told.read_text(encoding="utf-8"))
            yield f"ws://{where['ws_host']}:{where['ws_port']}/session"
            process.wait(SECONDS)
        finally:
            process.kill()
