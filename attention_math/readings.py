"""What a query can be read as asking, where training makes it legible."""

from __future__ import annotations

from collections.abc import Sequence

from attention_math.shipped import MODELS
from attention_math.training.grammar import ADJECTIVES, DETERMINERS, NOUNS

_ASKING = {*DETERMINERS, *(adjective.english for adjective in ADJECTIVES)}
_NOUNS = {noun.english for noun in NOUNS}


def question_of(model: str, word: str, partner: str) -> str | None:
    """Put a token's question into words, if it is one that the model was trained to ask.

    Only of a model of the grammar alone is it known: an adjective or a determiner that looks at a
    noun needs the noun's gender. Everything else returns ``None``: no meaning is made up.
    """
    learnt_from = MODELS[model].learnt_from if model in MODELS else None
    if learnt_from == "grammar" and word in _ASKING and partner in _NOUNS:
        return "which noun is mine?"
    return None


def noun_places(words: Sequence[str]) -> list[int | None]:
    """Find for each adjective and determiner the place of its noun: the next one to the right.

    Known words are those of the generated grammar; others, and an adjective after its noun, have
    no place.
    """
    places: list[int | None] = []
    for place in range(len(words)):
        following = next((i for i in range(place, len(words)) if words[i] in _NOUNS), None)
        between = words[place:following] if following is not None else []
        places.append(following if between and set(between) <= _ASKING else None)
    return places
