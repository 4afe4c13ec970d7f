"""What is told of a sentence: its words, the one that is looked into, and those with marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from attention_math.wordlist import (
    CONTINUATION,
    Merging,
    WordSpan,
    built_pieces,
    is_cut_inside,
    most_telling_piece,
    word_list,
    words_of,
)

_MOST_RULES = 10


class Piece(NamedTuple):
    """What is joined from letters, and the places of the tokens that it becomes."""

    text: str
    places: tuple[int, ...]


class Reading(NamedTuple):
    """All words, the number of the one whose ``piece`` is joined, and those cut at marks.

    Pieces are told by their letters and by the places of their tokens; ``others`` are all but one.
    """

    words: tuple[WordSpan, ...]
    home: int
    piece: Piece
    others: list[Piece]
    marked: list[int]


def read(sentence: str, tokens: Sequence[str], model: str) -> Reading:
    """Choose what to tell of a sentence that a model cuts into these tokens.

    Raises
    ------
    ValueError
        If no part of it is joined from letters.
    """
    words = words_of(sentence, tokens)
    story = most_telling_piece(sentence, tokens, word_list(model), _MOST_RULES)
    if story is None:
        raise ValueError(f"{model} joins no letters of {sentence!r}: it needs a longer word")
    piece, places = _piece(*story), story[0]
    home = next(i for i, word in enumerate(words) if places[0] in word.places)
    built = (one for one in built_pieces(sentence, tokens, word_list(model)) if one != story)
    others = [_piece(*one) for one in built if all(map(_is_letter, one[1].characters))]
    marked = [
        i
        for i, word in enumerate(words)
        if len(word.places) > 1 and not is_cut_inside([tokens[place] for place in word.places])
    ]
    return Reading(words, home, piece, others, [i for i in marked if i != home])


def _piece(places: tuple[int, ...], merging: Merging) -> Piece:
    return Piece("".join(map(_letter, merging.characters)), places)


def _letter(token: str) -> str:
    return token.removeprefix(CONTINUATION)


def _is_letter(token: str) -> bool:
    return len(_letter(token)) == 1
