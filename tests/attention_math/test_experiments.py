from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from attention_math.experiments import (
    DIMENSIONS,
    DotProducts,
    Saturation,
    dot_product_variance,
    histogram,
    softmax_saturation,
)


@pytest.fixture(scope="module")
def products() -> DotProducts:
    return dot_product_variance()


@pytest.fixture(scope="module")
def saturation() -> Saturation:
    return softmax_saturation(rows=400)


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


def test_without_scaling_softmax_becomes_one_hot(saturation: Saturation) -> None:
    unscaled = saturation.unscaled
    assert (np.diff(unscaled.largest) > 0).all()
    assert (np.diff(unscaled.entropy) < 0).all()
    assert unscaled.largest[-1] > 0.95
    assert unscaled.entropy[-1] < 0.1
    assert unscaled.gradient[-1] < 0.2 * unscaled.gradient[0]


def test_with_scaling_nothing_depends_on_d(saturation: Saturation) -> None:
    scaled = saturation.scaled
    wide = np.array(saturation.dimensions) >= 16
    for measured in (scaled.largest, scaled.entropy, scaled.gradient):
        assert np.ptp(measured[wide]) < 0.1 * measured[wide].mean()
    assert (scaled.gradient[-1] / saturation.unscaled.gradient[-1]) > 5


def test_measures_agree_with_torch() -> None:
    measured = softmax_saturation((16,), keys=5, rows=1, seed=2)
    generator = np.random.default_rng(2)
    scores = torch.tensor(generator.standard_normal((5, 16)) @ generator.standard_normal(16))
    weights = scores.softmax(0)
    jacobian = torch.autograd.functional.jacobian(lambda row: row.softmax(0), scores)
    assert measured.unscaled.gradient[0] == pytest.approx(float(jacobian.norm()))
    assert measured.unscaled.largest[0] == pytest.approx(float(weights.max()))
    entropy = torch.distributions.Categorical(probs=weights).entropy()
    assert measured.unscaled.entropy[0] == pytest.approx(float(entropy))
    assert measured.unscaled.typical[0] == pytest.approx(weights.sort(descending=True)[0].numpy())


def test_rows_die_as_heads_grow_wider_unless_divided() -> None:
    """The published shares: none at 4, four rows in five at 1,024, none once divided."""
    saturation = softmax_saturation()
    assert saturation.unscaled.dead[[1, -1]] == pytest.approx([0.6, 80.9])
    assert not saturation.scaled.dead.any()


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
    with pytest.raises(ValueError, match="keys must be at least 1"):
        softmax_saturation((2,), keys=0)


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
