from __future__ import annotations

from pathlib import Path

import pytest

from attention_math.registry import FOLDER
from attention_math.tokens import Vocabulary, normalise, split_words


@pytest.fixture(scope="module")
def english() -> Vocabulary:
    return Vocabulary.load(FOLDER / "english.json")


def test_text_is_normalised() -> None:
    assert normalise("  Don\u2019t   STOP\n") == "don't stop"
    assert normalise("e\u0301te\u0301") == "\u00e9t\u00e9"


def test_punctuation_stands_alone() -> None:
    assert split_words("Don't!") == ["don", "'", "t", "!"]


def test_dont_is_three_tokens_of_the_shipped_vocabulary(english: Vocabulary) -> None:
    tokens = english.encode("Don't")
    assert tokens.words == ("don", "'", "t")
    assert len(tokens) == len(tokens.ids) == 3


def test_a_rare_word_is_cut_into_pieces(english: Vocabulary) -> None:
    words = english.encode("attentiveness").words
    assert len(words) > 1
    assert all(piece.startswith("##") for piece in words[1:])
    assert "".join(piece.removeprefix("##") for piece in words) == "attentiveness"


def test_a_character_never_seen_becomes_its_bytes(english: Vocabulary) -> None:
    tokens = english.encode("\u4e2d")
    assert tokens.words == ("<0xE4>", "<0xB8>", "<0xAD>")
    assert english.decode(list(tokens.ids)) == "\u4e2d"


@pytest.mark.parametrize(
    "text", ["the sky is blue", "don't worry", "the cat sat on mat", "attentiveness is rare"]
)
def test_decoding_undoes_encoding(english: Vocabulary, text: str) -> None:
    assert english.decode(list(english.encode(text).ids)) == text


def test_decoding_leaves_out_what_is_no_text(words: Vocabulary) -> None:
    ids = [words.start, *words.encode("the cat").ids, words.end, words.pad]
    assert words.decode(ids) == "the cat"


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_sentence_is_refused(words: Vocabulary, english: Vocabulary, text: str) -> None:
    for vocabulary in (words, english):
        with pytest.raises(ValueError, match="the sentence is empty"):
            vocabulary.encode(text)


def test_a_sentence_that_is_too_long_is_refused(words: Vocabulary) -> None:
    assert len(words.encode("the cat", max_length=2)) == 2
    with pytest.raises(ValueError, match="has 3 tokens; the limit is 2"):
        words.encode("the white cat", max_length=2)


def test_an_unknown_word_is_refused_with_those_that_are_known(words: Vocabulary) -> None:
    with pytest.raises(ValueError, match="unknown word 'zebra'; this model knows: a, car, cat"):
        words.encode("the zebra")


def test_a_vocabulary_survives_being_saved(words: Vocabulary, tmp_path: Path) -> None:
    path = tmp_path / "words.json"
    words.save(path)
    loaded = Vocabulary.load(path)
    assert loaded.encode("the white cat") == words.encode("the white cat")
    assert (len(loaded), loaded.pad, loaded.start, loaded.end) == (len(words), 0, 1, 2)


@pytest.mark.parametrize("text", [None, "", "{", "{}"])
def test_a_damaged_vocabulary_is_one_clear_line(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "words.json"
    if text is not None:
        path.write_text(text)
    with pytest.raises(ValueError, match="cannot be read") as caught:
        Vocabulary.load(path)
    assert "\n" not in str(caught.value)


def test_sub_words_are_learnt_from_the_text(subwords: Vocabulary) -> None:
    assert len(subwords) > 500
    assert subwords.encode("the white cat").words == ("the", "white", "cat")
