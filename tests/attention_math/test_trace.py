from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from jaxtyping import TypeCheckError
from safetensors import safe_open
from safetensors.numpy import save_file

from attention_math.examples import trace_example
from attention_math.trace import AttentionTrace, HeadTrace, Side, TraceError, load


@pytest.fixture
def trace() -> AttentionTrace:
    return trace_example("worked-example")


@pytest.fixture
def saved(trace: AttentionTrace, tmp_path: Path) -> Path:
    path = tmp_path / "trace.safetensors"
    trace.save(path)
    return path


def parts(path: Path) -> tuple[dict[str, np.ndarray], dict[str, str]]:
    with safe_open(path, framework="numpy") as file:
        return {name: file.get_tensor(name) for name in file.keys()}, file.metadata()  # noqa: SIM118


def test_nothing_of_a_trace_can_be_changed(trace: AttentionTrace) -> None:
    for name, array in trace.named_arrays().items():
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
        assert not array.flags.writeable, name
    with pytest.raises(dataclasses.FrozenInstanceError):
        trace.output = np.zeros((4, 2))
    with pytest.raises(dataclasses.FrozenInstanceError):
        trace.heads[0].query = np.zeros((4, 2))


def test_a_trace_keeps_its_own_copy() -> None:
    numbers = np.zeros((1, 2))
    side = Side(("a",), np.array([0]), numbers, numbers, numbers, numbers)
    numbers[0, 0] = 5
    assert side.inputs[0, 0] == 0


def test_loading_gives_what_was_saved(trace: AttentionTrace, saved: Path) -> None:
    loaded = load(saved)
    assert loaded.source == trace.source
    assert loaded.query_side.tokens == trace.query_side.tokens
    assert loaded.key_side.tokens == trace.key_side.tokens
    arrays, loaded_arrays = trace.named_arrays(), loaded.named_arrays()
    assert arrays.keys() == loaded_arrays.keys()
    for name, array in arrays.items():
        assert array.dtype == loaded_arrays[name].dtype
        assert np.array_equal(array, loaded_arrays[name])
        assert not loaded_arrays[name].flags.writeable


def test_names_are_those_of_citations(trace: AttentionTrace) -> None:
    names = trace.named_arrays()
    assert {"head1.weights", "query_side.ids", "concat", "output", "visible"} <= names.keys()
    assert names["head1.weights"] is trace.heads[0].weights


def test_saving_leaves_nothing_else_behind(saved: Path) -> None:
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def wrong_head(trace: AttentionTrace) -> HeadTrace:
    return dataclasses.replace(trace.heads[0], weights=np.zeros((4, 3), np.float32))


def test_shapes_are_checked(trace: AttentionTrace) -> None:
    with pytest.raises(TypeCheckError):
        wrong_head(trace)
    with pytest.raises(TypeCheckError):
        dataclasses.replace(trace, concat=np.zeros(4, np.float32))
    with pytest.raises(TraceError, match="do not fit"):
        dataclasses.replace(trace, visible=np.ones((4, 3), bool))
    with pytest.raises(TraceError, match="3 tokens do not fit 4 ids"):
        dataclasses.replace(trace.query_side, tokens=("a", "b", "c"))


def test_heads_count_from_one(trace: AttentionTrace) -> None:
    assert trace.head(1) is trace.heads[0]
    for number in (0, 2):
        with pytest.raises(ValueError, match=f"no head {number}"):
            trace.head(number)


def expect_one_line(path: Path, reason: str) -> None:
    with pytest.raises(TraceError, match=reason) as caught:
        load(path)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    expect_one_line(tmp_path / "nowhere.safetensors", "cannot read the trace")


@pytest.mark.parametrize("kept", [0, 4, 200, -1, -100])
def test_a_truncated_file_is_one_clear_line(saved: Path, kept: int) -> None:
    saved.write_bytes(saved.read_bytes()[:kept])
    expect_one_line(saved, "cannot read the trace")


@pytest.mark.parametrize("content", [b"PK\x03\x04 something else", b"{}", b"\x80\x04K\x01."])
def test_a_foreign_file_is_one_clear_line(saved: Path, content: bytes) -> None:
    saved.write_bytes(content)
    expect_one_line(saved, "cannot read the trace")


def test_foreign_tensors_are_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "weights.safetensors"
    save_file({"weights": np.ones(3)}, path)
    expect_one_line(path, "not a trace of this program")


@pytest.mark.parametrize("place", [-1, -50, -300])
def test_a_flipped_bit_is_found(saved: Path, place: int) -> None:
    content = bytearray(saved.read_bytes())
    content[place] ^= 1
    saved.write_bytes(content)
    expect_one_line(saved, "was changed after it was saved")


@pytest.mark.parametrize("name", ["source", "query_tokens", "heads", "sha256"])
def test_edited_metadata_is_found(saved: Path, name: str) -> None:
    arrays, metadata = parts(saved)
    save_file(arrays, saved, metadata | {name: metadata[name].replace("e", "a") + " "})
    expect_one_line(saved, "was changed after it was saved")


def test_a_missing_array_is_found(saved: Path) -> None:
    arrays, metadata = parts(saved)
    del arrays["head1.weights"]
    save_file(arrays, saved, metadata)
    expect_one_line(saved, "was changed after it was saved")


WITHOUT_TORCH = """
import sys
from pathlib import Path

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("torch", "tokenizers", "manim"):
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, Refuse())

import attention_math.derived, attention_math.experiments, attention_math.leak
import attention_math.parameters, attention_math.recall
from attention_math.trace import load

trace = load(Path(sys.argv[1]))
print(trace.heads[0].weights[1].round(4).tolist())
"""


def test_a_trace_loads_where_torch_is_not(saved: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_TORCH, str(saved)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert done.returncode == 0, done.stderr
    weights = json.loads(done.stdout)
    assert weights == pytest.approx([0.7074, 0.2926, 0, 0], abs=5e-5)
