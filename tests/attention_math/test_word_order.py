"""The order of looks and the words that turn, on tables small enough to read."""

from __future__ import annotations

import numpy as np
import pytest

from attention_math.word_order import (
    Way,
    crossing_rows,
    is_in_order,
    leaps_over,
    looks_past,
    turned_together,
    way_from_before,
)


def looking(*keys: int) -> np.ndarray:
    """Make rows of weights, each of which looks mostly at one key."""
    return np.where(np.eye(max(keys) + 1)[list(keys)], 0.7, 0.1)


@pytest.mark.parametrize(
    ("keys", "crossing"),
    [
        ((0, 1, 2), []),
        ((0, 1, 1, 2), []),  # two words from one cross nothing
        ((0, 2, 1, 3), [1, 2]),
        ((2, 0, 1), [0, 1, 2]),
    ],
)
def test_looks_cross_where_a_later_one_goes_to_an_earlier_word(
    keys: tuple[int, ...], crossing: list[int]
) -> None:
    assert crossing_rows(looking(*keys)) == crossing
    assert is_in_order(looking(*keys)) == (not crossing)


def test_a_leap_passes_over_the_word_that_would_have_been_next() -> None:
    weights = looking(0, 2, 1, 3)
    assert leaps_over(weights, 1) == [1]
    assert leaps_over(weights, 2) == []
    assert leaps_over(looking(0, 1), 1) == []
    ways = [way_from_before(looking(0, 2, 3, 3, 1), row) for row in range(1, 5)]
    leaps, goes_on, stays = (
        Way(True, False, False),
        Way(False, True, False),
        Way(False, False, True),
    )
    assert ways == [leaps, goes_on, stays, stays]


def test_a_look_at_a_word_is_not_past_it() -> None:
    assert looks_past(looking(0, 2)[1], 1)
    assert not looks_past(looking(0, 2)[1], 2)
    assert not looks_past(np.array([0.5, 0.5]), 0)


def test_only_what_no_change_alone_turns_hangs_on_all_of_them() -> None:
    apart = ["la", "vert", "chat"], ["la", "verte", "chat"]
    assert turned_together(["la", "verte", "chat"], apart, ["le", "vert", "chat"]) == [0]
