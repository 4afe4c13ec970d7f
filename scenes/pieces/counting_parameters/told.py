"""What is said of a model's counts, each sentence where it is true."""

from __future__ import annotations

from attention_math.tally import Tally
from scenes.stage.phrases import Phrase, phrase


def numbers(counts: Tally) -> Phrase:
    """Say what is counted; a table that is used twice counts twice."""
    if counts.is_tied.values:
        return phrase("numbers in its matrices, as if untied", holds=counts.is_tied)
    return phrase("numbers in its matrices")


def beside_attention(counts: Tally) -> Phrase:
    """Say how large the feed-forward matrices are."""
    if counts.fits.values:
        return phrase("Each of the feed-forward matrices is exactly as large.", holds=counts.fits)
    return phrase("Then come the feed-forward matrices.")


def answer(counts: Tally) -> Phrase:
    """Say how much of the model is attention."""
    if counts.is_third.values:
        return phrase(
            "Attention is all you need, and two thirds are elsewhere.", holds=counts.is_third
        )
    if counts.is_less.values:
        return phrase("Attention is all you need, and most is elsewhere.", holds=counts.is_less)
    return phrase("Attention is all you need, and the rest is elsewhere.")
