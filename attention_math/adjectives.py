"""Adjectives that follow their noun in French, and which others may stand in their place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from jaxtyping import Shaped

from attention_math.arrays import Array
from attention_math.readings import adjective_forms, noun_places
from attention_math.training.grammar import NOUNS


def replaced_word(words: Sequence[str] | Array, place: int, word: str) -> Shaped[Array, " words"]:
    """Let another word stand at a place."""
    return np.array([*words[:place], word, *words[place + 1 :]])


def late_adjective(english: Sequence[str], french: Sequence[str]) -> tuple[int, int] | None:
    """Find the first adjective whose French follows its noun: its place, and the French noun's.

    Examples
    --------
    >>> late_adjective(["the", "white", "cat"], ["[START]", "le", "chat", "blanc"])
    (1, 2)
    """
    known = {noun.english: noun.french for noun in NOUNS}
    for place, noun in enumerate(noun_places(english)):
        forms = () if noun is None else adjective_forms(english[place]) or ()
        for row in range(1, len(french) - 1):
            if french[row + 1] in forms and french[row] == known[english[noun]]:
                return place, row
    return None


def adjectives_instead(words: Sequence[str], place: int) -> tuple[str, str]:
    """Name two adjectives to stand at a place: one that follows its French noun, one before it.

    The second sounds right after an "a" too.
    """
    late = "white" if words[place] == "black" else "black"
    return late, "big" if "a" in words[place - 1 : place] else "old"
