"""What is said of all words of a sentence, by how many tokens each became."""

from __future__ import annotations

from collections.abc import Sequence

from attention_math.wordlist import WordSpan
from scenes.stage.phrases import Phrase, phrase


def who_joins_up(words: Sequence[WordSpan]) -> Phrase:
    """Say how many of the words have joined up from letters to one token each."""
    whole = [word for word in words if len(word.places) == 1]
    if not whole:
        return phrase("Every word starts as letters, and none of these joins up whole.")
    if len(whole) == len(words):
        return phrase("Every word starts as letters; here all of them join up whole.")
    if 2 * len(whole) > len(words):
        return phrase("Every word starts as letters; most join up whole.")
    return phrase("Every word starts as letters; some join up whole.")


def how_many(words: Sequence[WordSpan]) -> Phrase:
    """Compare the numbers of words and of tokens."""
    if any(len(word.places) > 1 for word in words):
        return phrase("So a token is not a word.")
    return phrase("Here each word is a token; a rarer one would be several.")
