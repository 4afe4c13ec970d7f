"""Words and waves are chosen from the sentence, and places compared by what hands do."""

from __future__ import annotations

import math

import numpy as np
import pytest

from attention_math.places import (
    Places,
    comes_round,
    entries_apart,
    half_turn,
    how_often,
    moving_word,
    shown_waves,
)
from attention_math.positions import wavelengths


def test_a_repeated_word_moves_between_its_places() -> None:
    assert moving_word(["the", "cat", "sees", "the", "car"], asking=1) == Places(3, 0, 3)


@pytest.mark.parametrize(
    ("place", "often"), [(0, (False, False)), (1, (True, False)), (3, (False, True))]
)
def test_a_word_is_counted_in_its_sentence(place: int, often: tuple[bool, bool]) -> None:
    """Of “the cat the bird the bird” the first stands three times."""
    words = np.array(["the", "cat", "the", "bird", "the", "bird"])
    assert how_often(words, place) == often


@pytest.mark.parametrize(("asking", "places"), [(2, Places(2, 0, 2)), (0, Places(0, 2, 0))])
def test_without_one_the_query_moves_to_an_end(asking: int, places: Places) -> None:
    assert moving_word(("my", "heavy", "box"), asking) == places


def test_waves_come_in_pairs_from_the_quickest_to_the_slowest() -> None:
    assert shown_waves(8, 8) == list(range(8))
    assert shown_waves(6, 8) == list(range(6))
    assert shown_waves(64, 8) == [0, 1, 20, 21, 42, 43, 62, 63]


def test_the_third_wave_of_eight_entries_has_turned_after_629_places() -> None:
    """2π · 100 = 628.3 places, and none before: 10000^(4/8) is 100."""
    assert half_turn(wavelengths(8), 2) == 315 == math.ceil(100 * math.pi)


def test_to_the_first_hand_alone_six_places_apart_are_nearer_than_four() -> None:
    apart = np.array([[2 * abs(math.sin(d / 10**hand / 2)) for d in range(8)] for hand in range(4)])
    assert all(comes_round(apart, 4, 6, slower) for slower in (1, 2, 3))
    assert not comes_round(apart, 0, 6, 1)
    assert not comes_round(apart, 4, 6, 0)


def test_entries_that_differ_least_are_not_told() -> None:
    first = np.array([0.0, 1.0, 2.0, 3.0])
    assert entries_apart(first, first + [2.0, 0.1, 0.0, -0.3]) == [0, 3]
