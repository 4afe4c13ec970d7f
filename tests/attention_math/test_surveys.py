from __future__ import annotations

import numpy as np
import pytest

from attention_math.surveys import Surveys, habit_of, load_surveys, place_of


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


def test_a_habit_is_what_a_head_does_in_more_sentences_than_anything_else(
    surveys: Surveys,
) -> None:
    habits = [habit_of(surveys.hears[:, head], 40) for head in (6, 2, 5)]
    assert [one.place for one in habits] == [0, 2, 3]  # the word before, the noun, the verb
    assert [one.count for one in habits] == [200, 129, 166]
    few = habit_of(np.array([4, 1, 4]), 2)
    assert (few.place, few.parts.tolist(), few.count) == (4, [1, 1], 2)


def test_all_sentences_are_of_one_frame(surveys: Surveys) -> None:
    assert surveys.words.shape == (surveys.named_in, 7)
    assert (surveys.words[:, [0, 4]] == "the").all()
    assert set(surveys.words[:, 3]) == {"finds", "hides", "likes", "sees", "wants"}


def test_a_part_is_found_by_its_name(surveys: Surveys) -> None:
    assert surveys.exact[place_of("both", surveys.unplugged)] == 12
    with pytest.raises(ValueError, match="is not in list"):
        place_of("norm", surveys.unplugged)
