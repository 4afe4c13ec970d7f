"""What is said of a measured time, where it is true."""

from __future__ import annotations

from attention_math.costs import Doubled
from scenes.stage.phrases import Phrase, phrase


def how_it_grows(compared: Doubled) -> Phrase:
    """Say how much longer a text takes that is twice as long."""
    if compared.is_fourfold.values:
        return phrase(
            "Timed: twice the text takes about four times as long.", holds=compared.is_fourfold
        )
    return phrase("A longer text takes more than its share.", holds=compared.is_more)
