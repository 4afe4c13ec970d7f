"""Generated French agrees, elides and links as French does, and unseen pairs stay unseen."""

from __future__ import annotations

import pytest

from attention_math.training.corpus import Pair
from attention_math.training.grammar import (
    ADJECTIVES,
    FIXED_PAIRS,
    NOUNS,
    UNSEEN,
    noun_phrase,
    sentences,
    unseen_phrases,
    unseen_sentences,
)

WORDS = {adjective.english: adjective for adjective in ADJECTIVES}
NOUN = {noun.english: noun for noun in NOUNS}


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("the green car", "la voiture verte"),
        ("the white cat", "le chat blanc"),
        ("the white tree", "l'arbre blanc"),
        ("a new tree", "un nouvel arbre"),
        ("this old bird", "ce vieil oiseau"),
        ("a beautiful bird", "un bel oiseau"),
        ("my heavy apple", "ma pomme lourde"),
        ("this big house", "cette grande maison"),
    ],
)
def test_phrases_agree(english: str, french: str) -> None:
    determiner, adjective, noun = english.split()
    assert noun_phrase(determiner, WORDS[adjective], NOUN[noun]) == Pair(english, french)


def test_this_before_a_vowel_is_cet() -> None:
    assert noun_phrase("this", None, NOUN["tree"]).french == "cet arbre"


def test_unseen_pairs_never_stand_in_training_text() -> None:
    text = " . ".join(pair.english for pair in sentences(5_000, seed=1))
    assert len(UNSEEN) > 100
    for adjective, noun in UNSEEN:
        assert f" {adjective.english} {noun.english} " not in f" {text} "


def test_unseen_material_is_unseen_and_aligned() -> None:
    assert len(unseen_phrases()) == len(UNSEEN)
    for pair, forms in unseen_sentences(50, seed=3):
        assert len(forms) == 5
        assert set(forms) <= set(pair.english.split())
        assert all(form in pair.french for form in forms.values())


def test_the_film_s_sentences_are_generated() -> None:
    generated = sentences(2_000, seed=1)
    assert all(pair in generated for pair in FIXED_PAIRS)
