"""Says whom a word hears most."""

from __future__ import annotations

from collections.abc import Sequence

from attention_math.story import leaders, leaders_beside
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
