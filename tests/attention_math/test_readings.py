"""What a query asks is said only where training makes it legible."""

from __future__ import annotations

import pytest

from attention_math.readings import (
    adjective_forms,
    exchanged,
    exchanged_words,
    falling_adjective,
    is_feminine,
    kept_place,
    noun_places,
    nouns_to_exchange,
    question_of,
    twin,
    two_nouns,
)


def test_only_what_the_model_was_trained_to_ask_is_put_into_words() -> None:
    assert question_of("agreement", "white", "cat") == "which noun is mine?"
    assert question_of("agreement", "the", "car") == "which noun is mine?"
    assert question_of("agreement", "sees", "cat") is None
    assert question_of("agreement", "white", "sees") is None
    assert question_of("translator", "white", "cat") is None


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("the white cat sees the green car", [2, 2, None, None, 6, 6, None]),
        ("the sky is blue", [1, None, None, None]),
        ("the cat sat on mat", [1, None, None, None, None]),
        ("the very white cat", [None, None, 3, None]),
        ("", []),
    ],
)
def test_a_determiner_belongs_to_the_next_noun(words: str, places: list[int | None]) -> None:
    assert noun_places(words.split()) == places


def test_an_adjective_has_two_forms() -> None:
    assert adjective_forms("white") == ("blanc", "blanche")
    assert adjective_forms("cat") is None


@pytest.mark.parametrize(
    ("sentence", "twin"),
    [
        ("the white cat sees the green car", "the white car sees the green cat"),
        ("The cat  sees the dog and the cow", "the cow sees the dog and the cat"),
        ("the cat sees the dog", None),
        ("the sky is blue", None),
    ],
)
def test_nouns_of_two_genders_are_exchanged(sentence: str, twin: str | None) -> None:
    places = nouns_to_exchange(sentence.lower().split())
    assert (exchanged(sentence, *places) if places else None) == twin


def test_a_word_that_is_not_there_is_not_exchanged() -> None:
    with pytest.raises(ValueError, match="there is no word 2 in 'the cat'"):
        exchanged("the cat", 0, 2)


def test_words_change_places() -> None:
    words = ["the", "white", "car", "sees", "the", "green", "cat"]
    assert " ".join(exchanged_words(words, 2, 6)) == "the white cat sees the green car"
    assert [is_feminine(word) for word in ("car", "cat", "sees")] == [True, False, False]


def test_the_last_noun_that_is_another_is_found() -> None:
    assert two_nouns(["the", "cat", "sees", "the", "dog", "and", "the", "cat"]) == (1, 4)
    assert two_nouns(["the", "cat", "sees", "the", "cat"]) is None
    assert two_nouns(["birds", "sing"]) is None


@pytest.mark.parametrize(
    ("sentence", "other", "kept"),
    [
        ("the white cat sees the green car", "the white car sees the green cat", 1),
        ("Heavy box", "heavy cat", 0),
        ("my big dog", "my big car", 1),
        ("the cat sees the dog", "the car sees the dog", 0),
        ("cat sees", "car sees", 1),
    ],
)
def test_a_twin_has_a_noun_of_the_other_gender(sentence: str, other: str, kept: int) -> None:
    assert twin(sentence) == other
    assert kept_place(sentence.lower().split(), other.split()) == kept


def test_a_twin_needs_a_noun_and_a_word_beside_it() -> None:
    with pytest.raises(ValueError, match="'sees the' has none of the nouns"):
        twin("sees the")
    with pytest.raises(ValueError, match="no word that its twin keeps"):
        kept_place(["cat", "car"], ["car", "cat"])


def test_the_last_adjective_that_falls_is_found_with_its_noun() -> None:
    words = ["the", "white", "cat", "sees", "the", "green", "car"]
    free = ["le", "blanc", "chat", "voit", "la", "verte", "voiture"]
    fallen = ["le", "blanc", "chat", "voit", "le", "vert", "voiture"]
    assert falling_adjective(words, free, fallen) == (5, 6)
    assert falling_adjective(words, fallen, free) is None
