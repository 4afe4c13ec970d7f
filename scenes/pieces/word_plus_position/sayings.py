"""What chapter 8 says of a sentence's words, by what is true of them."""

from __future__ import annotations

from attention_math.places import Often
from scenes.stage.cited import Word
from scenes.stage.phrases import Phrase, phrase


def says_the_same(word: Word, often: Often) -> Phrase:
    """Say how often the same vector comes, and ask what marks its place."""
    if often.once.values:
        return phrase(
            "“{word}” always brings the same vector. What tells its place?",
            holds=often.once,
            word=word,
        )
    if often.twice.values:
        return phrase(
            "Both “{word}” bring the same vector. What tells them apart?",
            holds=often.twice,
            word=word,
        )
    return phrase(
        "Every “{word}” brings the same vector. What tells them apart?",
        holds=(1 - often.once) * (1 - often.twice),
        word=word,
    )


def says_parting(word: Word, often: Often) -> Phrase:
    """Say what the added positions do to one word."""
    if often.once.values:
        return phrase("“{word}” now stands where its place takes it.", holds=often.once, word=word)
    return phrase("“{word}” and “{word}” are two points now.", holds=1 - often.once, word=word)


def says_what_is_missing(often: Often) -> Phrase:
    """Say that an input is made of a word and its place alone."""
    if often.once.values:
        return phrase("It knows its place, but not its neighbours.", holds=often.once)
    return phrase("Each knows its place, but not its neighbours.", holds=1 - often.once)
