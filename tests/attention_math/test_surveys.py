from __future__ import annotations

import numpy as np
import pytest

from attention_math.surveys import Surveys, habits_of, load_surveys, place_of


@pytest.fixture(scope="module")
def surveys() -> Surveys:
    return load_surveys()


def test_the_translator_needs_what_the_second_program_said(surveys: Surveys) -> None:
    found = dict(zip(surveys.unplugged.tolist(), surveys.exact.tolist(), strict=True))
    assert surveys.translated == found["nothing"] == found["encoder self-attention"] == 60
    assert (found["decoder self-attention"], found["both"]) == (45, 12)
    assert found["cross-attention"] == found["feed-forward"] == 0


def test_one_head_finds_nouns_and_one_the_word_before(surveys: Surveys) -> None:
    assert surveys.noun_share.argmax() + 1 == 3
    assert surveys.noun_share[2] == pytest.approx(0.80, abs=0.02)
    assert surveys.noun_named[2] > 0.95 * surveys.named_in
    assert surveys.previous_share.argmax() + 1 == 7
    assert surveys.previous_share[6] == pytest.approx(0.65, abs=0.02)


def test_a_head_is_named_by_more_than_half_of_the_sentences(surveys: Surveys) -> None:
    counted = surveys.noun_named, surveys.previous_named, surveys.named_in
    habits = habits_of(*counted, (6, 2, 5))
    assert habits.counts.tolist() == [196, 200, 80]
    assert habits.hears_last.tolist() == [True, False, False]
    assert habits.is_named.tolist() == [True, True, False]
    even = habits_of(np.array([100, 101, 99]), np.array([0, 0, 99]), 200, (0, 1, 2))
    assert even.is_named.tolist() == [False, True, False]
    assert not even.hears_last.any()


def test_a_part_is_found_by_its_name(surveys: Surveys) -> None:
    assert surveys.exact[place_of("both", surveys.unplugged)] == 12
    with pytest.raises(ValueError, match="is not in list"):
        place_of("norm", surveys.unplugged)
