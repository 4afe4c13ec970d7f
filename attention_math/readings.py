"""What the grammar knows of words: what a query asks, which nouns, which forms, which twin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from jaxtyping import Float, Shaped

from attention_math.arrays import Array
from attention_math.shipped import MODELS
from attention_math.story import telling_pair
from attention_math.training.grammar import ADJECTIVES, BEINGS, DETERMINERS, NOUNS, THINGS
from attention_math.wordlist import normalise

_ASKING = {*DETERMINERS, *(adjective.english for adjective in ADJECTIVES)}
_FEMININE = {noun.english: noun.feminine for noun in NOUNS}


def question_of(model: str, word: str, partner: str) -> str | None:
    """Put a token's question into words, if it is one that the model was trained to ask.

    Only of a model of the grammar alone is it known: an adjective or a determiner that looks at a
    noun needs the noun's gender. Everything else returns ``None``: no meaning is made up.
    """
    learnt_from = MODELS[model].learnt_from if model in MODELS else None
    if learnt_from == "grammar" and word in _ASKING and partner in _FEMININE:
        return "which noun is mine?"
    return None


def noun_places(words: Sequence[str]) -> list[int | None]:
    """Find for each adjective and determiner the place of its noun: the next one to the right.

    Known words are those of the generated grammar; others, and an adjective after its noun, have
    no place.
    """
    places: list[int | None] = []
    for place in range(len(words)):
        following = next((i for i in range(place, len(words)) if words[i] in _FEMININE), None)
        between = words[place:following] if following is not None else []
        places.append(following if between and set(between) <= _ASKING else None)
    return places


def told_place(words: Sequence[str], weights: Float[Array, "queries keys"]) -> int:
    """Choose whose row of all heads is followed: the first word that its noun follows at once.

    Among words that the grammar does not know it is the one least certain where to look.
    """
    nouns = enumerate(noun_places(words))
    asking = next((place for place, noun in nouns if noun == place + 1), None)
    return telling_pair(weights, lambda _pair: False).query if asking is None else asking


def adjective_forms(word: str) -> tuple[str, str] | None:
    """Give an adjective's French forms, masculine and feminine, if the grammar knows it."""
    known = (adjective for adjective in ADJECTIVES if adjective.english == word)
    return next(((adjective.masculine, adjective.feminine) for adjective in known), None)


def is_feminine(word: str) -> bool:
    """Say whether a word of the grammar is a noun that is feminine in French."""
    return _FEMININE.get(word, False)


def nouns_to_exchange(words: Sequence[str]) -> tuple[int, int] | None:
    """Find the places of the first noun and of the next one of the other gender, if there are."""
    first = next((place for place, word in enumerate(words) if word in _FEMININE), None)
    second = None if first is None else _of_other_gender(words, first)
    return None if second is None else (first, second)


def twin_of(words: Sequence[str], noun: int) -> tuple[str, int | None]:
    """Write a sentence in which the noun at a place has the other gender in French.

    The first noun that has it changes places with it, and that place is told; if the sentence has
    none, the first of its kind in the grammar takes its place.

    Examples
    --------
    >>> twin_of(["the", "cat", "sees", "the", "car"], 1)
    ('the car sees the cat', 4)
    >>> twin_of(["heavy", "box"], 1)
    ('heavy book', None)
    """
    place = _of_other_gender(words, noun)
    if place is not None:
        return exchanged(" ".join(words), noun, place), place
    own = next(one for one in NOUNS if one.english == words[noun])
    alike = THINGS if own in THINGS else BEINGS
    new = next(one.english for one in alike if one.feminine != own.feminine)
    return " ".join([*words[:noun], new, *words[noun + 1 :]]), None


def _of_other_gender(words: Sequence[str], noun: int) -> int | None:
    """Find the place of the first noun that has not the gender of the one at a place."""
    own = _FEMININE[words[noun]]
    return next((i for i, word in enumerate(words) if _FEMININE.get(word, own) != own), None)


def gender_of(french: str) -> Literal["masculine", "feminine"] | None:
    """Say which gender a French noun, adjective or determiner of the grammar has, if just one."""
    forms = [(one.french, one.feminine) for one in NOUNS]
    for masculine, feminine in (
        *DETERMINERS.values(),
        *((one.masculine, one.feminine) for one in ADJECTIVES),
    ):
        forms += [(masculine, False), (feminine, True)]
    found = {feminine for form, feminine in forms if form == french}
    return ("masculine", "feminine")[found.pop()] if len(found) == 1 else None


def exchanged(sentence: str, first: int, second: int) -> str:
    """Write a sentence with two of its words, counted from 0, in each other's place.

    Examples
    --------
    >>> exchanged("the cat sees the car", 1, 4)
    'the car sees the cat'
    """
    words = normalise(sentence).split()
    for place in (first, second):
        if not 0 <= place < len(words):
            raise ValueError(f"there is no word {place} in {sentence!r}: count from 0")
    words[first], words[second] = words[second], words[first]
    return " ".join(words)


def exchanged_words(
    words: Sequence[str] | Array, first: int, second: int
) -> Shaped[Array, " words"]:
    """Let two of some words stand in each other's place."""
    order = np.arange(len(words))
    order[[first, second]] = second, first
    return np.asarray(words)[order]


def falling_adjective(
    words: Sequence[str], before: Sequence[str] | Array, after: Sequence[str] | Array
) -> tuple[int, int] | None:
    """Find the last adjective whose French falls from feminine to masculine, and its noun."""
    for place, noun in reversed([*enumerate(noun_places(words))]):
        if noun is not None and (after[place], before[place]) == adjective_forms(words[place]):
            return place, noun
    return None


def two_nouns(words: Sequence[str]) -> tuple[int, int] | None:
    """Find the places of the first noun and of the last one that is another, if there are."""
    places = [place for place, word in enumerate(words) if word in _FEMININE]
    others = (place for place in reversed(places) if words[place] != words[places[0]])
    second = next(others, None)
    return None if second is None else (places[0], second)


def twin(sentence: str) -> str:
    """Write a sentence with its nouns exchanged, or its one noun for one of the other gender.

    Raises
    ------
    ValueError
        If it has no noun of the grammar.

    Examples
    --------
    >>> twin("the white cat sees the green car")
    'the white car sees the green cat'
    """
    words = normalise(sentence).split()
    if places := nouns_to_exchange(words):
        return exchanged(sentence, *places)
    place = next((place for place, word in enumerate(words) if word in _FEMININE), None)
    if place is None:
        raise ValueError(f"{sentence!r} has none of the nouns whose gender the models have learnt")
    words[place] = "cat" if _FEMININE[words[place]] else "car"
    return " ".join(words)


def kept_place(words: Sequence[str], others: Sequence[str]) -> int:
    """Find a word that two sentences have at one place: an adjective, or else the first.

    Raises
    ------
    ValueError
        If there is none.
    """
    kept = [place for place, (one, two) in enumerate(zip(words, others, strict=True)) if one == two]
    if not kept:
        raise ValueError(f"{' '.join(words)!r} has no word that its twin keeps")
    return next((place for place in kept if adjective_forms(words[place])), kept[0])
