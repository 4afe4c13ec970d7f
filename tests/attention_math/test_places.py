"""Places that are shown are inside the table, and as far apart as is said."""

from __future__ import annotations

import numpy as np
import pytest

from attention_math.places import (
    NEAR,
    Places,
    moving_word,
    other_distance,
    same_distance,
    shown_waves,
)
from attention_math.positions import position_products


def test_a_repeated_word_moves_between_its_places() -> None:
    assert moving_word(["the", "cat", "sees", "the", "car"], asking=1) == Places(3, 0, 3)


@pytest.mark.parametrize(("asking", "places"), [(2, Places(2, 0, 2)), (0, Places(0, 2, 0))])
def test_without_one_the_query_moves_to_an_end(asking: int, places: Places) -> None:
    assert moving_word(("my", "heavy", "box"), asking) == places


def test_waves_come_in_pairs_from_the_quickest_to_the_slowest() -> None:
    assert shown_waves(8, 8) == list(range(8))
    assert shown_waves(6, 8) == list(range(6))
    assert shown_waves(64, 8) == [0, 1, 20, 21, 42, 43, 62, 63]


@pytest.mark.parametrize(("first", "second"), [(0, 3), (3, 0), (6, 0), (0, 23), (23, 0)])
def test_pairs_at_one_distance_stay_inside_the_table(first: int, second: int) -> None:
    stops = same_distance(first, second, places=24, stops=3)
    assert stops[0] == (first, second)
    assert {one - other for one, other in stops} == {first - second}
    assert all(0 <= place < 24 for stop in stops for place in stop)


def test_the_other_distance_is_the_one_that_differs_most() -> None:
    products = position_products(24, 8)
    stops = other_distance(products, 0, 3, stops=3)
    (apart,) = {second - first for first, second in stops}
    differences = [abs(products[0, d] - products[0, 3]) for d in range(1, NEAR)]
    assert differences[apart - 1] == max(differences)
    assert np.ptp([first for first, _ in stops]) == 23 - apart
