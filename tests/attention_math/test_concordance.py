"""What is read of a measured word: cut sentences, a dictionary's rows, a misplaced one."""

from __future__ import annotations

import pytest

from attention_math.concordance import (
    concordance,
    dictionary,
    measured_model,
    misled_sentence,
    opening_sentences,
)
from attention_math.senses import sense_labels, senses_of
from renders.checks.derivations import DERIVATIONS

WORDS = ("mole", "bank")


@pytest.mark.parametrize("word", WORDS)
def test_parts_join_to_the_sentence_or_to_its_beginning(word: str) -> None:
    told = concordance(word, 30)
    sentences = [one for sense in senses_of(word) for one in sense.sentences]
    for *parts, whole in zip(*told, sentences, strict=True):
        joined = " ".join(parts).replace(f"{word} .", f"{word}.")
        assert joined == whole or (joined.endswith(" …") and whole.startswith(joined[:-2]))
        assert len(parts[-1]) <= 30


def test_rows_of_the_dictionary_are_short_and_lose_no_word() -> None:
    told = dictionary("mole", 28)
    assert told.names.tolist() == ["animal", "chemistry", "skin"]
    for rows, sense in zip(told.lines, senses_of("mole"), strict=True):
        assert " ".join(filter(None, rows)) == sense.line
        assert max(map(len, rows)) <= 28


def test_the_plane_moves_a_spot_of_the_skin_to_the_animal() -> None:
    told, (number, true, seen) = concordance("mole", 80), misled_sentence("mole").numbers
    assert "on your skin" in told.after[number]
    assert "shrew" in told.before[seen] and "cheek" in told.after[true]


def test_a_plane_only_shortens_and_here_it_turns_two_distances_round() -> None:
    _, flat, full = misled_sentence("mole")
    assert (flat < full).all()
    assert flat[0] > flat[1] and full[0] < full[1]


def test_of_a_bank_the_plane_tells_the_truth() -> None:
    with pytest.raises(ValueError, match="no sentence of 'bank'"):
        misled_sentence("bank")


def test_the_word_enters_the_opening_sentences_at_one_place_or_beside_it() -> None:
    told = concordance("mole", 80)
    chosen = opening_sentences("mole")
    before = [len(told.before[one].replace("shrew", "sh rew").split()) for one in chosen]
    assert sense_labels("mole")[chosen].tolist() == [1, 2, 0]  # from the top, as they end
    assert before == [3, 4, 4]


def test_an_unmeasured_word_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="unknown word 'crane'"):
        concordance("crane", 50)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("most", [20, 28, 50])
def test_both_recipes_say_the_same(word: str, most: int) -> None:
    for function in (concordance, dictionary):
        again = DERIVATIONS[function.__name__](word, most)
        for name, texts in function(word, most)._asdict().items():
            assert texts.tolist() == again[name].tolist()
    assert opening_sentences(word).tolist() == DERIVATIONS["opening_sentences"](word).tolist()
    assert str(measured_model()) == str(DERIVATIONS["measured_model"]())
