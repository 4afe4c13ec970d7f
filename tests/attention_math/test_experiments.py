from __future__ import annotations

import numpy as np
import pytest
import torch

from attention_math.experiments import ScoreWalks, grows_like_root, score_walks


@pytest.fixture(scope="module")
def walks() -> ScoreWalks:
    return score_walks()


def test_walks_get_as_far_as_the_root_of_their_length(walks: ScoreWalks) -> None:
    """Eight thousand sums of d products of normal numbers: standard error by their kurtosis."""
    d, scores = walks.lengths, 8 * 1_000
    assert {1, 4, 16, 64, 256, 1024} <= set(d.tolist())
    error = np.sqrt(d) * np.sqrt((2 + 6 / d) / scores) / 2
    assert (np.abs(walks.plain.spread - np.sqrt(d)) < 5 * error).all()
    assert walks.divided.spread == pytest.approx(walks.plain.spread / np.sqrt(d))


def test_what_grows_like_the_root_goes_twice_as_far_in_four_times_the_steps() -> None:
    lengths = np.array([4, 16, 64])
    assert grows_like_root(lengths, np.array([2.0, 4.1, 8.0]))
    assert not grows_like_root(lengths, np.array([2.0, 4.0, 9.0]))
    assert not grows_like_root(lengths, np.array([2.0, 8.0, 32.0]))


def test_one_key_takes_a_row_of_a_wide_head_unless_it_is_divided(walks: ScoreWalks) -> None:
    assert walks.plain.weights[-1].max() > 0.99
    assert walks.divided.weights[walks.lengths >= 64].max() < 0.6
    assert walks.divided.weights[-1].min() > 0.01


def test_a_row_is_what_torch_makes_of_the_same_random_numbers() -> None:
    got = score_walks(root=4, keys=5, rows=1, crowd=1, nudge=0.5, seed=2)
    generator = np.random.default_rng(2)
    query, keys = (torch.tensor(generator.standard_normal(size)) for size in (16, (5, 16)))
    walks = (keys * query).cumsum(dim=1)
    walks = walks[walks[:, -1].argsort(descending=True)]
    assert got.lengths.tolist() == [1, 2, 4, 6, 9, 12, 16]
    assert got.steps == pytest.approx([0.0, *walks[0].tolist()])
    for one, roots in ((got.plain, 1.0), (got.divided, np.sqrt(got.lengths))):
        row = walks[:, got.lengths - 1] / torch.as_tensor(roots)
        assert one.row == pytest.approx(row.numpy())
        assert one.weights == pytest.approx(row.T.softmax(dim=1).numpy())
        raised = row[:, -1] + torch.tensor([0, 0.5, 0, 0, 0])
        assert one.nudged == pytest.approx(raised.softmax(0).numpy())


def test_the_row_that_is_followed_is_typical(walks: ScoreWalks) -> None:
    """A nudge moves nothing of it as it is, and much of it divided."""
    for one, low, high in ((walks.plain, 0.0, 1e-3), (walks.divided, 0.1, 0.5)):
        assert low <= np.abs(one.nudged - one.weights[-1]).max() < high


def test_results_cannot_be_changed(walks: ScoreWalks) -> None:
    with pytest.raises(AttributeError):
        walks.plain.spread = np.zeros(10)
    with pytest.raises(ValueError, match="read-only"):
        walks.plain.spread[0] = 1


def test_impossible_experiments_are_refused() -> None:
    for size in ({"root": 0}, {"keys": 1}, {"rows": 23}):
        with pytest.raises(ValueError, match="must be at least 1"):
            score_walks(**size)
