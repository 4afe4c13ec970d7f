"""The commands where there are none of the modules, signals and liberties that Windows lacks.

`tests.elsewhere` is a Python without them; in a locale whose texts are ASCII.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import av
import pytest

ROOT = Path(__file__).parents[2]
FILM = ("-m", "tests.standin_film", "render", "-q", "l", "--jobs", "2", "--output")


def run(log: Path, *arguments: str) -> str:
    """Run Python where Windows' lacks are ours, and return what it printed."""
    environment = {
        **{name: text for name, text in os.environ.items() if not name.startswith("LC_")},
        "PYTHONPATH": os.pathsep.join([str(ROOT / "tests" / "elsewhere"), str(ROOT)]),
        "ELSEWHERE": str(log),
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONWARNINGS": "ignore:only soft file lock",
    }
    told = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert told.returncode == 0, told.stderr.decode(errors="replace")
    assert b"Traceback" not in told.stderr
    return told.stdout.decode("ascii")


@pytest.mark.parametrize(
    ("lacks", "raised"),
    [
        ("import fcntl", "ModuleNotFoundError"),
        ("import os; os.killpg", "AttributeError"),
        ("import signal; signal.SIGKILL", "AttributeError"),
        ("import socket; socket.AF_UNIX", "AttributeError"),
        ("import os; os.open('.', os.O_RDONLY)", "PermissionError"),
        ("import os; one = open('one', 'w'); os.remove('one')", "PermissionError"),
        ("import os; one = open('one', 'w'); os.replace('two', 'one')", "PermissionError"),
        ("open('one:two', 'w')", "OSError"),
        ("open('one', 'w').write(chr(8722))", "UnicodeEncodeError"),
    ],
)
def test_it_is_as_poor_as_it_says(lacks: str, raised: str, tmp_path: Path) -> None:
    lines = ("import os, sys", f"os.chdir({str(tmp_path)!r})", "open('two', 'w').close()", "try:")
    tried = f"    {lacks}\nexcept {raised}:\n    print('refused')\n"
    assert run(tmp_path / "log", "-c", "\n".join(lines) + f"\n{tried}") == "refused\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list"], "CausalMask"),
        (["trace", "--example", "pencil"], "weights"),
        (["check", "Weighs", "--jobs", "2"], "Weighs"),
        (["sheet", "Weighs", "--jobs", "2"], "Weighs.png"),
    ],
)
def test_the_commands_work(arguments: Sequence[str], said: str, tmp_path: Path) -> None:
    output = [] if arguments[0] in ("list", "trace") else ["--output", str(tmp_path)]
    program = "tests.standin_film" if "Weighs" in arguments else "renders"
    assert said in run(tmp_path / "log", "-m", program, *arguments, *output)


def test_a_film_is_rendered_and_nothing_is_left_of_the_making(tmp_path: Path) -> None:
    output, log = tmp_path / "output", tmp_path / "log"
    run(log, *FILM, str(output))
    with av.open(str(output / "film.mp4")) as film:
        assert film.duration > 10**6
    assert len(list(output.glob("clips/*/*.mp4"))) == 5
    assert not list(output.rglob(".rendering-*"))
    assert log.read_text("utf-8").count("multiprocessing-fork") == 2, "workers are elsewhere, too"
    made = {path: path.stat().st_mtime_ns for path in output.rglob("*.mp4")}
    run(log, *FILM, str(output))
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*.mp4")} == made
