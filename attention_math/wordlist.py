"""What a tokenizer has learnt, read from its file alone: its tokens by id, and its merges in order.

Needs neither `tokenizers` nor torch, so that a saved trace can be shown without them.
"""

from __future__ import annotations

import json
import re
import string
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Int, Shaped

from attention_math.shipped import FOLDER, MODELS
from attention_math.shown import byte_of, shown_tokens

Array = np.ndarray

CONTINUATION = "##"
_ASCII = 0x7F
_APOSTROPHES = {0x2019: "'", 0x2018: "'"}
# What no font draws, beside controls and formats: fillers, and selectors of a variant.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)


@dataclass(frozen=True)
class WordList:
    """All tokens of a vocabulary, each at its id, and the pairs that it joins, first learnt first.

    A vocabulary of whole words alone has no merges.
    """

    model: str
    tokens: tuple[str, ...]
    merges: tuple[tuple[str, str], ...]
    ids: dict[str, int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ids", {token: i for i, token in enumerate(self.tokens)})

    def __len__(self) -> int:
        return len(self.tokens)

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """Every entry as readers know it; the byte of what is an entry itself, as a byte."""
        entries = []
        for token in self.tokens:
            (entry,) = shown_tokens([token])
            byte = byte_of(token)
            is_twice = byte is not None and entry in self.ids
            entries.append(f"byte {byte:02X}" if is_twice else entry)
        return tuple(entries)


class Merge(NamedTuple):
    """One step of byte-pair encoding: the token at ``place`` and its right neighbour become one.

    ``rule`` counts the learnt pairs from 1; the earliest learnt has precedence.
    """

    rule: int
    place: int
    left: str
    right: str
    joined: str


class Merging(NamedTuple):
    """A piece of text from single characters to tokens."""

    characters: tuple[str, ...]
    merges: tuple[Merge, ...]
    tokens: tuple[str, ...]


class WordSpan(NamedTuple):
    """A word as it is written, and the places of the tokens that it became."""

    text: str
    places: tuple[int, ...]


class WholeWords(NamedTuple):
    """Which words of a sentence are one token each, and which break at their marks alone."""

    each: Bool[Array, " words"]
    at_marks: Bool[Array, " words"]
    none: bool
    most: bool
    every: bool


@cache
def word_list(model: str, folder: Path = FOLDER) -> WordList:
    """Read the vocabulary that a shipped model reads text with.

    Raises
    ------
    ValueError
        If there is no such model, or its vocabulary is missing or damaged.
    """
    if model not in MODELS:
        raise ValueError(f"there is no vocabulary of {model!r}")
    path = folder / f"{MODELS[model].reads}.json"
    try:
        learnt = json.loads(path.read_text(encoding="utf-8"))["model"]
        ids: dict[str, int] = learnt["vocab"]
        tokens = tuple(sorted(ids, key=ids.__getitem__))
        merges = tuple((left, right) for left, right in learnt.get("merges", ()))
    except (OSError, KeyError, TypeError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ValueError(f"the vocabulary {path} cannot be read: {reason}") from None
    if sorted(ids.values()) != list(range(len(tokens))):
        raise ValueError(f"the vocabulary {path} cannot be read: its ids have gaps")
    return WordList(model, tokens, merges)


def vocabulary_ids(model: str) -> Int[Array, " tokens"]:
    """Return every id that a model reads, from 0 on."""
    return np.arange(vocabulary_size(model))


def vocabulary_words(model: str) -> Shaped[Array, " tokens"]:
    """Return every token that a model reads as readers know it, by its id."""
    return np.array(word_list(model).shown)


def vocabulary_size(model: str) -> int:
    """Count the tokens that a model reads."""
    return len(word_list(model))


def normalise(text: str) -> str:
    """Lower-case the text and unify its apostrophes and spaces, as in training.

    What cannot be seen is left out: controls, directions of writing, spaces without width.
    """
    seen = _BLANK.sub("", text)
    if not seen.isprintable():  # or else it has no control: looking at each character takes long
        seen = "".join(c for c in seen if c.isspace() or not _is_control(c))
    unified = unicodedata.normalize("NFC", seen.translate(_APOSTROPHES).lower())
    return " ".join(unified.split())


def check_readable(text: str) -> None:
    """Refuse what is no text, and marks that no letter takes in.

    Raises
    ------
    ValueError
        In one line that names the character.
    """
    for character in normalise(text):
        category = unicodedata.category(character)
        if category == "Cs":
            raise ValueError("the sentence is not UTF-8 text: type it again")
        if category.startswith("M"):
            name = unicodedata.name(character, "a combining mark").lower()
            raise ValueError(
                f"the sentence has U+{ord(character):04X} ({name}), which joins with no letter "
                "before it: leave it out"
            )


def sentence_words(sentence: str) -> Shaped[Array, " words"]:
    """Return what spaces keep apart, as it was written in training."""
    return np.array(normalise(sentence).split())


def count_words(sentence: str) -> int:
    """Count what spaces keep apart."""
    return len(normalise(sentence).split())


def count_pieces(ids: Int[Array, " tokens"]) -> int:
    """Count what a sentence was cut into."""
    return len(ids)


def said_again(ids: Int[Array, " tokens"]) -> list[int]:
    """Find all places of the first id that comes again; none if there is no such id."""
    again = (np.flatnonzero(ids == one).tolist() for one in ids)
    return next((places for places in again if len(places) > 1), [])


def words_of(sentence: str, tokens: Sequence[str]) -> tuple[WordSpan, ...]:
    """Find for each word of a sentence the tokens that it was cut into.

    Raises
    ------
    ValueError
        If these are not the tokens of this sentence.
    """
    found: list[WordSpan] = []
    first = 0
    for text in normalise(sentence).split():
        ends = range(first + 1, len(tokens) + 1)
        last = next((end for end in ends if _bytes(tokens[first:end]) == text.encode()), 0)
        found.append(WordSpan(text, tuple(range(first, last))))
        first = last
    if first != len(tokens):
        raise ValueError(f"the tokens {' '.join(tokens)!r} are not those of {sentence!r}")
    return tuple(found)


def merge(piece: str, words: WordList) -> Merging:
    """Join the characters of a piece of text, pair by pair, until no learnt pair is left.

    Of all neighbours that a rule joins, the pair learnt first comes first, and of equal pairs the
    leftmost. A character that the vocabulary lacks stands as its bytes.

    Source: Sennrich, Haddow and Birch (2016), "Neural Machine Translation of Rare Words with
    Subword Units".
    """
    rules = _rules(words)
    characters = tokens = _characters(piece, words)
    merges: list[Merge] = []
    while True:
        pairs = [
            (rules[pair], place)
            for place, pair in enumerate(zip(tokens, tokens[1:], strict=False))
            if pair in rules
        ]
        if not pairs:
            return Merging(tuple(characters), tuple(merges), tuple(tokens))
        rule, place = min(pairs)
        left, right = tokens[place : place + 2]
        joined = left + right.removeprefix(CONTINUATION)
        merges.append(Merge(rule, place, left, right, joined))
        tokens = [*tokens[:place], joined, *tokens[place + 2 :]]


def built_pieces(
    sentence: str, tokens: Sequence[str], words: WordList
) -> tuple[tuple[tuple[int, ...], Merging], ...]:
    """Find what merging made of the sentence: the places of a piece's tokens, and its merging."""
    found = []
    for word in words_of(sentence, tokens):
        first = word.places[0]
        for piece in _pieces(word.text):
            merging = merge(piece, words)
            last = first + len(merging.tokens)
            if tuple(tokens[first:last]) != merging.tokens:
                break  # a mark that only a newer Unicode, here or in the tokenizer, knows
            found.append((tuple(range(first, last)), merging))
            first = last
    return tuple(found)


def most_telling_piece(
    sentence: str, tokens: Sequence[str], words: WordList, most_merges: int
) -> tuple[tuple[int, ...], Merging] | None:
    """Choose the piece that fell into most tokens, or else the one of most letters.

    Of pieces that did fall apart, and of those that did not, the ones that need more merges than
    ``most_merges`` come last; without any merge there is none.
    """
    pieces = [piece for piece in built_pieces(sentence, tokens, words) if piece[1].merges]

    def worth(piece: tuple[tuple[int, ...], Merging]) -> tuple[bool, bool, int, int]:
        characters, merges, tokens = piece[1]
        return len(tokens) > 1, len(merges) <= most_merges, len(tokens), len(characters)

    return max(pieces, key=worth, default=None)


def is_cut_inside(tokens: Sequence[str]) -> bool:
    """Say whether a word fell into sub-words or characters into bytes, not at its marks alone."""
    return any(token.startswith(CONTINUATION) or (byte_of(token) or 0) > _ASCII for token in tokens)


def whole_words(sentence: str, model: str) -> WholeWords:
    """Say which words of a sentence join up to one token, and whether none, most or all do."""
    learnt = word_list(model)
    built = [[len(merge(p, learnt).tokens) for p in _pieces(w)] for w in sentence_words(sentence)]
    each = np.array([sizes == [1] for sizes in built])
    at_marks = np.array([len(sizes) > 1 and max(sizes) == 1 for sizes in built])
    most = bool(2 * each.sum() > len(each))
    return WholeWords(each, at_marks, not each.any(), most, bool(each.all()))


def merge_rules(piece: str, model: str) -> Int[Array, " merges"]:
    """Number a model's rules that put a piece of text together, in the order of their use."""
    return np.array([step.rule for step in merge(piece, word_list(model)).merges], dtype=int)


def merge_steps(piece: str, model: str) -> Shaped[Array, "steps characters"]:
    """Write the parts of a piece of text as they are at first, and after each rule that joins two.

    A part stands in the column of its first character, without its mark; other entries are empty.

    Examples
    --------
    >>> merge_steps("this", "agreement").tolist()
    [['t', 'h', 'i', 's']]
    """
    characters, merges, _ = merge(piece, word_list(model))
    parts, starts, rows = list(characters), list(range(len(characters))), []
    for step in (None, *merges):
        if step is not None:
            parts[step.place : step.place + 2] = [step.joined]
            del starts[step.place + 1]
        row = [""] * len(characters)
        for start, part in zip(starts, shown_tokens(parts), strict=True):
            row[start] = part.removeprefix(CONTINUATION)
        rows.append(row)
    return np.array(rows)


@cache
def _ranked(merges: tuple[tuple[str, str], ...]) -> dict[tuple[str, str], int]:
    return {pair: rule for rule, pair in enumerate(merges, start=1)}


def _rules(words: WordList) -> dict[tuple[str, str], int]:
    return _ranked(words.merges)


def _characters(piece: str, words: WordList) -> list[str]:
    found: list[str] = []
    for place, character in enumerate(piece):
        token = character if place == 0 else CONTINUATION + character
        known = token in words.ids
        found += [token] if known else [f"<0x{byte:02X}>" for byte in character.encode()]
    return found


def _pieces(word: str) -> list[str]:
    """Cut a word at its marks, each of which stands alone, as the models' tokenizers do."""
    return "".join(f" {c} " if _is_mark(c) else c for c in word).split()


def _is_mark(character: str) -> bool:
    return character in string.punctuation or unicodedata.category(character).startswith("P")


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf")


def _bytes(tokens: Sequence[str]) -> bytes:
    """Join tokens back into the bytes of the text that they stand for."""
    parts = []
    for token in tokens:
        byte = byte_of(token)
        text = token.removeprefix(CONTINUATION)
        parts.append(text.encode() if byte is None else bytes([byte]))
    return b"".join(parts)
