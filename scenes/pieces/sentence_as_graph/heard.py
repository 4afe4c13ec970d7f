"""Says whom a word hears most, whom it may hear, and what the words before it made us expect."""

from __future__ import annotations

from collections.abc import Sequence

from attention_math.story import heard_before, leaders, leaders_beside
from attention_math.trace import AttentionTrace
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.phrases import Phrase, listed, phrase

_ASKED = 2  # so many rows make us expect something, and can be named


def who_is_heard(
    words: Sequence[str], listener: int, tokens: Quantity, weights: Quantity
) -> Phrase:
    """Name what a listener gathers most from; more than two alike do not stand out.

    If rows before it made us expect something, say first whether it came so.
    """
    word, strongest = words[listener], derive(leaders, row := weights[listener])
    if len(strongest) > 2:
        return phrase("For “{word}” no token stands out: several weigh the same.", word=word)
    others = tokens.chosen(derive(leaders_beside, row, listener)).words()
    said = [phrase("“{word}”", word=other) for other in others]
    said += [phrase("itself")] if len(others) < len(strongest) else []
    return phrase(
        "{this} lets “{word}” gather most from {heard}.",
        this=_verdict(weights, listener, strongest.values.tolist()),
        word=word,
        heard=listed(said),
    )


def _verdict(weights: Quantity, listener: int, strongest: Sequence[int]) -> Phrase:
    if len(derive(heard_before, weights, listener)) != _ASKED or len(strongest) > 1:
        return phrase("This head")
    is_so = listener - 1 in strongest
    return phrase("Yes: this head") if is_so else phrase("No: this head")


def what_kind(trace: AttentionTrace) -> Phrase:
    """Call a graph by what its edges may be."""
    match trace.source.kind:
        case "masked":
            return phrase("causal")
        case "cross":
            return phrase("bipartite")
    return phrase("complete")


def may_hear(trace: AttentionTrace) -> Phrase:
    """Say it in a sentence, of words that hear their own sentence."""
    if trace.source.kind == "masked":
        return phrase("This model hides every later word.")
    return phrase("An encoder hides nothing.")


def who_is_next(tokens: Quantity, weights: Quantity, listener: int) -> Phrase:
    """Ask what a listener hears most, after rows that made us expect something."""
    word = tokens.words()[listener]
    if len(before := tokens.chosen(derive(heard_before, weights, listener)).words()) == _ASKED:
        one, two = before
        return phrase(
            "“{one}” and “{two}” hear the word before. Will “{word}”?", one=one, two=two, word=word
        )
    return phrase("And “{word}”: which of its arcs will grow?", word=word)
