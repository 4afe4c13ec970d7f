"""Tokens as readers know them: no mark of any tokenizer, spaces only where they matter."""

from __future__ import annotations

import pytest
from transformers import PreTrainedTokenizerFast

from attention_math.huggingface.reading import read_ids, read_text
from tests.guests import bytewise, metaspaced


@pytest.fixture(scope="module")
def bytes_() -> PreTrainedTokenizerFast:
    return bytewise("the", "cat")


@pytest.fixture(scope="module")
def spaced() -> PreTrainedTokenizerFast:
    return metaspaced("the", "cat")


def test_pieces_of_words_lose_their_mark(tokenizer: PreTrainedTokenizerFast) -> None:
    read = read_text(tokenizer, "the unlikely cat")
    assert read.tokens == ("[CLS]", "the", "un", "##likely", "cat", "[SEP]")
    assert read.shown == ("[CLS]", "the", "un", "likely", "cat", "[SEP]")
    assert read.special == (True, False, False, False, False, True)
    assert read.ids == (2, 4, 8, 9, 6, 3)


def test_spaces_before_words_are_not_shown(
    bytes_: PreTrainedTokenizerFast, spaced: PreTrainedTokenizerFast
) -> None:
    assert read_text(bytes_, "the cat").tokens == ("the", "Ġcat")
    assert read_text(bytes_, "the cat").shown == ("the", "cat")
    assert read_text(spaced, "the cat").tokens == ("▁the", "▁cat")
    assert read_text(spaced, "the cat").shown == ("the", "cat")


def test_the_space_shows_where_it_alone_tells_two_tokens_apart(
    bytes_: PreTrainedTokenizerFast,
) -> None:
    assert read_text(bytes_, "cat the cat").shown == ("cat", "the", "␣cat")
    assert read_text(bytes_, "cat cat").shown == ("cat", "␣cat")


def test_what_is_nothing_but_space_is_seen(bytes_: PreTrainedTokenizerFast) -> None:
    assert read_text(bytes_, "the\ncat").shown == ("the", "⏎", "cat")
    assert read_text(bytes_, "the  cat").shown == ("the", "␣", "cat")


@pytest.mark.parametrize("character, count", [("é", 2), ("猫", 3)])
def test_bytes_that_form_a_character_are_that(
    character: str,
    count: int,
    bytes_: PreTrainedTokenizerFast,
    spaced: PreTrainedTokenizerFast,
) -> None:
    parts = tuple(f"{character} {number}/{count}" for number in range(1, count + 1))
    assert read_text(bytes_, f"the{character}").shown == ("the", *parts)
    assert read_text(spaced, f"the {character}").shown[-count:] == parts


def test_a_lone_byte_is_called_one(
    bytes_: PreTrainedTokenizerFast, spaced: PreTrainedTokenizerFast
) -> None:
    first = bytes_.convert_tokens_to_ids(["the", "Ã", "Ġcat"])  # what GPT-2 writes for byte C3
    assert read_ids(bytes_, first).shown == ("the", "byte C3", "cat")
    assert read_ids(spaced, spaced.convert_tokens_to_ids(["<0xC3>"])).shown == ("byte C3",)
