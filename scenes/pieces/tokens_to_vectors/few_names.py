"""A few names in the space of words."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VMobject

from scenes import theme
from scenes.mobjects.space_of_words import Names, SpaceOfWords
from scenes.pieces.tokens_to_vectors.numbers import Numbers

_FEW = 4  # names of a gender


def few_names(space: SpaceOfWords, cited: Numbers, beside: Sequence[VMobject]) -> Names:
    """Name some nouns of either gender, those of the sentences before all others."""
    names = Names()
    for side in ("masculine noun", "feminine noun"):
        chosen, taken = cited.sooner(space.of_kind(side)), (*beside, *names)
        names.add(*space.names(chosen, beside=taken, size=theme.SIZE_TOKEN, most=_FEW))
    return names
