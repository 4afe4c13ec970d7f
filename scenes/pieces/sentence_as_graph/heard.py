"""Says whom a word hears most."""

from __future__ import annotations

from collections.abc import Sequence

from scenes.stage.phrases import Phrase, listed, phrase


def who_is_heard(words: Sequence[str], listener: int, strongest: Sequence[int]) -> Phrase:
    """Name what a listener gathers most from; more than two alike do not stand out."""
    word, others = words[listener], [key for key in strongest if key != listener]
    if len(strongest) > 2:
        return phrase("For “{word}” no token stands out: several weigh the same.", word=word)
    heard = [phrase("“{word}”", word=words[key]) for key in others]
    heard += [phrase("itself")] if listener in strongest else []
    said = listed(heard)
    return phrase("This head lets “{word}” gather most from {heard}.", word=word, heard=said)
