"""What is said of all words of a sentence, by how many tokens each became."""

from __future__ import annotations

from attention_math.story import all_alike
from attention_math.wordlist import WholeWords, said_again
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.phrases import Phrase, phrase


def who_joins_up(found: WholeWords) -> Phrase:
    """Say how many of the words have joined up from letters to one token each."""
    if found.none.values:
        return phrase(
            "Every word starts as letters, and none of these joins up whole.", holds=found.none
        )
    if found.every.values:
        return phrase(
            "Every word starts as letters; here all of them join up whole.", holds=found.every
        )
    if found.most.values:
        return phrase("Every word starts as letters; most join up whole.", holds=found.most)
    some = (1 - found.none) * (1 - found.most)
    return phrase("Every word starts as letters; some join up whole.", holds=some)


def which_gaps(is_whole: Quantity) -> Phrase:
    """Say what is left of the gaps between the letters of a word."""
    if is_whole.values:
        return phrase("Now it is whole: no gap stays.", holds=is_whole)
    return phrase("No other rule fits: these gaps stay.", holds=1 - is_whole)


def how_many(found: WholeWords, words: Quantity, marked: list[int]) -> Phrase:
    """Compare the numbers of words and of tokens, and tell what fell apart at a mark."""
    if marked:
        return phrase(
            "“{word}” breaks at its mark: a token is not a word.",
            holds=found.at_marks[marked[0]],
            word=words.words()[marked[0]],
        )
    if not found.every.values:
        return phrase("Each piece is a token: a token is not a word.", holds=1 - found.every)
    return phrase("Here each word is a token; a rarer one would be several.", holds=found.every)


def is_same(ids: Quantity) -> Phrase:
    """Say of a token that comes again which id it has."""
    one, other = (ids[place : place + 1] for place in derive(said_again, ids).values.tolist()[:2])
    return phrase("The same token, the same number.", holds=derive(all_alike, one, other))
