"""Chapter 5 cuts as the tokenizer does, and joins letters as its rules were learnt."""

from __future__ import annotations

import numpy as np
import pytest
from manim import VMobject

from attention_math.registry import load_model
from attention_math.wordlist import said_again, whole_words, word_list
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter, StageError
from scenes.pieces.text_to_tokens.cutting import Cutting
from scenes.pieces.text_to_tokens.reading import read
from scenes.pieces.text_to_tokens.says import how_many, who_joins_up
from scenes.stage.cited import Citation, Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from tests.stage import numerals, texts

TOKENIZER = load_model("translator").source_vocabulary.tokenizer
SENTENCE = "the cats don't see the unicorn"


@pytest.fixture(scope="module")
def seen() -> dict[str, tuple]:
    """The words and the numbers that stand on stage at the end of each beat, as they are read."""
    kept: dict[str, tuple] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        in_two_lines = beat.name == "ids"

        def read(one: VMobject) -> tuple[bool, float]:
            return in_two_lines and one.get_y() < 0, one.get_x()

        written, numbers = sorted(texts(chapter), key=read), sorted(numerals(chapter), key=read)
        small = "".join(one.text for one in written if one.em < 1)
        large = [one.text for one in written if one.em > 1]
        kept[beat.name] = ([one.text for one in written], [one.value for one in numbers], large,
                           small)  # fmt: skip

    rehearse("TextToTokens", look)
    return kept


def test_ids_are_the_tokenizers_and_stand_below_its_tokens(
    seen: dict[str, tuple],
) -> None:
    encoded = TOKENIZER.encode(SENTENCE)
    words, ids, *_ = seen["ids"]
    assert ids == encoded.ids
    assert [word for word in words if word in encoded.tokens] == encoded.tokens
    cut = TOKENIZER.encode("unicorn").ids
    assert seen["answer"][1] == cut == encoded.ids[-len(cut) :]


def test_the_same_token_has_one_id(seen: dict[str, tuple]) -> None:
    ids = TOKENIZER.encode(SENTENCE).ids
    assert said_again(np.array(ids)) == [0, 6] == [i for i, one in enumerate(ids) if one == ids[0]]
    assert said_again(np.array([3, 1, 2])) == []
    assert "The same token, the same number." in seen["same"][0]


def test_words_and_pieces_are_counted(seen: dict[str, tuple]) -> None:
    assert len(SENTENCE.split()) == 6
    assert seen["count"][1] == [6, len(TOKENIZER.encode(SENTENCE).tokens)] == [6, 10]


def test_letters_are_joined_by_learnt_pairs(
    seen: dict[str, tuple],
) -> None:
    letters = seen["letters"][0]
    assert "".join(word for word in letters if len(word) == 1) == "unicorn"
    _, rules, parts, small = seen["rules"]
    assert parts == ["un", "ic", "orn"]
    caption = "Learnt rules join two parts at a time, the earlier rule first."
    assert "o+ri+cu+nor+n" in small.replace(caption, "")
    learnt = [word_list("translator").merges[int(rule) - 1] for rule in rules]
    joined = ["".join(pair).replace("##", "") for pair in learnt]
    assert joined == ["or", "ic", "un", "orn"]
    assert rules == sorted(rules)


def test_all_other_words_join_up_to_their_tokens(seen: dict[str, tuple]) -> None:
    encoded = TOKENIZER.encode(SENTENCE)
    words = [word for word in seen["out"][0] if word in encoded.tokens]
    assert sorted(words) == sorted(encoded.tokens)
    others = read(SENTENCE, encoded.tokens, "translator").others
    assert [piece.text for piece in others] == ["the", "cats", "don", "'", "t", "see", "the"]
    for piece in others:
        assert [encoded.tokens[place] for place in piece.places] == [piece.text]


@pytest.mark.parametrize(
    ("sentence", "joins", "counts"),
    [
        ("birds sing", "all of them", "each word is a token"),
        (SENTENCE, "most", "not a word"),
        ("a cat, a unicorn", "some", "not a word"),
        ("unicorns, don't", "none", "not a word"),
    ],
)
def test_what_is_said_of_all_words_is_counted(sentence: str, joins: str, counts: str) -> None:
    found = derive(whole_words, sentence, "translator", source="test")
    marked = read(sentence, TOKENIZER.encode(sentence).tokens, "translator").marked
    words = Quantity("test", "words", np.array(sentence.split()))
    joined, counted = who_joins_up(found), how_many(found, words, marked)
    assert joins in joined
    assert counts in counted
    assert joined.holds.value == counted.holds.value == 1


def lines_of(sentence: str) -> list[str]:
    """Read a sentence as it stands, line by line."""
    words = [Word(Citation("test", "words", (i,), one)) for i, one in enumerate(sentence.split())]
    cutting = Cutting(words, words, [(i,) for i in range(len(words))], stage())
    lines: dict[float, list[str]] = {}
    for word in cutting.words:
        lines.setdefault(round(word.box.get_y(), 3), []).append(word.word)
    assert max(word.get_right()[0] for word in cutting.words) <= stage().right + 1e-6
    return [" ".join(line) for line in lines.values()]


@pytest.mark.parametrize(
    ("sentence", "lines"),
    [
        (SENTENCE, ["the cats don't", "see the unicorn"]),
        ("birds sing", ["birds sing"]),
        ("incomprehensibilities", ["incomprehensibilities"]),
        ("a b incomprehensibilities", ["a b", "incomprehensibilities"]),
    ],
)
def test_a_sentence_stands_in_two_lines_of_about_one_length(
    sentence: str, lines: list[str]
) -> None:
    assert lines_of(sentence) == lines


def ignore(_chapter: Chapter, _beat: Beat) -> None:
    pass


@pytest.mark.parametrize(
    ("model", "sentence"),
    [("translator", "x y"), ("agreement", "the white cat sees the green car")],
)
def test_where_no_letters_are_joined_it_is_refused_in_a_line(model: str, sentence: str) -> None:
    with pytest.raises(StageError, match="joins no letters of"):
        rehearse("TextToTokens", ignore, model=model, sentence=sentence)
