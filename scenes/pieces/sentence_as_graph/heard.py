"""Says whom a word hears most, and what the words before it made us expect."""

from __future__ import annotations

from collections.abc import Sequence

from attention_math.story import heard_before, leaders, leaders_beside
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.phrases import Phrase, listed, phrase

_ASKED = 2  # so many rows make us expect something, and can be named


def who_is_heard(
    words: Sequence[str], listener: int, tokens: Quantity, weights: Quantity
) -> Phrase:
    """Name what a listener gathers most from; more than two alike do not stand out."""
    word, strongest = words[listener], derive(leaders, row := weights[listener])
    if len(strongest) > 2:
        return phrase("For “{word}” no token stands out: several weigh the same.", word=word)
    others = tokens.chosen(derive(leaders_beside, row, listener)).words()
    said = [phrase("“{word}”", word=other) for other in others]
    said += [phrase("itself")] if len(others) < len(strongest) else []
    return phrase("This head lets “{word}” listen most to {heard}.", word=word, heard=listed(said))


def suggested(weights: Quantity, listener: int) -> list[int]:
    """List the words that make us expect a listener to hear the one before it, or none."""
    before = derive(heard_before, weights, listener).values.tolist()
    return before if len(before) == _ASKED else []


def who_is_next(tokens: Quantity, weights: Quantity, listener: int) -> Phrase:
    """Ask what a listener hears most, after rows that made us expect something."""
    word = tokens.words()[listener]
    if suggested(weights, listener):
        one, two = tokens.chosen(derive(heard_before, weights, listener)).words()
        return phrase(
            "“{one}” and “{two}” hear the word before. Will “{word}”?", one=one, two=two, word=word
        )
    return phrase("And “{word}”: which of its arcs will grow?", word=word)


def whether_so(words: Sequence[str], weights: Quantity, listener: int) -> Phrase:
    """Say whether a listener does as the rows before it suggested."""
    word = words[listener]
    if not suggested(weights, listener) or len(derive(leaders, weights[listener])) > 1:
        return phrase("The wider an arc, the more “{word}” hears.", word=word)
    if len(derive(heard_before, weights, listener + 1)):
        return phrase("Yes: “{word}” hears it, too.", word=word)
    return phrase("No: “{word}” breaks the pattern.", word=word)
