"""What is said in words: whole sentences with named places, in the film's language.

Babel's own extractor finds them with a ``--keyword`` each for ``phrase``, ``beat:2``, ``say`` and
``Text``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations

from scenes.stage.cited import Citation, Quantity, Word
from scenes.stage.refusal import StageError

_CATALOGUE = ContextVar("catalogue", default=NullTranslations())  # noqa: B039, nobody changes it


class Phrase(str):
    """Words that are translated and filled already: nobody does it to them again.

    ``words`` are those with a citation that were put into its places; ``holds`` is what must not
    be 0 if it is to be true.
    """

    def __new__(
        cls, said: str, words: tuple[Word, ...] = (), holds: Citation | None = None
    ) -> Phrase:
        return super().__new__(cls, said)

    def __init__(
        self, said: str, words: tuple[Word, ...] = (), holds: Citation | None = None
    ) -> None:
        self.words, self.holds = words, holds

    def __deepcopy__(self, memo: dict[int, object]) -> Phrase:
        return self


def phrase(template: str, *, holds: Quantity | None = None, **data: object) -> Phrase:
    """Put data into the named places of a template's translation; a phrase stays as it is.

    The template is always written out where this is called, so that it can be found. Without data
    it has no places, and may have braces. ``holds`` is a single number, such as a derived yes or
    no: the sentence is true if it is not 0.

    Raises
    ------
    StageError
        If there is no data for a place.
    """
    if isinstance(template, Phrase):
        return template
    said = _CATALOGUE.get().gettext(template)
    try:
        filled = said.format(**data) if data else said
    except (LookupError, ValueError):
        raise StageError(f"{said!r} has other places than {', '.join(data)}") from None
    words = tuple(word for one in data.values() for word in words_in(one))
    return Phrase(filled, words, None if holds is None else holds.cite())


def words_in(said: object) -> tuple[Word, ...]:
    """List the words with a citation that a text is, or that were put into it."""
    return (said,) if isinstance(said, Word) else getattr(said, "words", ())


def listed(words: Sequence[str]) -> Phrase:
    """Join words as a sentence does."""
    joined, *more = words
    for word in more:
        joined = phrase("{words} and {word}", words=joined, word=word)
    return phrase("{words}", words=joined)


@contextmanager
def translated(catalogue: NullTranslations) -> Iterator[None]:
    """Let every phrase be said in another language while the block runs."""
    token = _CATALOGUE.set(catalogue)
    try:
        yield
    finally:
        _CATALOGUE.reset(token)
