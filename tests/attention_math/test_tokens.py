from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from attention_math.shipped import FOLDER
from attention_math.tokens import Vocabulary, normalise, split_words
from attention_math.training.grammar import sentences
from attention_math.wordlist import check_readable
from renders.checks.reference import split

# What the first release's tokenizer gave; the models learnt with these ids.
RECORDED = json.loads((Path(__file__).parent / "recorded_ids.json").read_text(encoding="utf-8"))
GENERATED = {
    "english": "40956cd5be78722d78891ad22c4312e9efe8283a2b5cf37e5ee4127014367f49",
    "french": "d4decc4c796d5ab3246fa122a97e17639f502b20f125e88bdaea67aec2b696ea",
}
ODD = [
    "Seán is naïve", "5€ + 3", "😀😀 is", "#strong[x] y", "你好", "##é a#é #Š", "<0x23> <0x3C>",
    "[START] x [PAD]", "a\u200bb", "x² Ḣ H\u0331", "❤\ufe0f is", "co\u00adop", "a<b", "a_b\tc",
]  # fmt: skip


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


@pytest.mark.parametrize("name", RECORDED)
def test_ids_never_move(name: str) -> None:
    vocabulary = Vocabulary.load(FOLDER / f"{name}.json")
    for sentence, ids in RECORDED[name].items():
        assert list(vocabulary.encode(sentence).ids) == ids, sentence
    generated = [vocabulary.encode(getattr(p, name)).ids for p in sentences(300, seed=9)]
    assert hashlib.sha256(json.dumps(generated).encode()).hexdigest() == GENERATED[name]


def test_the_mark_of_a_piece_that_goes_on_is_never_a_token(english: Vocabulary) -> None:
    """Bytes have the ids 3 to 258; 198 and 164 are those of á, 38 is that of a typed #."""
    assert english.encode("Seán").ids == (424, 3 + 0xC3, 3 + 0xA1, 320)
    assert english.encode("#á ##").ids == (38, 3 + 0xC3, 3 + 0xA1, 38, 38)
    assert english.encode("😀😀").ids == 2 * tuple(3 + byte for byte in "😀".encode())


@pytest.mark.parametrize("sentence", ODD)
@pytest.mark.parametrize("name", RECORDED)
def test_whatever_is_typed_the_tokens_spell_it(name: str, sentence: str) -> None:
    """The checks' own tokenizer keeps of the library's tokens only what spells the sentence."""
    tokens = Vocabulary.load(FOLDER / f"{name}.json").encode(sentence).words
    assert tokens == split(name, sentence)


@pytest.mark.parametrize("text", ["\u200b", "\u202e \u2066", "\x00\x1b", "\ufeff", "\u3164\ufe0f"])
def test_what_cannot_be_seen_is_no_sentence(english: Vocabulary, text: str) -> None:
    assert normalise(f"a{text}b") in ("ab", "a b")
    with pytest.raises(ValueError, match="the sentence is empty"):
        english.encode(text)


@pytest.mark.parametrize(
    ("text", "named"), [("x\u0301", r"U\+0301 \(combining acute"), ("a\udce9", "not UTF-8")]
)
def test_marks_alone_and_stray_bytes_are_refused(text: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        check_readable(text)
    check_readable("e\u0301 \u200bx ❤\ufe0f")


def test_an_unknown_word_is_refused_with_the_nearest_that_are_known(words: Vocabulary) -> None:
    with pytest.raises(ValueError, match=r"^unknown word 'whit' \(nearest: white\)$"):
        words.encode("the whit")
    with pytest.raises(ValueError, match=r"^unknown words 'i', 'love', 'kats' \(.*\) and 1 more$"):
        words.encode("i love kats and i")


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
