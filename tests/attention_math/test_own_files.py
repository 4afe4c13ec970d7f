from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from attention_math.own_files import read_arrays
from attention_math.trace import AttentionTrace

WORDS = ["a", "b"]
ARRAYS = {"Q": [[1.0, 0.0], [0.0, 2.0]], "K": [[1.0, 1.0], [2.0, 0.0]], "V": [[1.0], [0.0]]}


def written(folder: Path, suffix: str) -> Path:
    path = folder / f"book{suffix}"
    arrays = {name: np.array(rows, np.float32) for name, rows in ARRAYS.items()}
    if suffix == ".json":
        path.write_text(json.dumps({**ARRAYS, "tokens": WORDS, "mask": "causal"}))
    elif suffix == ".npz":
        np.savez(path, **arrays, tokens=WORDS, mask="causal")
    else:
        save_file(arrays, path, {"tokens": json.dumps(WORDS), "mask": "causal"})
    return path


@pytest.mark.parametrize("suffix", [".json", ".npz", ".safetensors"])
def test_every_kind_of_file_says_the_same(tmp_path: Path, suffix: str) -> None:
    trace = read_arrays(written(tmp_path, suffix))
    # Scores 2 and 0 in the second row, over √2: e^√2 : 1.
    expected = np.array([[1, 0], [0.8044296, 0.1955704]])
    assert trace.head(1).weights == pytest.approx(expected)
    assert trace.head(1).output == pytest.approx(expected[:, :1])
    assert trace.source.label == f"book{suffix}"
    assert trace.source.kind == "masked"


def one_line(path: Path, reason: str) -> None:
    with pytest.raises(ValueError) as caught:
        read_arrays(path)
    assert reason in str(caught.value) and path.name in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Expecting value"),
        ("[1, 2]", "it must be an object"),
        ('{"Q": [[1]]}', 'no tokens: add "tokens"'),
        ('{"tokens": ["a"], "Q": [[1]], "query": [[1]]}', "Q and query are the same"),
        ('{"tokens": ["a"], "Q": [[NaN]]}', "query is nan"),
        ('{"tokens": ["a", "b"], "Q": [[1]]}', "query has shape 1 × 1; expected queries × d_head"),
        ('{"tokens": ["a"], "name": "x"}', "leave out name"),
        ("[" * 100_000, "recursion"),
        (b"\xff\xfe", "codec can't decode"),
    ],
)
def test_a_bad_json_is_one_line(tmp_path: Path, text: str | bytes, reason: str) -> None:
    path = tmp_path / "book.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    one_line(path, reason)


def test_what_is_pickled_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.npz"
    np.savez(path, tokens=np.array(WORDS, dtype=object), Q=np.eye(2), K=np.eye(2))
    one_line(path, "it holds pickled objects")


@pytest.mark.parametrize("suffix", [".npz", ".json", ".safetensors"])
def test_a_missing_or_broken_file_is_one_line(tmp_path: Path, suffix: str) -> None:
    one_line(tmp_path / f"nowhere{suffix}", "No such file")
    broken = written(tmp_path, suffix)
    broken.write_bytes(broken.read_bytes()[:-20])
    one_line(broken, "cannot read the arrays")


def test_other_files_are_refused(tmp_path: Path) -> None:
    one_line(tmp_path / "book.pt", "take .npz, .json, .safetensors")
    saved = tmp_path / "saved.safetensors"
    AttentionTrace.from_weights(WORDS, np.eye(2)).save(saved)
    one_line(saved, "name it with --trace")


@pytest.mark.parametrize("name", ["a very long name of a file, it is.json", "é.json"])
def test_a_name_that_no_badge_holds_is_own_arrays(tmp_path: Path, name: str) -> None:
    written(tmp_path, ".json").rename(tmp_path / name)
    assert read_arrays(tmp_path / name).source.label == "own arrays"
