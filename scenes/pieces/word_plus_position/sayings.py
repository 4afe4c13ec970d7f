"""What chapter 8 says of a sentence's words, by what is true of them."""

from __future__ import annotations

from scenes.stage.cited import Word
from scenes.stage.phrases import Phrase, phrase


def says_the_same(word: Word, times: int) -> Phrase:
    """Say how often the same vector comes, and ask what marks its place."""
    if times == 1:
        return phrase("“{word}” always brings the same vector. What tells its place?", word=word)
    if times == 2:
        return phrase("Both “{word}” bring the same vector. What tells them apart?", word=word)
    return phrase("Every “{word}” brings the same vector. What tells them apart?", word=word)


def says_parting(word: Word, times: int) -> Phrase:
    """Say what the added positions do to one word."""
    if times == 1:
        return phrase("“{word}” now stands where its place takes it.", word=word)
    return phrase("“{word}” and “{word}” are two points now.", word=word)


def says_what_is_missing(times: int) -> Phrase:
    """Say that an input is made of a word and its place alone."""
    if times == 1:
        return phrase("It knows its place, but not its neighbours.")
    return phrase("Each knows its place, but not its neighbours.")
