"""A head's own scores under other masks, by torch, and by the second program."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from attention_math.masked_scores import all_but, heard_most, mask_pattern, weights_under
from renders.checks.derivations import DERIVATIONS

SCORES = np.random.default_rng(5).normal(size=(4, 4)).astype(np.float32) * 9
HIDDEN = {
    "none": [],
    "causal": [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)],
    "later": [(1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 2)],
    "padding": [(0, 3), (1, 3), (2, 3), (3, 3)],
    "causal and padding": [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3), (3, 3)],
}


@pytest.mark.parametrize("mask", HIDDEN)
def test_what_a_mask_leaves_is_shared_as_torch_shares_it(mask: str) -> None:
    scores = torch.tensor(SCORES, dtype=torch.float64)
    for at in HIDDEN[mask]:
        scores[at] = -torch.inf
    visible = mask_pattern(4, mask)
    assert [*map(tuple, np.argwhere(~visible).tolist())] == HIDDEN[mask]
    np.testing.assert_array_equal(DERIVATIONS["mask_pattern"](4, mask), visible)
    for share in (weights_under, DERIVATIONS["weights_under"]):
        found = share(SCORES, visible)
        np.testing.assert_allclose(found, scores.softmax(dim=1).numpy(), rtol=0, atol=1e-6)


def test_another_mask_is_refused() -> None:
    with pytest.raises(ValueError, match="no mask 'sideways', but none, causal"):
        mask_pattern(4, "sideways")


def test_most_is_heard_of_one_or_of_several_that_look_alike() -> None:
    weights = np.array([[0.2, 0.8, 0.0], [0.401, 0.199, 0.4]])
    words = np.array(["a", "cat", "sat"])
    for name in (heard_most, DERIVATIONS["heard_most"]):
        assert list(name(weights, words)) == ["cat", "several"]


def test_one_cell_alone_is_hidden() -> None:
    assert np.argwhere(~all_but(3, 0, 2)).tolist() == [[0, 2]]
