from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from attention_math.experiments import (
    DIMENSIONS,
    DotProducts,
    ScoreWalks,
    dot_product_variance,
    histogram,
    score_walks,
)


@pytest.fixture(scope="module")
def products() -> DotProducts:
    return dot_product_variance()


@pytest.fixture(scope="module")
def walks() -> ScoreWalks:
    return score_walks()


def test_variance_of_dot_products_is_d(products: DotProducts) -> None:
    """A sum of d products of two normal numbers has variance d and excess kurtosis 6 / d."""
    d = np.array(products.dimensions)
    standard_error = d * np.sqrt((2 + 6 / d) / products.products.shape[1])
    assert (np.abs(products.variances - d) < 4 * standard_error).all()
    assert products.variances == pytest.approx(products.products.var(axis=1, ddof=1))


def test_dimensions_run_from_2_to_1024(products: DotProducts) -> None:
    assert products.dimensions == DIMENSIONS
    assert (DIMENSIONS[0], DIMENSIONS[-1]) == (2, 1024)


def test_the_same_seed_gives_the_same_numbers() -> None:
    first, again = (dot_product_variance((4,), 50, seed=5) for _ in range(2))
    other = dot_product_variance((4,), 50, seed=6)
    assert np.array_equal(first.products, again.products)
    assert not np.array_equal(first.products, other.products)


def test_walks_get_as_far_as_the_root_of_their_length(walks: ScoreWalks) -> None:
    """Eight thousand sums of d products of normal numbers: standard error by their kurtosis."""
    d, scores = walks.lengths, 8 * 1_000
    assert {1, 4, 16, 64, 256, 1024} <= set(d.tolist())
    error = np.sqrt(d) * np.sqrt((2 + 6 / d) / scores) / 2
    assert (np.abs(walks.plain.spread - np.sqrt(d)) < 5 * error).all()
    assert walks.divided.spread == pytest.approx(walks.plain.spread / np.sqrt(d))


def test_rows_die_as_heads_grow_wider_unless_divided(walks: ScoreWalks) -> None:
    dead = dict(zip(walks.lengths.tolist(), walks.plain.dead.tolist(), strict=True))
    assert dead[4] < 1 < 30 < dead[64] < 75 < dead[1024]
    assert walks.divided.dead[walks.lengths >= 64].max() == 0.0


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
        falling = row.T.softmax(dim=1).sort(dim=1, descending=True).values
        assert one.weights == pytest.approx(falling.numpy())
        raised = row[:, -1] + torch.tensor([0, 0.5, 0, 0, 0])
        assert one.nudged == pytest.approx(raised.softmax(0).numpy())


def test_the_row_that_is_followed_is_typical(walks: ScoreWalks) -> None:
    """A nudge moves nothing of it as it is, and much of it divided."""
    for one, low, high in ((walks.plain, 0.0, 1e-3), (walks.divided, 0.1, 0.5)):
        assert low <= np.abs(one.nudged - one.weights[-1]).max() < high


def test_results_cannot_be_changed(products: DotProducts) -> None:
    with pytest.raises(AttributeError):
        products.variances = np.zeros(10)
    with pytest.raises(ValueError, match="read-only"):
        products.variances[0] = 1


def test_impossible_experiments_are_refused() -> None:
    with pytest.raises(ValueError, match="d must be at least 1"):
        dot_product_variance((2, 0))
    with pytest.raises(ValueError, match="samples"):
        dot_product_variance((2,), samples=1)
    for size in ({"root": 0}, {"keys": 1}, {"rows": 23}):
        with pytest.raises(ValueError, match="must be at least 1"):
            score_walks(**size)


def test_division_by_the_root_of_d_makes_every_variance_one(products: DotProducts) -> None:
    d = np.array(products.dimensions)
    np.testing.assert_allclose(products.scaled[3], products.products[3] / math.sqrt(d[3]))
    np.testing.assert_allclose(products.scaled_variances, products.variances / d)


def test_a_histogram_counts_each_value_in_its_bin() -> None:
    assert histogram(np.array([-2.0, -1.5, -0.1, 0.5, 0.6, 2.0, 2.1]), 4, 2.0).tolist() == [
        2, 1, 2, 1
    ]  # fmt: skip
    values = dot_product_variance((4,), 500).products[0]
    counts = torch.histogram(torch.tensor(values), bins=10, range=(-5.0, 5.0)).hist
    assert histogram(values, 10, 5.0).tolist() == counts.tolist()
    with pytest.raises(ValueError, match="bins must be at least 1"):
        histogram(values, 0, 1.0)
