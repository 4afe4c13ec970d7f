"""What a tokenizer has learnt, read from its file alone: its tokens by id, and its merges in order.

Needs neither `tokenizers` nor torch, so that a saved trace can be shown without them.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from jaxtyping import Int

Array = np.ndarray

FOLDER = Path(__file__).parent / "models"
CONTINUATION = "##"
_PREFIX_IN_BYTES = re.compile(rb"##(?=[\x80-\xff])")
_BYTE = re.compile(r"<0x[0-9A-F]{2}>")
_PIECES = re.compile(r"\w+|[^\w\s]")
_APOSTROPHES = {0x2019: "'", 0x2018: "'"}


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


class Word(NamedTuple):
    """A word as it is written, and the places of the tokens that it became."""

    text: str
    places: tuple[int, ...]


def vocabulary_names(model: str) -> tuple[str, str]:
    """Say which vocabulary files a model reads from and writes to."""
    return {
        "agreement": ("agreement-english", "agreement-french"),
        "translator": ("english", "french"),
        "speaker": ("english", "english"),
    }[model]


@cache
def word_list(model: str, folder: Path = FOLDER) -> WordList:
    """Read the vocabulary that a shipped model reads text with.

    Raises
    ------
    ValueError
        If there is no such model, or its vocabulary is missing or damaged.
    """
    try:
        path = folder / f"{vocabulary_names(model)[0]}.json"
    except KeyError:
        raise ValueError(f"there is no vocabulary of {model!r}") from None
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


def vocabulary_ids(words: WordList) -> Int[Array, " tokens"]:
    """Return every id of a vocabulary, from 0 on."""
    return np.arange(len(words))


def normalise(text: str) -> str:
    """Lower-case the text and unify its apostrophes and spaces, as in training."""
    unified = unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
    return " ".join(unified.lower().split())


def count_words(sentence: str) -> int:
    """Count what spaces keep apart."""
    return len(normalise(sentence).split())


def words_of(sentence: str, tokens: Sequence[str]) -> tuple[Word, ...]:
    """Find for each word of a sentence the tokens that it was cut into.

    Raises
    ------
    ValueError
        If these are not the tokens of this sentence.
    """
    found: list[Word] = []
    first = 0
    for text in normalise(sentence).split():
        ends = range(first + 1, len(tokens) + 1)
        last = next((end for end in ends if _bytes(tokens[first:end]) == text.encode()), 0)
        found.append(Word(text, tuple(range(first, last))))
        first = last
    if first != len(tokens):
        raise ValueError(f"the tokens {' '.join(tokens)!r} are not those of {sentence!r}")
    return tuple(found)


def merge(piece: str, words: WordList) -> Merging:
    """Join the characters of a piece of text, pair by pair, until no learnt pair is left.

    Of all neighbours that a rule joins, the pair learnt first comes first, and of equal pairs the
    leftmost. A character that the vocabulary lacks stands as its bytes, those of its prefix
    included, as the tokenizer has it.

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
        for piece in _PIECES.findall(word.text):
            merging = merge(piece, words)
            last = first + len(merging.tokens)
            if tuple(tokens[first:last]) != merging.tokens:
                break  # a character that another rule of the tokenizer sets apart
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
    """Say whether a word fell into sub-words or bytes, rather than at its marks alone."""
    return any(token.startswith(CONTINUATION) or _BYTE.fullmatch(token) for token in tokens)


def merge_rules(piece: str, words: WordList) -> Int[Array, " merges"]:
    """Number the rules that put a piece of text together, in the order of their use."""
    return np.array([step.rule for step in merge(piece, words).merges], dtype=int)


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
        found += [token] if known else [f"<0x{byte:02X}>" for byte in token.encode()]
    return found


def _bytes(tokens: Sequence[str]) -> bytes:
    """Join tokens back into the bytes of the text that they stand for."""
    parts = []
    for token in tokens:
        is_byte = _BYTE.fullmatch(token)
        text = token.removeprefix(CONTINUATION)
        parts.append(bytes.fromhex(token[3:5]) if is_byte else text.encode())
    return _PREFIX_IN_BYTES.sub(b"", b"".join(parts))
