"""Rendering in a Dask cluster: a real scheduler, and worker processes in folders of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Thread

import av
import numpy as np
import pytest
from distributed import Client, KilledWorker

from renders.__main__ import main
from renders.commands import options
from renders.workers import dask as dask_workers
from renders.workers import errands
from renders.workers.dask import ClusterWorkers, Roll
from renders.workers.errands import ClusterLost, Errands
from renders.workers.task import Report
from renders.workers.versions import differences, inventory
from tests import standins
from tests.standins import entry

ROOT = Path(__file__).parents[3]
PATIENCE = 120  # seconds, for a machine that has much else to do
MARCHES = entry(standins.Marches, seconds=16)


class Cluster:
    """A scheduler on this machine, without a worker at first."""

    def __init__(self, folder: Path, started: ExitStack) -> None:
        self.folder, self.started = folder, started
        options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        _, line = self._start("scheduler", "scheduler", options, "Scheduler at:", ROOT)
        self.address = line.split()[-1]

    def worker(self, name: str, package: Path = ROOT) -> subprocess.Popen[str]:
        """Start a worker that takes our package from a folder; return it once it has joined."""
        folder = self.folder / name
        options = (self.address, "--nworkers", "1", "--nthreads", "1", "--no-nanny")
        options += ("--host", "127.0.0.1", "--no-dashboard", "--memory-limit", "0")
        options += ("--local-directory", str(folder))
        process, _ = self._start(name, "worker", options, "Registered to:", package)
        return process

    def _start(
        self, name: str, kind: str, options: tuple[str, ...], sign: str, package: Path
    ) -> tuple[subprocess.Popen[str], str]:
        (self.folder / name).mkdir()
        process = self.started.enter_context(
            subprocess.Popen(
                [sys.executable, "-m", "dask", kind, *options],
                cwd=self.folder / name,
                env={**os.environ, "PYTHONPATH": str(package)},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        self.started.callback(process.kill)
        lines = iter(process.stderr.readline, "")
        line = next((line for line in lines if sign in line), None)
        assert line is not None, f"the {kind} has ended"
        Thread(target=process.stderr.read, daemon=True).start()  # or it waits with a full pipe
        return process, line


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Cluster]:
    folder = tmp_path / "machines"
    folder.mkdir()
    with ExitStack() as started:
        yield Cluster(folder, started)


@pytest.fixture(autouse=True)
def storyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "find", {"Marches": MARCHES}.__getitem__)


def render(output: Path, *options: str) -> int:
    return main(["render", "Marches", "-q", "l", "--output", str(output), *options])


def frames(output: Path) -> np.ndarray:
    with av.open(str(output / "clips/480p15/Marches.mp4")) as container:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)])


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> np.ndarray:
    """What this machine makes alone."""
    output = tmp_path_factory.mktemp("local")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(options, "find", {"Marches": MARCHES}.__getitem__)
        assert render(output, "--jobs", "1") == 0
    return frames(output)


@contextmanager
def hearing(on_news: Callable[[int, int], None]) -> Iterator[None]:
    """Listen to all news that a workers hears."""
    hear = ClusterWorkers.hear

    def also(workers: ClusterWorkers, event: tuple[float, list[int]]) -> None:
        on_news(*event[1])
        hear(workers, event)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClusterWorkers, "hear", also)
        yield


def test_a_cluster_makes_what_this_machine_makes(
    dask: Cluster, tmp_path: Path, local: np.ndarray, capfd: pytest.CaptureFixture[str]
) -> None:
    dask.worker("one")
    dask.worker("two")
    heard = set()
    capfd.readouterr()
    with hearing(lambda task, frames: heard.add((task, frames))):
        assert render(tmp_path / "out", "--scheduler", dask.address) == 0
    assert np.array_equal(frames(tmp_path / "out"), local)
    assert len({task for task, _ in heard}) > 1
    assert any(count for _, count in heard)
    said = capfd.readouterr()
    assert said.out.split() == [str(tmp_path / "out/clips/480p15/Marches.mp4")]
    assert "[1/1] Marches: 240 frames" in said.err
    assert "distributed" not in said.err
    assert not list(dask.folder.rglob("*.mp4"))
    # What has come back is kept: nobody is asked the next time.
    assert render(tmp_path / "out") == 0
    assert capfd.readouterr().err == ""


def test_a_task_whose_worker_dies_is_done_by_another(
    dask: Cluster, tmp_path: Path, local: np.ndarray
) -> None:
    doomed = dask.worker("doomed")
    dask.worker("other")
    heard = []

    def kill(task: int, frames: int) -> None:
        heard.append((task, frames))
        if len({task for task, frames in heard if frames}) == 2:  # both are at work
            doomed.kill()

    with hearing(kill):
        assert render(tmp_path / "out", "--scheduler", dask.address) == 0
    doomed.wait(PATIENCE)
    assert any(heard.count((task, 0)) == 2 for task, _ in heard)
    assert np.array_equal(frames(tmp_path / "out"), local)


def test_without_workers_it_gives_up_and_goes_on_later(
    dask: Cluster,
    tmp_path: Path,
    local: np.ndarray,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dask_workers, "CALL_EVERY", 0.1)
    monkeypatch.setattr(dask_workers, "WAIT_FOR_WORKERS", 0.2)
    only = dask.worker("only")
    capfd.readouterr()
    with hearing(lambda task, frames: frames and only.kill()):
        assert render(tmp_path / "out", "--scheduler", dask.address) == 1
    waits, *_, gave_up = capfd.readouterr().err.splitlines()
    assert waits == "no worker is left: waiting 0 s for another"
    assert gave_up.startswith("attention-film: no worker came back")
    assert "run the same again" in gave_up
    dask.worker("new")
    assert render(tmp_path / "out", "--scheduler", dask.address) == 0
    assert np.array_equal(frames(tmp_path / "out"), local)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of our packages in which one line is another."""
    copy = tmp_path_factory.mktemp("copy")
    leave_out = shutil.ignore_patterns("media", "stills", "__pycache__")
    for room in ("attention_math", "scenes", "renders"):
        shutil.copytree(ROOT / room, copy / room, ignore=leave_out)
    with (copy / "scenes/theme.py").open("a") as theme:
        theme.write("# changed\n")
    return copy


def test_a_worker_that_would_draw_something_else_is_refused(
    dask: Cluster, changed: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    dask.worker("fits")
    with Client(dask.address, set_as_default=False) as client:
        roll = Roll(client)
        assert roll.call() == []
        fits = set(roll.fit)
        assert len(fits) == 1
        dask.worker("stranger", changed)  # joins later: it is told, and left unused
        (reason,) = roll.call()
        assert "scenes/theme.py" in reason
        assert roll.call() == []
        assert roll.fit == fits
    capfd.readouterr()
    assert render(tmp_path / "out", "--scheduler", dask.address) == 2
    said = capfd.readouterr().err
    assert said.startswith("attention-film: worker tcp://127.0.0.1:")
    assert "differs from this machine in scenes/theme.py: install the same there" in said
    assert said.count("\n") == 1


def test_a_worker_without_the_package_is_refused(
    dask: Cluster, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty"
    (empty / "renders").mkdir(parents=True)
    (empty / "renders/__init__.py").touch()
    dask.worker("empty", empty)
    capfd.readouterr()
    assert render(tmp_path / "out", "--scheduler", dask.address) == 2
    said = capfd.readouterr().err
    assert "has no such attention-film" in said
    assert "No module named 'renders.workers'" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("address", "remedy"),
    [
        ("tcp://127.0.0.1:1", "dask scheduler"),
        ("somewhere", "tcp://10.0.0.5:8786"),
        ("", "tcp://10.0.0.5:8786"),
    ],
)
def test_an_address_where_nobody_is_is_told_in_a_line(
    address: str,
    remedy: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dask_workers, "ANSWER_WITHIN", 0.5)
    assert render(tmp_path, "--scheduler", address) == 2
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert remedy in said.err
    assert address in said.err


def test_a_cluster_without_workers_is_told_in_a_line(
    dask: Cluster,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dask_workers, "ANSWER_WITHIN", 2)
    capfd.readouterr()
    assert render(tmp_path / "out", "--scheduler", dask.address) == 2
    said = capfd.readouterr().err
    assert f"dask worker {dask.address}" in said
    assert said.count("\n") == 1


def test_a_missing_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert render(tmp_path, "--scheduler", "tcp://127.0.0.1:1") == 2
    said = capfd.readouterr().err
    assert "pip install 'attention-film[cluster]'" in said
    assert said.count("\n") == 1


# --- the executor alone ---------------------------------------------------------------------------


class Desk:
    """Stands in for a client: notes what is sent to whom, and never answers by itself."""

    def __init__(self) -> None:
        self.sent: list[tuple[Future[object], list[str]]] = []

    def get_executor(self, *, pure: bool, workers: list[str]) -> Desk:
        assert not pure
        self.workers = workers
        return self

    def submit(self, function: Callable[..., object], *arguments: object) -> Future[object]:
        future: Future[object] = Future()
        self.sent.append((future, self.workers))
        return future


def test_each_worker_has_one_call_at_a_time() -> None:
    desk = Desk()
    calls = Errands(desk)
    first, second, third = (calls.submit(abs, -n) for n in (1, 2, 3))
    assert desk.sent == []
    calls.gather({"a"})
    assert [workers for _, workers in desk.sent] == [["a"]]
    calls.gather({"a", "b"})
    assert [workers for _, workers in desk.sent] == [["a"], ["a", "b"]]
    desk.sent[1][0].set_result(2)
    assert second.result() == 2
    assert len(desk.sent) == 3
    assert not first.done()
    assert not third.done()


def test_a_call_is_sent_anew_when_all_that_had_it_are_gone() -> None:
    desk = Desk()
    calls = Errands(desk)
    calls.gather({"a"})
    call = calls.submit(abs, -1)
    calls.gather({"a", "b"})
    calls.gather({"b"})
    assert [workers for _, workers in desk.sent] == [["a"], ["b"]]
    assert desk.sent[0][0].cancelled()
    desk.sent[1][0].set_result(1)
    assert call.result() == 1


def test_what_every_worker_dies_of_fails_alone() -> None:
    desk = Desk()
    calls = Errands(desk)
    calls.gather({"0"})
    deadly, killed = calls.submit(abs, -1), calls.submit(abs, -2)
    for number in range(errands.SENT_ANEW + 1):
        assert not deadly.done()
        calls.gather({str(number + 1)})
    assert deadly.result() == Report(0, reason=errands.FATAL)
    desk.sent[-1][0].set_exception(KilledWorker("key", None, 3))
    assert killed.result() == Report(0, reason=errands.FATAL)


def test_a_lost_scheduler_ends_the_wait() -> None:
    desk = Desk()
    calls = Errands(desk)
    calls.gather({"a"})
    call = calls.submit(abs, -1)
    desk.sent[0][0].cancel()
    with pytest.raises(ClusterLost, match="scheduler"):
        call.result(PATIENCE)


def test_differences_are_few_words_with_the_versions() -> None:
    here = inventory()
    assert {"numpy", "manim", "distributed", "scenes/theme.py"} < here.keys()
    assert any(name.endswith(".safetensors") for name in here)
    assert differences(here, here) == ""
    there = {**here, "numpy": "1.0", "scenes/theme.py": "other"}
    del there["manim"]
    told = differences(there, here)
    assert f"numpy (1.0 there, {here['numpy']} here)" in told
    assert f"manim (none there, {here['manim']} here)" in told
    assert "scenes/theme.py" in told
    assert "7 more" in differences({}, dict.fromkeys(map(str, range(10)), "1"))
