"""Where adjectives stand in French is known from its grammar, and others can take their place."""

from __future__ import annotations

import pytest

from attention_math.adjectives import adjectives_instead, late_adjective, replaced_word


@pytest.mark.parametrize(
    ("english", "french", "found"),
    [
        ("the white cat sees", "[START] le chat blanc voit", (1, 2)),
        ("the old cat sees the green car", "[START] le vieux chat voit la voiture verte", (5, 6)),
        ("the old cat", "[START] le vieux chat", None),
        ("the white cat sees", "[START] le chat voit", None),
        ("birds sing", "[START] les oiseaux chantent", None),
    ],
)
def test_an_adjective_is_late_if_its_french_follows_its_noun(
    english: str, french: str, found: tuple[int, int] | None
) -> None:
    assert late_adjective(english.split(), french.split()) == found


def test_other_adjectives_differ_from_the_one_that_they_stand_for() -> None:
    assert adjectives_instead(["the", "white", "cat"], 1) == ("black", "old")
    assert adjectives_instead(["a", "black", "cat"], 1) == ("white", "big")
    assert replaced_word(["a", "black", "cat"], 1, "big").tolist() == ["a", "big", "cat"]
