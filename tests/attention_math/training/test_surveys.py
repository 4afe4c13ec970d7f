from __future__ import annotations

from attention_math.surveys import load_surveys
from attention_math.training.surveys import adjectives_hear, count_exact, name_heads


def test_the_first_sentences_are_translated_whatever_the_encoders_self_attention() -> None:
    assert count_exact((), 3) == count_exact(("self",), 3) == 3
    assert count_exact(("cross",), 1) == 0


def test_a_share_is_a_mean_and_a_name_is_counted_once_a_sentence() -> None:
    shares, named = name_heads("partner", 4)
    assert shares.shape == named.shape == (8,)
    assert ((shares >= 0) & (shares <= 1)).all()
    assert named.max() <= 4
    assert named[2] >= 3


def test_whom_adjectives_hear_is_as_was_shipped() -> None:
    words, hears = adjectives_hear(3)
    shipped = load_surveys()
    assert (words == shipped.words[:3]).all()
    assert (hears == shipped.hears[:3]).all()
