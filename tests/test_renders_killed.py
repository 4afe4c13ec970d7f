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

import av
import numpy as np
import pytest

ROOT = Path(__file__).parents[1]
PATIENCE = 120  # seconds, for a machine that has much else to do
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


MOMENTS: dict[str, Callable[[Path, subprocess.Popen[str]], bool]] = {
    "nothing is there": lambda output, _: output.joinpath("cache").exists(),
    "a worker starts": lambda _, process: bool(workers(process)),
    "a segment is being written": lambda output, _: is_writing(output),
    "the first segment is there": lambda output, _: segments(output) >= 1,
    "some segments are there": lambda output, _: segments(output) >= 4,
    "a clip is there": lambda output, _: any(output.glob("clips/*/*.mp4")),
    "all clips are there": lambda output, _: len(list(output.glob("clips/*/*.mp4"))) >= 4,
    "a bridge is there": lambda output, _: any(output.glob("cache/segments/bridge-*/*.json")),
    "the film is being joined": lambda output, _: any(output.glob(".rendering-*/film.mp4")),
    "the film is there": lambda output, _: output.joinpath("film.mp4").exists(),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_run_is_gone_at_once_and_the_next_goes_on(
    moment: str, tmp_path: Path, undisturbed: dict[str, bytes | np.ndarray]
) -> None:
    process = start(tmp_path)
    wait_for(lambda: MOMENTS[moment](tmp_path, process), process)
    crew = workers(process)
    process.kill()
    process.communicate()
    wait_for(lambda: not any(map(is_running, crew)))
    left = segments(tmp_path)
    for path in tmp_path.glob("clips/*/*.mp4"):
        assert np.array_equal(frames(path), undisturbed[str(path.relative_to(tmp_path))])
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.glob("cache/segments/*/*.json")}
    finish(start(tmp_path))
    assert_same(tmp_path, undisturbed)
    assert len(kept) == left
    assert all(path.stat().st_mtime_ns == made for path, made in kept.items()), "made twice"
    assert not list(tmp_path.rglob(".rendering-*"))


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("present", [0, 3])
def test_a_killed_worker_costs_no_chapter(
    present: int, tmp_path: Path, undisturbed: dict[str, bytes | np.ndarray]
) -> None:
    process = start(tmp_path)
    wait_for(lambda: segments(tmp_path) >= present and bool(workers(process)), process)
    os.kill(workers(process)[-1], signal.SIGKILL)
    finish(process)
    assert_same(tmp_path, undisturbed)


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
