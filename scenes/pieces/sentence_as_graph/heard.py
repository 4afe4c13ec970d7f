"""Says whom a word hears, most or in another model, and whom all words do."""

from __future__ import annotations

from collections.abc import Sequence

from attention_math.story import leaders, leaders_beside
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.phrases import Phrase, listed, phrase


def who_is_heard(
    words: Sequence[str], listener: int, tokens: Quantity, weights: Quantity
) -> Phrase:
    """Name what a listener gathers most from; more than two alike do not stand out."""
    word, strongest = words[listener], derive(leaders, weights)
    if len(strongest) > 2:
        return phrase("For “{word}” no token stands out: several weigh the same.", word=word)
    others = tokens.chosen(derive(leaders_beside, weights, listener)).words()
    said = [phrase("“{word}”", word=other) for other in others]
    said += [phrase("itself")] if len(others) < len(strongest) else []
    return phrase(
        "This head lets “{word}” gather most from {heard}.", word=word, heard=listed(said)
    )


def who_is_heard_most(tokens: Quantity, totals: Quantity) -> Phrase:
    """Name the one whose column adds up to most, if there is only one."""
    if len(most := derive(leaders, totals)) > 1:
        return phrase("Being heard is free: columns add up to anything.")
    (word,) = tokens.chosen(most).words()
    return phrase("Being heard is free: “{word}” is heard most.", word=word)


def might_hear(one: Word, later: Word) -> Phrase:
    """Ask what a word would hear if it might."""
    return phrase("Here “{one}” hears no later word. Might it hear “{word}”?", one=one, word=later)


def does_hear(one: Word, later: Word) -> Phrase:
    """Answer by another model, of which nothing is hidden."""
    return phrase("Another model’s encoder sees all: “{one}” hears “{word}”.", one=one, word=later)


def who_writes(row: Word, written: Word) -> Phrase:
    """Say what a row of another language makes of what it hears."""
    return phrase(
        "Two languages: “{row}” hears English and writes “{next}”.", row=row, next=written
    )
