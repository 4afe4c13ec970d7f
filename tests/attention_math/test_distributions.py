from __future__ import annotations

import numpy as np
import pytest
import torch

from attention_math.distributions import entropy, softmax

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
