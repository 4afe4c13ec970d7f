"""A render that is killed, finds the disk full or meets another one: what it leaves, goes on."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import av
import numpy as np
import pytest

ROOT = Path(__file__).parents[3]
PATIENCE = 120  # seconds, for a machine that has much else to do
ATTEMPTS = 15  # runs, to be stopped at a moment that may be short
LASTS = 2.0  # seconds, about: the life of the workers of a run
STOPPED, STILL, ALIVE = "T", "TZX", "RSDT"  # states of processes
CLIPS = 5  # of the film of the stand-ins: two chapters, the cards of their parts, one at the end
# What is missing of an earlier run, and so who makes it:
ALL = ("*",)
DRAWN = ("cache/segments/Wanders-*", "clips/*/Wanders.*", "film.*")  # by one worker, in one call
JOINED = ("clips", "cache/segments/seam-*", "film.*")  # without a worker
FILM = [sys.executable, "-m", "tests.standin_film", "render", "-q", "l", "--jobs", "2", "--output"]


def start(output: Path) -> subprocess.Popen[str]:
    """Begin to render the film of the stand-ins, in a process group of its own."""
    return subprocess.Popen(
        [*FILM, str(output)],
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
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that a run makes which nothing disturbs; to be copied, not to be changed."""
    output = tmp_path_factory.mktemp("whole")
    finish(start(output))
    return output


@pytest.fixture(scope="module")
def undisturbed(whole: Path) -> dict[str, bytes | np.ndarray]:
    found = results(whole)
    assert len(found["clips/480p15/Wanders.mp4"]) == 48
    return found


def without(lacking: Sequence[str], whole: Path, output: Path) -> None:
    """Lay what an earlier run has made into a folder, but for some of it."""
    shutil.copytree(whole, output)
    for pattern in lacking:
        for path in list(output.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


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
    return len(list(output.glob("cache/segments/Wanders-*/*.json")))


def is_writing(output: Path) -> bool:
    return any(output.glob("cache/segments/*/.rendering-*/*.mp4"))


def clips(output: Path) -> int:
    return len(list(output.glob("clips/*/*.mp4")))


def has_film(output: Path) -> bool:
    return output.joinpath("film.mp4").exists()


def has_crossfade(output: Path) -> bool:
    return any(output.glob("cache/segments/seam-*/*.json"))


Moment = Callable[[Path, subprocess.Popen[str]], bool]

# Each with what an earlier run has left to be made: it is reached the sooner.
MOMENTS: dict[str, tuple[Sequence[str], Moment]] = {
    "a run has begun": (
        DRAWN,
        lambda output, run: (
            any(output.glob(DRAWN[0])) and not segments(output) and not workers(run)
        ),
    ),
    "a worker starts": (DRAWN, lambda output, run: not segments(output) and bool(workers(run))),
    "a segment is being written": (DRAWN, lambda output, run: is_writing(output)),
    "the first segment is there": (DRAWN, lambda output, run: 1 <= segments(output) < 4),
    "some segments are there": (
        DRAWN,
        lambda output, run: segments(output) >= 4 and bool(workers(run)),
    ),
    "some clips are there": (
        (*DRAWN, *JOINED),
        lambda output, run: 1 <= clips(output) < CLIPS and bool(workers(run)),
    ),
    "all clips are there": (
        JOINED,
        lambda output, run: clips(output) == CLIPS and not has_film(output),
    ),
    "a cross-fade is there": (
        JOINED,
        lambda output, run: has_crossfade(output) and not has_film(output),
    ),
    "the film is being joined": (
        JOINED,
        lambda output, run: any(output.glob(".rendering-*/film.mp4")),
    ),
    "the film is there": (JOINED, lambda output, run: has_film(output)),
}


def stop_at(
    moment: Moment, lacking: Sequence[str], whole: Path, output: Path
) -> subprocess.Popen[str]:
    """Begin a run, and stop all its processes at a moment: until they go on, it lasts.

    A moment that has passed before they stood still is waited for again, and in the next run.
    """
    for _ in range(ATTEMPTS):
        without(lacking, whole, output)
        process = start(output)
        while True:
            wait_for(lambda process=process: moment(output, process), process)
            if process.poll() is not None:
                break
            os.killpg(process.pid, signal.SIGSTOP)
            wait_for(lambda process=process: state(process.pid) in STILL, process)
            if state(process.pid) == STOPPED and moment(output, process):
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
    moment: str, tmp_path: Path, whole: Path, undisturbed: dict[str, bytes | np.ndarray]
) -> None:
    lacking, is_now = MOMENTS[moment]
    process = stop_at(is_now, lacking, whole, tmp_path / "output")
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
    for path in output.glob("clips/*/*.mp4"):
        assert np.array_equal(frames(path), undisturbed[str(path.relative_to(output))])
    kept = {path: path.stat().st_mtime_ns for path in output.glob("cache/segments/*/*.json")}
    finish(start(output))
    assert_same(output, undisturbed)
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
    present: int, tmp_path: Path, whole: Path, undisturbed: dict[str, bytes | np.ndarray]
) -> None:
    output = tmp_path / "output"
    process = stop_at(
        lambda output, run: segments(output) >= present and bool(workers(run)),
        DRAWN,
        whole,
        output,
    )
    kill(workers(process)[-1])
    os.killpg(process.pid, signal.SIGCONT)
    finish(process)
    assert_same(output, undisturbed)


def at_random(chance: Random) -> Moment:
    """Return a moment in the life of the workers, from their start on."""
    due: list[float] = []

    def moment(output: Path, run: subprocess.Popen[str]) -> bool:
        running = workers(run)
        if not running:
            due.clear()
        elif not due:
            due.append(time.monotonic() + chance.uniform(0, LASTS))
        return bool(running) and time.monotonic() >= due[0]

    return moment


@pytest.mark.parametrize("seed", range(int(os.environ.get("ATTENTION_KILLS", "3"))))
def test_a_worker_or_a_run_killed_at_any_moment_costs_nothing(
    seed: int, tmp_path: Path, whole: Path, undisturbed: dict[str, bytes | np.ndarray]
) -> None:
    output, chance = tmp_path / "output", Random(seed)
    process = stop_at(at_random(chance), ALL, whole, output)
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
    tmp_path: Path, whole: Path, undisturbed: dict[str, bytes | np.ndarray]
) -> None:
    output = tmp_path / "output"
    without((*DRAWN, *JOINED), whole, output)
    for process in [start(output), start(output)]:
        finish(process)
    assert_same(output, undisturbed)
    assert not list(output.rglob(".rendering-*"))


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
    pattern: str, tmp_path: Path, whole: Path, undisturbed: dict[str, bytes | np.ndarray]
) -> None:
    output = tmp_path / "output"
    # Nobody needs the segments of a clip that is there.
    without(["clips"] if "segments" in pattern else [], whole, output)
    (path,) = output.glob(pattern)
    damage(path)
    finish(start(output))
    assert_same(output, undisturbed)


def can_mount() -> bool:
    try:
        mounting = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
        return subprocess.run(mounting, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


FULL = """
mount -t tmpfs -o size=64m tmpfs {output} || exit 99
cp -rp {prepared}/. {output}
used=$(df -k --output=used {output} | tail -1)
mount -o remount,size=$((used + {room}))k {output}
{film} {output} > {told} 2>&1
echo $? > {code}
(cd {output} && find . -name "*.mp4" -not -path "./cache/*") > {left}
mount -o remount,size=64m {output}
{film} {output} && cp -r {output}/. {copy}
"""


@pytest.mark.skipif(not can_mount(), reason="needs a Linux that lets its users mount a tmpfs")
@pytest.mark.parametrize(("lacking", "room"), [(DRAWN, 40), (JOINED, 80), (JOINED, 300)])
def test_a_full_disk_is_told_in_a_line_and_costs_nothing_that_is_finished(
    lacking: Sequence[str],
    room: int,
    tmp_path: Path,
    whole: Path,
    undisturbed: dict[str, bytes | np.ndarray],
) -> None:
    """In a worker, where clips are joined, and where the film is."""
    names = {
        name: tmp_path / name for name in ("output", "prepared", "told", "code", "left", "copy")
    }
    for name in ("output", "copy"):
        names[name].mkdir()
    without(lacking, whole, names["prepared"])
    script = FULL.format(room=room, film=shlex.join(FILM), **names)
    subprocess.run(["unshare", "-rm", "sh", "-c", script], cwd=ROOT, check=True, timeout=PATIENCE)
    told = names["told"].read_text()
    assert names["code"].read_text().strip() == "1", told
    assert "the disk is full; make room" in told
    assert "Traceback" not in told
    assert "film.mp4" not in names["left"].read_text()
    assert_same(names["copy"], undisturbed)
