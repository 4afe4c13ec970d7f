"""Says whom a word hears most."""

from __future__ import annotations

from collections.abc import Sequence

from scenes.stage.cited import Quantity
from scenes.stage.phrases import Phrase, listed, phrase


def who_is_heard(
    words: Sequence[str], listener: int, tokens: Quantity, strongest: Quantity
) -> Phrase:
    """Name what a listener gathers most from; more than two alike do not stand out."""
    word, heard = words[listener], tokens.chosen(strongest).words()
    if len(heard) > 2:
        return phrase("For “{word}” no token stands out: several weigh the same.", word=word)
    pairs = zip(strongest.values, heard, strict=True)
    said = [phrase("“{word}”", word=other) for key, other in pairs if key != listener]
    said += [phrase("itself")] if listener in strongest.values else []
    return phrase(
        "This head lets “{word}” gather most from {heard}.", word=word, heard=listed(said)
    )
