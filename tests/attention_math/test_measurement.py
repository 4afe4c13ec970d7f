from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from attention_math.leak import Leak
from attention_math.measurement import load_measurement, save_measurement

LEAK = Leak(1.0, 0.1, 1.1, 2.5, 400, 50, np.array(["a", "cat"]), np.array(["the", "the", "the"]))


def test_a_measurement_survives_being_saved(tmp_path: Path) -> None:
    save_measurement(LEAK, tmp_path / "leak.json")
    loaded = load_measurement(Leak, tmp_path / "leak.json")
    assert loaded[:6] == LEAK[:6]
    assert [words.tolist() for words in loaded[6:]] == [["a", "cat"], ["the", "the", "the"]]
    with pytest.raises(ValueError, match="read-only"):
        loaded.written_with_mask[0] = "dog"


DAMAGED = [None, "", "{}", "[1]", '{"with_mask": 1', '{"steps": [[1], [1, 2]]}', '{"rows": []}']


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_measurement_is_one_clear_line(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "leak.json"
    if text is not None:
        path.write_text(text)
    with pytest.raises(ValueError, match="cannot be read") as caught:
        load_measurement(Leak, path)
    assert "\n" not in str(caught.value)
