from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from attention_math.leak import FILE, Leak, load_leak, save_leak


def test_without_mask_the_answer_leaks() -> None:
    leak = load_leak()
    assert leak.without_mask < 0.2 < 0.5 < leak.with_mask
    assert leak.honest_without_mask > 2 * leak.honest_with_mask
    assert leak.honest_with_mask == pytest.approx(leak.with_mask, rel=0.1)


def test_the_command_that_made_it_makes_it_again(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "attention_math.training", "leak", "--output", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[2])
    again = load_leak(tmp_path / FILE.name)
    assert tuple(again) == pytest.approx(tuple(load_leak()), rel=0.02)


def test_a_measurement_survives_being_saved(tmp_path: Path) -> None:
    leak = Leak(1.0, 0.1, 1.1, 2.5, 400, 50)
    save_leak(leak, tmp_path / "leak.json")
    assert load_leak(tmp_path / "leak.json") == leak


@pytest.mark.parametrize("text", [None, "", "{}", "[1]", '{"with_mask": 1'])
def test_a_damaged_measurement_is_one_clear_line(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "leak.json"
    if text is not None:
        path.write_text(text)
    with pytest.raises(ValueError, match="cannot be read") as caught:
        load_leak(path)
    assert "\n" not in str(caught.value)
