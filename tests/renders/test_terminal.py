"""Every command on a terminal, or into a file, that knows ASCII or a page of Windows alone."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from renders.__main__ import main

ROOT = Path(__file__).parents[2]
PLAIN_C = {"LC_ALL": "C", "PYTHONUTF8": "0"}
ASCII = {"PYTHONIOENCODING": "ascii"}
WINDOWS = {"PYTHONIOENCODING": "cp1252"}
STANDIN = "tests.standin_film"


def run(
    line: str, setting: dict[str, str], *, program: str = "renders", cwd: Path = ROOT
) -> tuple[int, bytes, bytes]:
    names = ("PYTHONIOENCODING", "PYTHONUTF8", "LC_ALL", "LANG")
    own = {name: text for name, text in os.environ.items() if name not in names}
    done = subprocess.run(
        [sys.executable, "-m", program, *line.split()],
        cwd=cwd,
        env=own | setting | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
    )
    assert b"Traceback" not in done.stderr
    assert b"UnicodeEncodeError" not in done.stderr + done.stdout
    return done.returncode, done.stdout, done.stderr


def run_here(line: str, encoding: str) -> tuple[int, bytes, bytes]:
    """Run a command as `run` does, in this process, whose imports are done."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = main(line.split())
        out.flush()
        err.flush()
    return code, out.buffer.getvalue(), err.buffer.getvalue()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("--help", 0),
        ("trace --help", 0),
        ("list", 0),
        ("trace --example worked-example", 0),
        ("trace --example pencil --tensor head1.nope–", 2),
        ("count --preset gpt3", 0),
    ],
)
def test_what_the_terminal_lacks_is_a_question_mark(line: str, code: int, encoding: str) -> None:
    ended, printed, errors = run_here(line, encoding)
    assert ended == code
    text = (printed + errors).decode(encoding)
    assert text.strip()
    if "worked-example" in line:
        assert "??" in text  # −∞


@pytest.mark.parametrize(
    ("setting", "encoding"),
    [(PLAIN_C, "ascii"), (ASCII, "ascii"), (WINDOWS, "cp1252")],
    ids=["C", "ascii", "cp1252"],
)
def test_a_program_of_its_own_prints_the_same(setting: dict[str, str], encoding: str) -> None:
    line = "trace --example worked-example"
    code, printed, errors = run(line, setting)
    assert (code, printed, errors) == run_here(line, encoding)
    assert b"??" in printed  # −∞
    assert b"0.4651" in printed


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("line", ["list", "trace --example pencil", "count --preset gpt3"])
def test_json_loses_nothing(line: str, encoding: str) -> None:
    said = [run_here(f"{line} --json", one)[1].decode("utf-8") for one in (encoding, "utf-8")]
    assert json.loads(said[0]) == json.loads(said[1])
    assert said[0].isascii()


@pytest.mark.parametrize("program", ["bench", "attention_math.training"])
def test_the_other_programs_say_what_they_are_for(program: str) -> None:
    code, printed, _ = run("--help", PLAIN_C, program=program)
    assert code == 0
    assert printed.decode("ascii")


def test_a_render_tells_its_plan_and_what_it_made(tmp_path: Path) -> None:
    folder = tmp_path / "für später"
    folder.mkdir()
    rest = "-q l --jobs 1 --output ."
    arguments = {"program": STANDIN, "cwd": folder}
    code, printed, _ = run(f"render Lasts --dry-run {rest}", PLAIN_C, **arguments)
    assert (code, b"not rendered yet" in printed) == (0, True)
    code, printed, errors = run(f"render Lasts {rest}", PLAIN_C, **arguments)
    assert code == 0, errors
    assert b"Lasts: 15 frames" in errors
    assert printed.decode("ascii").endswith("Lasts.mp4\n")
    assert (folder / "clips/480p15/Lasts.mp4").exists()


def test_a_chapter_is_checked(tmp_path: Path) -> None:
    line = "check Weighs --jobs 1 --output ."
    code, printed, _ = run(line, PLAIN_C, program=STANDIN, cwd=tmp_path)
    assert code == 0
    assert "Weighs" in printed.decode("ascii")
