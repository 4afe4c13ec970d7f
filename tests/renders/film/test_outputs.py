"""What is known of a finished video, while other runs make the same."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from renders.files import alone
from renders.film.ends import Ends
from renders.film.outputs import LOCK, Output


def test_how_a_clip_ends_is_waited_for_while_another_run_replaces_it(tmp_path: Path) -> None:
    output = Output(tmp_path / "Clip.mp4", tmp_path / "stamps" / "Clip.json")
    with ThreadPoolExecutor(1) as pool:
        with alone(output.stamp.parent / LOCK):
            asked = pool.submit(output.ends)
            with pytest.raises(TimeoutError):
                asked.result(timeout=0.3)
            output.stamp.write_text(json.dumps({"ends": {"opening": None, "closing": None}}))
        assert asked.result() == Ends(None, None)


def test_a_clip_that_was_never_published_says_what_to_do(tmp_path: Path) -> None:
    output = Output(tmp_path / "Clip.mp4", tmp_path / "stamps" / "Clip.json")
    with pytest.raises(OSError, match=r"Clip\.mp4 ends: run the same again"):
        output.ends()
