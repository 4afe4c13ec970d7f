"""Rendering in a Dask cluster: a real scheduler, and worker processes in folders of their own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from threading import Thread

import av
import numpy as np
import pytest
import typer
from distributed import Client, KilledWorker

from renders.__main__ import main
from renders.commands import options
from renders.workers import dask as dask_workers
from renders.workers import membership
from renders.workers.dask import FATAL, ClusterWorkers, cluster_workers
from renders.workers.membership import Membership
from renders.workers.runner import Outcome, Task, carry_out, number_tasks
from renders.workers.task import Choices, Report, Work
from renders.workers.versions import differences, inventory
from scenes.storyboard import Entry
from tests import standins
from tests.standins import entry

ROOT = Path(__file__).parents[3]
PATIENCE = 120  # seconds, for a machine that has much else to do
MARCHES = entry(standins.Marches, seconds=16)


@dataclass(frozen=True)
class Machine:
    """A worker in a folder of its own, and the folder from which it takes our package."""

    process: subprocess.Popen[str]
    folder: Path
    package: Path

    @property
    def fits(self) -> bool:
        return self.process.poll() is None and self.package == ROOT

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)


class Cluster:
    """A scheduler on this machine, without a worker at first."""

    def __init__(self, folder: Path, started: ExitStack) -> None:
        self.folder, self.started = folder, started
        self.machines: list[Machine] = []
        self.numbers = count(1)
        options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        at = folder / "scheduler"
        self.scheduler, line = self._start(at, "scheduler", options, "Scheduler at:", ROOT)
        self.address = line.split()[-1]

    def workers(self, number: int) -> list[Machine]:
        """Let so many workers be there that fit, and nobody else; return them.

        They may be those of an earlier test, which have all their imports behind them.
        """
        keep = [machine for machine in self.machines if machine.fits][:number]
        for machine in self.machines:
            if machine not in keep:
                machine.kill()
                shutil.rmtree(machine.folder)
        self.machines = keep
        for _ in range(number - len(keep)):
            self.worker()
        deadline = time.monotonic() + PATIENCE
        with Client(self.address, set_as_default=False) as client:
            while len(client.nthreads()) != number:
                assert time.monotonic() < deadline
                time.sleep(0.05)
        return self.machines

    def worker(self, package: Path = ROOT) -> None:
        """Start a worker that takes our package from a folder; return once it has joined."""
        folder = self.folder / f"worker-{next(self.numbers)}"
        options = (self.address, "--nworkers", "1", "--nthreads", "1", "--no-nanny")
        options += ("--host", "127.0.0.1", "--no-dashboard", "--memory-limit", "0")
        options += ("--local-directory", str(folder))
        process, _ = self._start(folder, "worker", options, "Registered to:", package)
        self.machines.append(Machine(process, folder, package))

    def _start(
        self, folder: Path, kind: str, options: tuple[str, ...], sign: str, package: Path
    ) -> tuple[subprocess.Popen[str], str]:
        folder.mkdir()
        process = self.started.enter_context(
            subprocess.Popen(
                [sys.executable, "-m", "dask", kind, *options],
                cwd=folder,
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


@pytest.fixture(scope="module")
def clusters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Cluster]]:
    with ExitStack() as started:
        made: list[Cluster] = []

        def running() -> Cluster:
            if not made or made[-1].scheduler.poll() is not None:
                made.append(Cluster(tmp_path_factory.mktemp("machines"), started))
            return made[-1]

        yield running


@pytest.fixture
def dask(clusters: Callable[[], Cluster]) -> Cluster:
    """One cluster for all tests, or another if a test has ended that; each asks for workers."""
    return clusters()


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
    """Listen to all news that workers are heard of."""
    reports = ClusterWorkers.reports

    def also(
        workers: ClusterWorkers, tasks: list[Task], choices: Choices, own: Callable[..., None]
    ) -> Iterator[tuple[Task, Report]]:
        def hear(task: int, frames: int) -> None:
            on_news(task, frames)
            own(task, frames)

        return reports(workers, tasks, choices, hear)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClusterWorkers, "reports", also)
        yield


def test_a_cluster_without_workers_is_told_in_a_line(
    dask: Cluster,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(membership, "ANSWER_WITHIN", 2)
    dask.workers(0)
    capfd.readouterr()
    assert render(tmp_path / "out", "--scheduler", dask.address) == 2
    said = capfd.readouterr().err
    assert f"dask worker {dask.address}" in said
    assert said.count("\n") == 1


def test_a_cluster_makes_what_this_machine_makes(
    dask: Cluster, tmp_path: Path, local: np.ndarray, capfd: pytest.CaptureFixture[str]
) -> None:
    dask.workers(2)
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
    assert re.fullmatch(r"Marches\.mp4: \d+ kB\n", capfd.readouterr().err)


def test_a_task_whose_worker_dies_is_done_by_another(
    dask: Cluster, tmp_path: Path, local: np.ndarray
) -> None:
    doomed, _other = dask.workers(2)
    heard = []

    def kill(task: int, frames: int) -> None:
        heard.append((task, frames))
        if len({task for task, frames in heard if frames}) == 2:  # both are at work
            doomed.kill()

    with hearing(kill):
        assert render(tmp_path / "out", "--scheduler", dask.address) == 0
    assert any(heard.count((task, 0)) == 2 for task, _ in heard)
    assert np.array_equal(frames(tmp_path / "out"), local)


def test_without_workers_it_gives_up_and_goes_on_later(
    dask: Cluster,
    tmp_path: Path,
    local: np.ndarray,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dask_workers, "LOOK_EVERY", 0.1)
    monkeypatch.setattr(dask_workers, "WAIT_FOR_WORKERS", 0.2)
    (only,) = dask.workers(1)
    capfd.readouterr()
    with hearing(lambda task, frames: frames and only.kill()):
        assert render(tmp_path / "out", "--scheduler", dask.address) == 1
    waits, *_, gave_up = capfd.readouterr().err.splitlines()
    assert waits == "no worker is left: waiting 0 s for another"
    assert gave_up.startswith("attention-film: no worker came back")
    assert "run the same again" in gave_up
    dask.worker()
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
    dask.workers(1)
    with Client(dask.address, set_as_default=False) as client:
        members = Membership(client)
        assert members.update() == []
        fits = set(members.fit)
        assert len(fits) == 1
        dask.worker(changed)  # joins later: it is told, and left unused
        (reason,) = members.update()
        assert "scenes/theme.py" in reason
        assert members.update() == []
        assert members.fit == fits
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
    dask.workers(1)
    dask.worker(empty)
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
    monkeypatch.setattr(membership, "ANSWER_WITHIN", 0.5)
    assert render(tmp_path, "--scheduler", address) == 2
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert remedy in said.err
    assert address in said.err


def test_a_missing_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert render(tmp_path, "--scheduler", "tcp://127.0.0.1:1") == 2
    said = capfd.readouterr().err
    assert "pip install 'attention-film[cluster]'" in said
    assert said.count("\n") == 1


# --- the tasks alone ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Makes:
    """Says which process has made it."""

    def make(self, count: Callable[[int], None]) -> int:
        return os.getpid()


@dataclass(frozen=True)
class Waits:
    """Lasts until there is a file, and says which process has waited."""

    file: Path

    def make(self, count: Callable[[int], None]) -> int:
        deadline = time.monotonic() + PATIENCE
        while not self.file.exists():
            assert time.monotonic() < deadline
            time.sleep(0.01)
        return os.getpid()


@dataclass(frozen=True)
class Touches:
    """Makes a file, and says in which process."""

    file: Path

    def make(self, count: Callable[[int], None]) -> int:
        self.file.touch()
        return os.getpid()


@dataclass
class Notes:
    """Keeps what is made, and calls ``at_first`` at the first news."""

    at_first: Callable[[], object]
    made: dict[str, object] = field(default_factory=dict)
    has_begun: bool = False

    def keep(self, entry: Entry, made: list[object]) -> None:
        (self.made[entry.name],) = made

    def news(self, task: int, frames: int) -> None:
        if not self.has_begun:
            self.has_begun = True
            Thread(target=self.at_first).start()

    def outcome(self, outcome: Outcome) -> None:
        """Wait for the whole."""


def do(
    cluster: Cluster, works: list[Work], at_first: Callable[[], object] = bool
) -> tuple[dict[str, str | None], dict[str, object]]:
    """Have works done: why each failed, if it did, and what the others have made."""
    notes, logs = Notes(at_first), cluster.folder / "logs"
    tasks = number_tasks((Entry(1, str(n), "none", 1, ""), work) for n, work in enumerate(works))
    with cluster_workers(cluster.address) as workers:
        outcomes = carry_out(tasks, workers, Choices(), notes.keep, logs, notes)
    return {one.entry.name: one.reason for one in outcomes}, notes.made


def test_who_joins_later_is_given_tasks(dask: Cluster, tmp_path: Path) -> None:
    """The one that is there is busy until another has done the last of them."""
    dask.workers(1)
    works = [Waits(tmp_path / "done"), *[Makes()] * 8, Touches(tmp_path / "done")]
    reasons, made = do(dask, works, at_first=dask.worker)
    assert set(reasons.values()) == {None}
    assert made["0"] != made["9"]


def test_who_joins_later_and_does_not_fit_is_told_and_left_unused(
    dask: Cluster, changed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []

    def hear(line: str, **_options: object) -> None:
        told.append(line)
        (tmp_path / "told").touch()

    monkeypatch.setattr(dask_workers, "say", hear)
    dask.workers(1)
    works = [Waits(tmp_path / "told"), *[Makes()] * 8]
    reasons, made = do(dask, works, at_first=lambda: dask.worker(changed))
    assert set(reasons.values()) == {None}
    assert len(set(made.values())) == 1
    (line,) = told
    assert line.startswith("not used: worker tcp://127.0.0.1:")
    assert "differs from this machine in scenes/theme.py" in line


def test_a_lost_scheduler_ends_the_wait(dask: Cluster, tmp_path: Path) -> None:
    dask.workers(1)
    with pytest.raises(typer.TyperException, match="the scheduler is gone; what is finished"):
        do(dask, [Waits(tmp_path / "never")], at_first=dask.scheduler.kill)


# --- without a cluster ----------------------------------------------------------------------------


class Sent:
    """Stands in for a future: what was sent to whom, and what became of it."""

    def __init__(self, task: int, workers: list[str]) -> None:
        self.task, self.workers = task, workers
        self.status, self.answer = "pending", None

    def done(self) -> bool:
        return self.status != "pending"

    def cancel(self) -> None:
        self.status = "cancelled"

    def end(self, answer: object) -> None:
        self.answer = answer
        self.status = "error" if isinstance(answer, Exception) else "finished"

    def result(self) -> object:
        return self.answer

    exception = result


class Desk:
    """Stands in for a client: notes what is sent to whom, and never answers by itself."""

    def __init__(self, *workers: str) -> None:
        self.workers = set(workers)
        self.sent: list[Sent] = []

    def nthreads(self) -> dict[str, int]:
        return dict.fromkeys(self.workers, 1)

    def run(
        self, ask: Callable[[], object], workers: list[str], on_error: str
    ) -> dict[str, object]:
        return {worker: ask() for worker in workers}

    def subscribe_topic(self, name: str, hear: object) -> None:
        """Tell nothing."""

    def submit(
        self, _perform: object, task: int, *_given: object, pure: bool, workers: list[str]
    ) -> Sent:
        assert not pure
        self.sent.append(Sent(task, workers))
        return self.sent[-1]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[int, Report]]:
    """Have so many tasks done by a desk; between two looks at it, one of the steps is taken."""

    def ask(desk: Desk, tasks: int, *steps: Callable[[], object]) -> dict[int, Report]:
        left = iter(steps)
        monkeypatch.setattr(dask_workers, "LOOK_EVERY", 0)
        monkeypatch.setattr(dask_workers.time, "sleep", lambda _seconds: next(left)())
        workers = ClusterWorkers(Membership(desk))
        numbered = number_tasks((Entry(1, "a", "none", 1, ""), Makes()) for _ in range(tasks))
        return {task.number: report for task, report in workers.reports(numbered, Choices(), print)}

    return ask


def test_each_worker_has_one_task_at_a_time(ask: Callable[..., dict[int, Report]]) -> None:
    desk, report = Desk("a"), Report(1)

    def second_joins() -> None:
        assert [one.workers for one in desk.sent] == [["a"]]
        desk.workers.add("b")

    def second_ends() -> None:
        assert [one.workers for one in desk.sent] == [["a"], ["a", "b"]]
        desk.sent[1].end(report)

    def others_end() -> None:
        assert [one.task for one in desk.sent] == [0, 1, 2]
        desk.sent[0].end(report)
        desk.sent[2].end(report)

    assert ask(desk, 3, second_joins, second_ends, others_end) == dict.fromkeys((1, 0, 2), report)


def test_a_task_is_sent_anew_when_all_that_had_it_are_gone(
    ask: Callable[..., dict[int, Report]],
) -> None:
    desk, report = Desk("a"), Report(1)

    def goes() -> None:
        desk.workers = {"b"}

    def ends() -> None:
        assert [one.workers for one in desk.sent] == [["a"], ["b"]]
        assert desk.sent[0].status == "cancelled"
        desk.sent[1].end(report)

    assert ask(desk, 1, lambda: desk.workers.add("b"), goes, ends) == {0: report}


def test_what_every_worker_dies_of_fails_alone(ask: Callable[..., dict[int, Report]]) -> None:
    desk = Desk("0")

    def die() -> None:
        desk.workers = {str(len(desk.sent))}

    deaths = [die] * (dask_workers.SENT_ANEW + 1)
    answers = ask(desk, 2, *deaths, lambda: desk.sent[-1].end(KilledWorker("key", None, 3)))
    assert answers == dict.fromkeys((0, 1), Report(0, reason=FATAL))
    assert [one.task for one in desk.sent] == [0] * (dask_workers.SENT_ANEW + 1) + [1]


def test_a_fault_on_the_way_is_told(ask: Callable[..., dict[int, Report]]) -> None:
    desk = Desk("a")
    answers = ask(desk, 1, lambda: desk.sent[0].end(OSError("no\nroom")))
    assert answers == {0: Report(0, reason="OSError: no room")}


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
