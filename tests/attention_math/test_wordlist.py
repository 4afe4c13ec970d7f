"""The tokenizer's own file, read without the tokenizer, says the same as the tokenizer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from attention_math.registry import load_model
from attention_math.shipped import MODELS
from attention_math.tokens import split_words
from attention_math.training.grammar import sentences
from attention_math.wordlist import (
    built_pieces,
    count_pieces,
    count_words,
    is_cut_inside,
    merge,
    merge_rules,
    merge_steps,
    most_telling_piece,
    sentence_words,
    vocabulary_ids,
    whole_words,
    word_list,
    words_of,
)

RARE = ["unicorn", "aardvark", "nightingale", "mississippi", "aaaa", "naïve", "жук", "猫", "x"]


@pytest.mark.parametrize("model", MODELS)
def test_every_token_stands_at_its_id(model: str) -> None:
    tokenizer = load_model(model).source_vocabulary.tokenizer
    words = word_list(model)
    assert dict(enumerate(words.tokens)) == {i: t for t, i in tokenizer.get_vocab().items()}
    assert vocabulary_ids(model)[-1] + 1 == len(words) == tokenizer.get_vocab_size()


def test_merging_by_hand_ends_where_the_tokenizer_ends() -> None:
    words, vocabulary = word_list("translator"), load_model("translator").source_vocabulary
    common = {p for pair in sentences(500, seed=2) for p in split_words(pair.english)}
    for piece in [*RARE, *sorted(common), *words.tokens[400:1200]]:
        for part in split_words(piece):
            assert merge(part, words).tokens == vocabulary.encode(part).words


def test_a_merge_is_a_learnt_pair_of_neighbours() -> None:
    words = word_list("translator")
    merging = merge("unicorn", words)
    tokens = list(merging.characters)
    assert tokens == ["u", "##n", "##i", "##c", "##o", "##r", "##n"]
    for step in merging.merges:
        assert words.merges[step.rule - 1] == (step.left, step.right)
        assert tokens[step.place : step.place + 2] == [step.left, step.right]
        tokens[step.place : step.place + 2] = [step.joined]
    assert tuple(tokens) == merging.tokens
    pairs = set(zip(tokens, tokens[1:], strict=False))
    assert not pairs & set(words.merges)
    assert merge_rules("unicorn", "translator").tolist() == [step.rule for step in merging.merges]


def test_parts_join_until_they_are_tokens() -> None:
    steps = merge_steps("unicorn", "translator")
    assert ["".join(row) for row in steps] == ["unicorn"] * 5
    assert [int((row != "").sum()) for row in steps] == [7, 6, 5, 4, 3]
    assert [part for part in steps[-1] if part] == ["un", "ic", "orn"]
    assert sentence_words("The  cats don’t").tolist() == ["the", "cats", "don't"]


def test_whole_words_are_never_merged() -> None:
    assert word_list("agreement").merges == ()


@pytest.mark.parametrize("sentence", ["The  cats don\u2019t see it!", "naïve 猫 ## , don't", "x"])
def test_each_token_belongs_to_one_word(sentence: str) -> None:
    tokens = load_model("translator").source_vocabulary.encode(sentence).words
    words = words_of(sentence, tokens)
    assert [place for word in words for place in word.places] == list(range(len(tokens)))
    assert len(words) == count_words(sentence) == len(sentence.split())


@pytest.mark.parametrize(
    ("sentence", "each", "at_marks"),
    [
        ("birds sing", [1, 1], [0, 0]),
        ("a unicorn, don't", [1, 0, 0], [0, 0, 1]),
        ("unicorns", [0], [0]),
        ("it\u2014 naïve", [0, 0], [0, 0]),
    ],
)
def test_a_word_is_whole_if_the_tokenizer_leaves_it_so(
    sentence: str, each: list[int], at_marks: list[int]
) -> None:
    found = whole_words(sentence, "translator")
    assert [*map(int, found.each)] == each
    assert [*map(int, found.at_marks)] == at_marks
    shares = not any(each), sum(each) > len(each) / 2, all(each)
    assert (found.none, found.most, found.every) == shares
    vocabulary = load_model("translator").source_vocabulary
    assert [len(vocabulary.encode(word).words) == 1 for word in sentence.split()] == [*found.each]


def test_each_id_is_a_piece() -> None:
    ids = np.array([7, 264, 3, 9, 9, 4])
    assert count_pieces(ids) == 6


def test_words_know_their_tokens() -> None:
    words = words_of("i don't", ("i", "don", "'", "t"))
    assert [(word.text, word.places) for word in words] == [("i", (0,)), ("don't", (1, 2, 3))]


def test_pieces_know_how_they_were_built() -> None:
    sentence = "don't see unicorns"
    tokens = load_model("translator").source_vocabulary.encode(sentence).words
    pieces = built_pieces(sentence, tokens, word_list("translator"))
    assert [places for places, _ in pieces] == [(0,), (1,), (2,), (3,), (4, 5, 6, 7)]
    assert all(merging.tokens == tuple(tokens[i] for i in places) for places, merging in pieces)


@pytest.mark.parametrize(
    ("sentence", "most_merges", "expected"),
    [("don't see unicorns", 9, "unicorns"), ("birds sing", 9, "birds"), ("understand us", 5, "us")],
)
def test_the_most_telling_piece_is_rare_or_long(
    sentence: str, most_merges: int, expected: str
) -> None:
    words = word_list("translator")
    tokens = load_model("translator").source_vocabulary.encode(sentence).words
    places, merging = most_telling_piece(sentence, tokens, words, most_merges)
    assert "".join(merging.characters).replace("##", "") == expected
    assert tuple(tokens[place] for place in places) == merging.tokens


def test_single_letters_tell_nothing() -> None:
    assert most_telling_piece("x y", ("x", "y"), word_list("translator"), 9) is None


@pytest.mark.parametrize("sentence", ["5€ <3", "#strong[x] y_z", "naïve😀 «ж»", "猫猫 don't"])
def test_all_pieces_of_any_sentence_are_built(sentence: str) -> None:
    for model in ("translator", "speaker"):
        tokens = load_model(model).source_vocabulary.encode(sentence).words
        places = [p for own, _ in built_pieces(sentence, tokens, word_list(model)) for p in own]
        assert places == list(range(len(tokens)))


def test_the_list_tells_a_byte_from_its_character() -> None:
    words = word_list("translator")
    assert words.shown[words.ids["<0x3C>"]] == "<"
    assert (words.shown[words.ids["a"]], words.shown[words.ids["<0x61>"]]) == ("a", "byte 61")
    assert len(set(words.shown)) == len(words)


def test_a_mark_is_no_cut_inside() -> None:
    assert not is_cut_inside(("don", "'", "t"))
    assert not is_cut_inside(("a", "<0x3C>", "b"))
    assert is_cut_inside(("un", "##ic", "##orn"))
    assert is_cut_inside(("<0xE7>", "<0x8C>", "<0xAB>"))


@pytest.mark.parametrize("tokens", [("i",), ("i", "do", "not"), ("i", "don", "'", "t", "see")])
def test_tokens_of_another_sentence_are_refused(tokens: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="are not those of"):
        words_of("i don't", tokens)


@pytest.mark.parametrize("text", [None, "{", "{}", '{"model": {"vocab": {"a": 1}}}'])
def test_a_damaged_vocabulary_is_one_clear_line(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "english.json").write_text(text)
    with pytest.raises(ValueError, match="cannot be read") as caught:
        word_list("translator", tmp_path)
    assert "\n" not in str(caught.value)
    with pytest.raises(ValueError, match="no vocabulary of 'nobody'"):
        word_list("nobody")
