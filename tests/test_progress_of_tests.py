"""A run of tests says how far it is, also when several processes share them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS = """
import pytest

@pytest.mark.parametrize("number", range(8))
def test_one(number):
    assert number != 5

@pytest.mark.skip
def test_none():
    pass
"""


@pytest.mark.parametrize("processes", [0, 2])
def test_it_counts_to_the_end_and_pytest_has_the_last_word(processes: int, tmp_path: Path) -> None:
    (tmp_path / "test_few.py").write_text(TESTS)
    options = ("-p", "tests.progress", "-o", "console_output_style=classic", "-n", str(processes))
    command = [sys.executable, "-m", "pytest", *options, "--rootdir", tmp_path, tmp_path]
    for _ in range(2):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 1, done.stdout + done.stderr
        lines = done.stdout.splitlines()
        assert any(re.search(r"^FAILED .*test_few.py::test_one\[5\]$", line) for line in lines)
        *_, end = [line for line in lines if " tests, " in line]
        assert end.startswith("100%  9 of 9 tests, 1 failed, 0 min")
        assert "left" not in end
        assert "1 failed, 7 passed, 1 skipped" in lines[-1]
        assert not any(line.startswith("...") for line in lines)
    assert "test_one[5]" in (tmp_path / ".pytest_cache/v/progress/seconds").read_text()


def test_what_is_left_is_known_from_the_last_time(
    pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests import progress

    known = {"a": 1.0, "b": 3.0, "c": 12.0}
    monkeypatch.setattr(pytestconfig.cache, "get", lambda key, default: known)
    now = iter([100.0, 100.0, 108.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(now))
    run = progress.Progress(pytestconfig)
    run._expect(["a", "b", "c"])
    run.took, run.waiting = {"a": 2.0, "b": 2.0}, {"c"}
    assert run.said() == " 25%  2 of 3 tests, 0 failed, 0 min 08 s gone, ≈ 0 min 24 s left"
