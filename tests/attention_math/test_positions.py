from __future__ import annotations

import math

import numpy as np
import pytest

from attention_math.embedding import sinusoidal_positions
from attention_math.positions import (
    hands_apart,
    position_products,
    sinusoid_table,
    wavelengths,
)


def test_the_table_follows_the_papers_formula() -> None:
    table = sinusoid_table(50, 6)
    for place, pair in ((0, 0), (7, 1), (49, 2)):
        angle = place / 10000 ** (2 * pair / 6)
        assert table[place, 2 * pair] == pytest.approx(math.sin(angle), abs=1e-12)
        assert table[place, 2 * pair + 1] == pytest.approx(math.cos(angle), abs=1e-12)


def test_the_model_reads_the_same_table() -> None:
    expected = sinusoid_table(20, 8).astype(np.float32)
    np.testing.assert_array_equal(sinusoidal_positions(20, 8).numpy(), expected)


def test_between_two_places_the_waves_go_on() -> None:
    fine = sinusoid_table(4, 2, 10)
    assert len(fine) == 31
    assert fine[25] == pytest.approx([math.sin(2.5), math.cos(2.5)])
    np.testing.assert_allclose(fine[::10], sinusoid_table(4, 2), atol=1e-15)


def test_a_pair_of_waves_begins_again_after_its_wavelength() -> None:
    assert wavelengths(8) == pytest.approx([6.283185, 62.83185, 628.3185, 6283.185], rel=1e-6)
    step = 2 * np.pi / wavelengths(6)
    table = sinusoid_table(2, 6)
    np.testing.assert_allclose(table[1], np.stack([np.sin(step), np.cos(step)], 1).ravel())


def test_products_depend_on_distance_alone() -> None:
    """The sum of sin a sin b + cos a cos b over the pairs is the sum of cos(a - b)."""
    products = position_products(12, 8)
    for first, second in np.ndindex(12, 12):
        expected = sum(math.cos((first - second) / 10**pair) for pair in range(4))
        assert products[first, second] == pytest.approx(expected)


def test_places_are_as_far_apart_as_the_law_of_cosines_says() -> None:
    """Each pair of entries has length 1: |p - q|² = 8 - 2 p·q, with the published products."""
    apart = np.hypot.reduce(hands_apart(7, 8, 2))
    assert apart[[0, 8, 12]] == pytest.approx([0, math.sqrt(8 - 2 * 2.27), math.sqrt(8 - 2 * 3.78)],
                                              abs=0.01)  # fmt: skip


def test_a_hand_half_round_is_as_far_as_it_gets_and_a_slow_one_has_hardly_moved() -> None:
    quick, *_, slow = hands_apart(4, 8)[:, 3]
    assert quick == pytest.approx(2 * math.sin(1.5))
    assert slow == pytest.approx(0.003, abs=1e-6)


@pytest.mark.parametrize("sizes", [(0, 4), (3, 0), (3, 5), (3, 4, 0)])
def test_impossible_tables_are_refused(sizes: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="even d_model"):
        sinusoid_table(*sizes)
