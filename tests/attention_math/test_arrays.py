from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import torch

from attention_math.arrays import entropy, frozen, softmax

ROOT = Path(__file__).parents[2]
FREEZING = re.compile(r"setflags|writeable", re.IGNORECASE)

SCORES = np.random.default_rng(1).standard_normal((2, 3, 5)) * 4


def test_softmax_agrees_with_torch_for_any_number_of_rows() -> None:
    for scores in (SCORES, SCORES[0], SCORES[0, 0]):
        assert softmax(scores) == pytest.approx(torch.tensor(scores).softmax(-1).numpy())


def test_softmax_does_not_overflow() -> None:
    assert softmax(np.array([1000.0, 1000.0])).tolist() == [0.5, 0.5]


def test_entropy_agrees_with_torch() -> None:
    weights = softmax(SCORES)
    expected = torch.distributions.Categorical(probs=torch.tensor(weights)).entropy()
    assert entropy(weights) == pytest.approx(expected.numpy())


def test_a_sure_row_has_no_entropy() -> None:
    assert entropy(np.array([[0.0, 1.0, 0.0], [1 / 3] * 3])) == pytest.approx([0, np.log(3)])


def test_a_frozen_array_can_be_read_alone() -> None:
    array = np.arange(3.0)
    assert frozen(array) is array
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1


def test_one_module_freezes_arrays() -> None:
    rooms = ("attention_math", "scenes", "renders")
    paths = [path for room in rooms for path in (ROOT / room).rglob("*.py")]
    freezing = [path.stem for path in paths if FREEZING.search(path.read_text(encoding="utf-8"))]
    assert freezing == ["arrays"]
    for way in ("a.setflags(write=False)", "a.flags.writeable = False", 'a.flags["WRITEABLE"]'):
        assert FREEZING.search(way)
