"""What is said of a model's counts, each sentence where it is true."""

from __future__ import annotations

from attention_math.tally import Tally
from scenes.stage.phrases import Phrase, phrase


def note(counts: Tally) -> Phrase:
    """Say in small how it is counted: a table that is used twice counts twice."""
    if counts.is_tied.values:
        return phrase("counted from its sizes · a shared table twice", holds=counts.is_tied)
    return phrase("counted from its sizes")


def side_by_side(counts: Tally) -> Phrase:
    """Say what all heads of a block make: the square again, if each has its own keys and values."""
    if counts.is_square.values:
        return phrase(
            "All heads of a block, side by side: the forbidden square is back.",
            holds=counts.is_square,
        )
    return phrase("Side by side, all heads of a block: value-ups are the output matrix.")


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
