"""Says whom a word hears most, whom it may hear, and what the words before it made us expect."""

from __future__ import annotations

from collections.abc import Sequence

from attention_math.story import heard_before, leaders, leaders_beside
from attention_math.trace import AttentionTrace
from scenes.stage.cited import Quantity
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


def what_kind(trace: AttentionTrace) -> Phrase:
    """Call a graph by what its edges may be."""
    match trace.source.kind:
        case "masked":
            return phrase("causal")
        case "cross":
            return phrase("bipartite")
    return phrase("complete")


def may_hear(trace: AttentionTrace) -> Phrase:
    """Say it in a sentence, and what kind of a model it is that hears so."""
    match trace.source.kind:
        case "masked":
            return phrase("Here no word hears a later one.")
        case "cross":
            return phrase("Translation: French hears English.")
    return phrase("An encoder hides nothing.")


def who_is_next(tokens: Quantity, weights: Quantity, listener: int) -> Phrase:
    """Ask what a listener hears most, after rows that made us expect something."""
    word = tokens.words()[listener]
    if len(before := tokens.chosen(derive(heard_before, weights, listener)).words()) == 2:
        one, two = before
        return phrase(
            "“{one}” and “{two}” hear the word before. Will “{word}”?", one=one, two=two, word=word
        )
    return phrase("And “{word}”: which of its arcs will grow?", word=word)
