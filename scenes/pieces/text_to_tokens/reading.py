"""What is told of a sentence: its words, the one that is looked into, and those with marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from attention_math.wordlist import (
    CONTINUATION,
    WordSpan,
    is_cut_inside,
    most_telling_piece,
    word_list,
    words_of,
)

_MOST_RULES = 10


class Reading(NamedTuple):
    """All words, the number of the one whose ``piece`` is joined, and those cut at marks."""

    words: tuple[WordSpan, ...]
    home: int
    piece: str
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
    places, merging = story
    home = next(i for i, word in enumerate(words) if places[0] in word.places)
    piece = "".join(part.removeprefix(CONTINUATION) for part in merging.characters)
    marked = [
        i
        for i, word in enumerate(words)
        if len(word.places) > 1 and not is_cut_inside([tokens[place] for place in word.places])
    ]
    return Reading(words, home, piece, [i for i in marked if i != home])
