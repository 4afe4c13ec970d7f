"""A render that is killed, finds the disk full or meets another one: what it leaves, goes on."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import av
import numpy as np
import pytest

ROOT = Path(__file__).parents[3]
PATIENCE = 120  # seconds, for a machine that has much else to do
ATTEMPTS = 5  # runs, to be stopped at a moment that may be short
LASTS = 2.0  # seconds, about: the life of the workers of a run
STOPPED, STILL, ALIVE = "T", "TZX", "RSDT"  # states of processes
FILM = [sys.executable, "-m", "tests.standin_film", "render", "-q", "l", "--jobs", "2", "--output"]


def start(output: Path, *options: str) -> subprocess.Popen[str]:
    """Begin to render the film of the stand-ins, in a process group of its own."""
    return subprocess.Popen(
        [*FILM, str(output), *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def finish(process: subprocess.Popen[str], code: int = 0) -> str:
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == code, said
    return said


def results(output: Path) -> dict[str, bytes | np.ndarray]:
    """Read all that a viewer gets: of a video its pictures, frame by frame."""
    found = {}
    for path in output.rglob("*"):
        name = str(path.relative_to(output))
        if path.is_file() and not name.startswith(("cache/", ".")):
            found[name] = frames(path) if path.suffix == ".mp4" else path.read_bytes()
    return found


def frames(video: Path) -> np.ndarray:
    with av.open(str(video)) as container:
        return np.stack([frame.to_ndarray(format="gray") for frame in container.decode(video=0)])


def assert_same(output: Path, undisturbed: dict[str, bytes | np.ndarray]) -> None:
    found = results(output)
    assert found.keys() == undisturbed.keys()
    for name, content in found.items():
        assert np.array_equal(content, undisturbed[name]), name


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes | np.ndarray]:
    output = tmp_path_factory.mktemp("undisturbed")
    finish(start(output))
    found = results(output)
    assert len(found["clips/480p15/Wanders.mp4"]) == 48
    return found


def wait_for(condition: Callable[[], bool], process: subprocess.Popen[str] | None = None) -> None:
    """Wait until something is so, or the process has ended before."""
    deadline = time.monotonic() + PATIENCE
    while not condition() and (process is None or process.poll() is None):
        assert time.monotonic() < deadline
        time.sleep(0.005)


def workers(process: subprocess.Popen[str]) -> list[int]:
    """Find the processes that render for this one, the youngest last."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
            command = path.with_name("cmdline").read_text()
        except OSError:  # gone meanwhile
            continue
        if int(fields[1]) == process.pid and "spawn_main" in command:
            found.append(int(path.parent.name))
    return sorted(found)


def segments(output: Path) -> int:
    return len(list(output.glob("cache/segments/*/*.json")))


def is_writing(output: Path) -> bool:
    return any(output.glob("cache/segments/*/.rendering-*/*.mp4"))


def clips(output: Path) -> int:
    return len(list(output.glob("clips/*/*.mp4")))


def has_film(output: Path) -> bool:
    return output.joinpath("film.mp4").exists()


def has_crossfade(output: Path) -> bool:
    return any(output.glob("cache/segments/seam-*/*.json"))


MOMENTS: dict[str, Callable[[Path, list[int]], bool]] = {
    "nothing is there": lambda output, running: (
        output.joinpath("cache").exists() and not running and not segments(output)
    ),
    "a worker starts": lambda output, running: bool(running) and not segments(output),
    "a segment is being written": lambda output, running: is_writing(output),
    "the first segment is there": lambda output, running: 1 <= segments(output) < 4,
    "some segments are there": lambda output, running: segments(output) >= 4 and bool(running),
    "a clip is there": lambda output, running: 1 <= clips(output) < 4,
    "all clips are there": lambda output, running: clips(output) == 4 and not has_film(output),
    "a cross-fade is there": lambda output, running: has_crossfade(output) and not has_film(output),
    "the film is being joined": lambda output, running: any(output.glob(".rendering-*/film.mp4")),
    "the film is there": lambda output, running: has_film(output),
}


def stop_at(
    moment: Callable[[Path, list[int]], bool], output: Path, *options: str
) -> subprocess.Popen[str]:
    """Begin a run, and stop all its processes at a moment: until they go on, it lasts.

    A moment that has passed before they stood still is waited for again, and in the next run.
    """
    for _ in range(ATTEMPTS):
        process = start(output, *options)
        while True:
            wait_for(lambda process=process: moment(output, workers(process)), process)
            if process.poll() is not None:
                break
            os.killpg(process.pid, signal.SIGSTOP)
            wait_for(lambda process=process: state(process.pid) in STILL, process)
            if state(process.pid) == STOPPED and moment(output, workers(process)):
                return process
            os.killpg(process.pid, signal.SIGCONT)
        finish(process)
        shutil.rmtree(output)
    raise AssertionError(f"{ATTEMPTS} runs have passed by that moment")


def kill(pid: int) -> None:
    """Kill a process that is there."""
    assert state(pid) in ALIVE
    os.kill(pid, signal.SIGKILL)
    wait_for(lambda: state(pid) not in ALIVE)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_run_is_gone_at_once_and_the_next_goes_on(
    moment: str, tmp_path: Path, undisturbed: dict[str, bytes | np.ndarray]
) -> None:
    process = stop_at(MOMENTS[moment], tmp_path / "output")
    running = workers(process)
    kill(process.pid)
    os.killpg(process.pid, signal.SIGCONT)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert_goes_on(tmp_path / "output", running, undisturbed)


def assert_goes_on(
    output: Path, running: list[int], undisturbed: dict[str, bytes | np.ndarray]
) -> None:
    """Assert that a killed run has left no process and nothing broken, and lost nothing."""
    wait_for(lambda: not any(state(pid) in ALIVE for pid in running))
    left = segments(output)
    for path in output.glob("clips/*/*.mp4"):
        assert np.array_equal(frames(path), undisturbed[str(path.relative_to(output))])
    kept = {path: path.stat().st_mtime_ns for path in output.glob("cache/segments/*/*.json")}
    finish(start(output))
    assert_same(output, undisturbed)
    assert len(kept) == left
    assert all(path.stat().st_mtime_ns == made for path, made in kept.items()), "made twice"
    assert not list(output.rglob(".rendering-*"))


def state(pid: int) -> str:
    """Say what a process is doing, as ``ps`` does; nothing if there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return ""


@pytest.mark.parametrize("present", [0, 3])
def test_a_killed_worker_costs_no_chapter(
    present: int, tmp_path: Path, undisturbed: dict[str, bytes | np.ndarray]
) -> None:
    output = tmp_path / "output"
    process = stop_at(lambda output, running: bool(running) and segments(output) >= present, output)
    kill(workers(process)[-1])
    os.killpg(process.pid, signal.SIGCONT)
    finish(process)
    assert_same(output, undisturbed)


def at_random(chance: Random) -> Callable[[Path, list[int]], bool]:
    """Return a moment in the life of the workers, from their start on."""
    due: list[float] = []

    def moment(output: Path, running: list[int]) -> bool:
        if not running:
            due.clear()
        elif not due:
            due.append(time.monotonic() + chance.uniform(0, LASTS))
        return bool(running) and time.monotonic() >= due[0]

    return moment


@pytest.mark.parametrize("seed", range(int(os.environ.get("ATTENTION_KILLS", "3"))))
def test_a_worker_or_a_run_killed_at_any_moment_costs_nothing(
    seed: int, tmp_path: Path, undisturbed: dict[str, bytes | np.ndarray]
) -> None:
    output, chance = tmp_path / "output", Random(seed)
    process = stop_at(at_random(chance), output)
    running = workers(process)
    is_whole_run = seed % 4 == 2
    kill(process.pid if is_whole_run else chance.choice(running))
    os.killpg(process.pid, signal.SIGCONT)
    if is_whole_run:
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        assert_goes_on(output, running, undisturbed)
    else:
        finish(process)
        assert_same(output, undisturbed)


def test_two_runs_at_once_make_one_film(
    tmp_path: Path, undisturbed: dict[str, bytes | np.ndarray]
) -> None:
    both = [start(tmp_path), start(tmp_path)]
    for process in both:
        finish(process)
    assert_same(tmp_path, undisturbed)
    assert not list(tmp_path.rglob(".rendering-*"))


def damage(path: Path) -> None:
    """Leave what a power failure may leave: the right name and a part of the content."""
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.parametrize(
    "pattern",
    [
        "cache/segments/Wanders-*/002.mp4",
        "cache/segments/Wanders-*/002.json",
        "cache/stamps/*Wanders.json",
        "cache/stamps/film.json",
        "clips/*/Wanders.mp4",
        "clips/*/Wanders.numbers.json",
        "film.mp4",
        "film.vtt",
    ],
)
def test_what_is_damaged_is_not_taken_for_finished(
    pattern: str, whole: Path, undisturbed: dict[str, bytes | np.ndarray]
) -> None:
    (path,) = whole.glob(pattern)
    damage(path)
    if "segments" in pattern:  # else nobody needs them
        shutil.rmtree(whole / "clips")
    finish(start(whole))
    assert_same(whole, undisturbed)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("whole")
    finish(start(output))
    return output


def can_mount() -> bool:
    try:
        mounting = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
        return subprocess.run(mounting, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


FULL = """
mount -t tmpfs -o size={size}k tmpfs {output} || exit 99
{film} {output} > {told} 2>&1
echo $? > {code}
(cd {output} && find . -name "*.mp4" -not -path "./cache/*") > {left}
mount -o remount,size=64m {output}
{film} {output} && cp -r {output}/. {copy}
"""


@pytest.mark.skipif(not can_mount(), reason="needs a Linux that lets its users mount a tmpfs")
@pytest.mark.parametrize("size", [40, 120, 200])
def test_a_full_disk_is_told_in_a_line_and_costs_nothing_that_is_finished(
    size: int, tmp_path: Path, undisturbed: dict[str, bytes | np.ndarray]
) -> None:
    names = {name: tmp_path / name for name in ("output", "told", "code", "left", "copy")}
    for name in ("output", "copy"):
        names[name].mkdir()
    script = FULL.format(size=size, film=shlex.join(FILM), **names)
    subprocess.run(["unshare", "-rm", "sh", "-c", script], cwd=ROOT, check=True, timeout=PATIENCE)
    told = names["told"].read_text()
    assert names["code"].read_text().strip() == "1", told
    assert "the disk is full; make room" in told
    assert "Traceback" not in told
    assert "film.mp4" not in names["left"].read_text()
    assert_same(names["copy"], undisturbed)
