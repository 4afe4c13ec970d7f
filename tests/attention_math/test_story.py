"""What is followed, and what may be claimed of the numbers, on rows made to mislead."""

from __future__ import annotations

import numpy as np
import pytest

from attention_math.principal import sweep_query
from attention_math.softmax_steps import ONE, place_of, temperature_sweep, weights_in_words
from attention_math.story import (
    Pair,
    all_alike,
    came_true,
    changed_since,
    closing_entry,
    come_as_taught,
    contenders,
    decimals_of_scores,
    decimals_to_see,
    differing_heads,
    evens_out,
    fan_of,
    farthest_from,
    freed_row,
    heard_before,
    hidden_cells,
    in_order_of_looks,
    is_exception,
    keys_heard,
    keys_seen,
    largest_entry,
    leaders,
    leaders_hidden,
    looks,
    most_ahead,
    ranking,
    ranks,
    stammers,
    stays_ahead,
    telling_pair,
    told_first,
    turning_word,
)


@pytest.mark.parametrize(
    ("row", "places"),
    [
        ([0.1, 0.7, 0.2], [1]),
        ([0.4, 0.2, 0.4], [0, 2]),
        ([0.404, 0.2, 0.396], [0, 2]),  # both are read as 0.40
        ([0.25] * 4, [0, 1, 2, 3]),
        ([1.0, 0.0], [0]),
    ],
)
def test_who_leads_is_who_is_seen_to_lead(row: list[float], places: list[int]) -> None:
    assert leaders(np.array(row)) == places


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        # The surest of each key, in the order of the keys: 0.9 and not 0.6 on the second.
        ([[0.2, 0.6, 0.2], [0.8, 0.1, 0.1], [0.05, 0.9, 0.05], [0.1, 0.2, 0.7]], [1, 2, 3]),
        ([[0.1, 0.9], [0.4, 0.6]], [0]),  # both look at the same
        ([[0.1, 0.9], [0.6, 0.4]], [1, 0]),
        ([[0.9, 0.1], [0.9, 0.1]], [0]),  # of two alike, the first
        # Four keys are looked at most: the least sure head is left out.
        ((np.eye(4) * 0.5 + 0.1 * np.diag([0, 1, 2, 3]) + 0.01).tolist(), [1, 2, 3]),
    ],
)
def test_heads_are_chosen_that_look_at_different_words(
    rows: list[list[float]], heads: list[int]
) -> None:
    assert differing_heads(np.array(rows)) == heads
    assert differing_heads(np.array(rows), most=1)[0] in heads


def test_heads_stand_in_the_order_of_what_they_look_at() -> None:
    rows = np.array([[0.1, 0.2, 0.7], [0.8, 0.1, 0.1], [0.1, 0.0, 0.9], [0.2, 0.7, 0.1]])
    assert in_order_of_looks(rows) == [1, 3, 0, 2]


def test_what_changed_begins_after_the_last_word_that_did_not() -> None:
    before, after = (["la", "la", "chat", "la", "verte"], ["le", "la", "chat", "le", "vert"])
    assert changed_since(before, after, 4) == 3
    assert changed_since(before, after, 0) == 0


def test_rows_are_found_whose_leader_is_hidden() -> None:
    before = np.array([[0.1, 0.9], [0.7, 0.3]])
    after = np.array([[1.0, 0.0], [0.7, 0.3]])
    assert leaders_hidden(before, after, np.array([[True, False], [True, True]])) == [(0, 1, 0)]


@pytest.mark.parametrize(("listener", "found"), [(1, []), (2, [1]), (3, [1, 2]), (4, [])])
def test_who_hears_the_word_before_is_a_pattern_if_all_do(listener: int, found: list[int]) -> None:
    weights = np.array([[1, 0, 0, 0], [0.9, 0.1, 0, 0], [0, 0.8, 0.2, 0], [0.1, 0.6, 0.3, 0]])
    assert heard_before(weights, listener) == found


@pytest.mark.parametrize(
    ("scores", "found"),
    [
        ([2.0, 1.0, 0.0], True),
        ([2.0, 2.0, 0.0], True),
        ([2.0, 2.0, -40.0], False),
        ([1.0, 1.0, 1.0], False),
        ([900.0, 0.0, 0.0], False),
        ([3.0, -np.inf], False),
    ],
)
def test_temperature_is_said_to_do_what_is_seen(scores: list[float], found: bool) -> None:
    swept = temperature_sweep(np.array(scores))
    assert evens_out(swept.weights, place_of(swept.temperatures, ONE)) == found


@pytest.mark.parametrize("keys", [2, 3, 7])
def test_an_even_weight_is_neither_more_nor_less(keys: int) -> None:
    said = weights_in_words(np.array([1 / keys, 1.0]), keys)
    assert said == ["about an even share", "most of the weight"]


def test_keys_are_heard_from_a_weight_on() -> None:
    assert keys_heard(np.array([0.05, 0.049, 0.9, 0.001]), 0.05) == [0, 2]


# --- what is followed ----------------------------------------------------------------------------

SPREAD = np.array([[0.9, 0.05, 0.05], [0.25, 0.4, 0.35], [0.2, 0.6, 0.2]])


def test_every_query_looks_at_its_largest_weight() -> None:
    assert looks(SPREAD) == [Pair(0, 0), Pair(1, 1), Pair(2, 1)]


def test_the_story_is_the_least_certain_query_that_can_be_read() -> None:
    assert telling_pair(SPREAD, lambda pair: pair.query != 1) == Pair(2, 1)
    assert telling_pair(SPREAD, lambda _: True) == Pair(1, 1)


def test_without_a_legible_question_the_story_looks_elsewhere_if_any_query_does() -> None:
    assert telling_pair(SPREAD, lambda _: False) == Pair(2, 1)
    assert telling_pair(np.eye(3), lambda _: False) == Pair(0, 0)


def test_a_contest_is_told_by_its_best_two_its_last_and_who_asks() -> None:
    scores, all_seen = np.array([0.5, 3.0, -7.0, 4.0, 1.0]), np.ones(5, dtype=bool)
    assert contenders(scores, all_seen, 4) == [3, 1, 2, 4]
    assert contenders(scores, all_seen, 3) == [3, 1, 2]  # each once
    assert contenders(scores, np.array([True, True, False, False, True]), 1) == [1, 4, 0]
    assert contenders(scores, all_seen, 5) == [3, 1, 2]  # of another sentence


def test_a_mask_has_something_to_take_from_its_story() -> None:
    visible = np.tri(3, dtype=bool)
    assert freed_row(np.full((3, 3), 1 / 3), visible) == 1  # the first row has nobody to share with
    assert freed_row(np.eye(2)[::-1], np.tri(2, dtype=bool)) == 0  # unless no other loses anything
    assert most_ahead(np.array([0.5, 0.1, 0.15, 0.25]), 1) == [3]
    assert [keys_seen(row) for row in np.where(visible, SPREAD, -np.inf)] == [1, 2, 3]
    assert hidden_cells(visible) == [Pair(0, 1), Pair(0, 2), Pair(1, 2)]
    assert hidden_cells(np.ones((2, 2), dtype=bool)) == []


def test_a_fan_ends_where_another_key_draws_level() -> None:
    key = np.array([[2.0, 0.0], [0.0, 2.0], [-1.0, -1.0]])  # equal lengths: half-way between two
    scores = sweep_query(np.array([1.0, 0.0]), key, steps=360).scores
    first, last = fan_of(scores, 0, 0)
    assert (first + 360, last) == pytest.approx((360 - 71.6, 45), abs=1)  # tan 71.6 = 3
    assert fan_of(scores, 0, 360) == (first + 360, last + 360)
    assert stays_ahead(scores, 0, first, last)
    assert not stays_ahead(scores, 0, first - 1, last)
    assert not stays_ahead(scores, 0, first, last + 1)
    assert fan_of(scores[:, :1], 0, 0) == (0, 360)


def test_the_largest_entry_is_one_that_is_shown() -> None:
    assert largest_entry(np.array([1.0, -3.0, 2.0, 9.0]), [0, 1, 2]) == 1


def test_a_product_is_shown_that_closes_at_its_decimals() -> None:
    """By hand: −1.074 · 0.784 is −0.842, but −1.07 · 0.78 is −0.8346."""
    vector = np.array([0.784, 0.5, 0.25])
    assert closing_entry(vector, -1.074) == 2
    assert closing_entry(vector[:1], -1.074) == 0  # none does


@pytest.mark.parametrize(
    ("hidden", "due"),
    [
        ([["la", "b"], ["le", "b"]], Pair(0, 1)),
        ([["la", "b"], ["la", "b"]], None),  # nothing turns it
        ([["le", "b"], ["le", "b"]], None),  # more than one word does
        ([["le", "b"], ["la", "b"]], None),  # none but itself does
        ([["la", "b"], ["un", "b"]], None),  # not into what the other nouns make of it
    ],
)
def test_a_word_turns_with_one_other(hidden: list[list[str]], due: Pair | None) -> None:
    assert turning_word(["la", "b"], hidden, ["le", "c"], [False, True]) == due


def test_of_several_words_that_turn_a_telling_one_is_taken() -> None:
    hidden = [["la", "belle", "b"], ["la", "belle", "b"], ["le", "beau", "b"]]
    written = ["la", "belle", "b"], hidden, ["le", "beau", "c"]
    assert turning_word(*written, [False, True, False]) == Pair(1, 2)
    assert turning_word(*written, [False, False, False]) == Pair(0, 2)


def test_a_small_number_is_written_with_the_decimals_that_show_it() -> None:
    assert [decimals_to_see(x) for x in (94.9, 0.006, 0.004, 0.0004, 1e-9)] == [2, 2, 3, 4, 4]


def test_words_that_are_told_of_come_first_and_keep_their_order() -> None:
    words = ["cat", "car", "dog", "box"]
    assert told_first([3, 0, 2, 1], words, ["car", "cat"]) == [0, 1, 3, 2]
    assert told_first([2, 3], words, []) == [2, 3]


def test_scores_of_three_digits_have_no_decimals() -> None:
    assert [decimals_of_scores(one) for one in (0.0, 99.94, 99.96, 395.3)] == [1, 1, 0, 0]


def test_two_texts_are_alike_word_by_word() -> None:
    assert all_alike(np.array(["la", "verte"]), np.array(["la", "verte"]))
    assert not all_alike(np.array(["la", "verte"]), np.array(["le", "verte"]))
    assert not all_alike(np.array(["la", "verte"]), np.array(["la", "verte", "."]))


def test_each_guess_is_held_against_the_true_word() -> None:
    guesses, words = np.array(["small", "flies", "the"]), np.array(["pilot", "flies", "the"])
    assert came_true(guesses, words).tolist() == [False, True, True]


def test_shares_come_as_taught_if_each_is_near_its_share_of_what_was_counted() -> None:
    counts = np.array([8, 1, 1, 0])
    assert come_as_taught(np.array([0.81, 0.11, 0.08, 0.0]), counts)
    assert not come_as_taught(np.array([0.74, 0.11, 0.15, 0.0]), counts)
    assert not come_as_taught(np.array([0.81, 0.11, 0.08, 0.0]), 0 * counts)


def test_who_stands_where_most_fall_is_an_exception() -> None:
    one, other = np.array(["la", "verte"]), np.array(["le", "vert"])
    assert is_exception(one, one, 12, 60)
    assert not is_exception(one, one, 30, 60)
    assert not is_exception(one, other, 12, 60)


def test_whoever_says_a_word_three_times_running_stammers() -> None:
    assert stammers(np.array(["oh", "le", "le", "le"]))
    assert not stammers(np.array(["le", "chat", "le", "chat", "le", "le"]))
    assert not stammers(np.array(["le", "le"]))


def test_the_farthest_place_is_on_either_side_and_never_the_own() -> None:
    assert farthest_from(np.array([0.5, 1.0, 3.0, -2.0]), 1) == [3]
    assert farthest_from(np.array([0.5, 1.0, 5.0, -2.0]), 1) == [2]
    assert farthest_from(np.array([1.0, 1.0]), 0) == [1]  # if they lie at one place, the other


def test_a_ranking_begins_with_the_heaviest_and_keeps_the_order_of_those_alike() -> None:
    row = np.array([0.1, 0.4, 0.1, 0.4])
    assert ranking(row) == [1, 3, 0, 2]
    assert ranks(row) == [2, 0, 3, 1]
