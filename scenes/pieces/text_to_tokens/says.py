"""What is said of all words of a sentence, by how many tokens each became."""

from __future__ import annotations

from collections.abc import Sequence

from attention_math.wordlist import WordSpan
from scenes.pieces.text_to_tokens.reading import Reading
from scenes.stage.cited import Word
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


def which_gaps(word: WordSpan) -> Phrase:
    """Say what is left of the gaps between the letters of a word."""
    if len(word.places) > 1:
        return phrase("No other rule fits: these gaps stay.")
    return phrase("Now it is whole: no gap stays.")


def how_many(reading: Reading, words: Sequence[Word]) -> Phrase:
    """Compare the numbers of words and of tokens, and tell what fell apart at a mark."""
    if reading.marked:
        word = words[reading.marked[0]]
        return phrase("“{word}” breaks at its mark: a token is not a word.", word=word)
    if any(len(word.places) > 1 for word in reading.words):
        return phrase("Each piece is a token: a token is not a word.")
    return phrase("Here each word is a token; a rarer one would be several.")
