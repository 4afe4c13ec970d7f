"""The numbers of chapter 8: waves, the story's word, and what enters the model for it."""

from __future__ import annotations

from functools import cached_property

from attention_math.places import Places, moving_word, same_distance, shown_waves
from attention_math.positions import sinusoid_table
from scenes.mechanism import Mechanism
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive

PLACES = 24
STEPS = 12  # points of a curve from one place to the next
MOST_WAVES = 8
STOPS = 3


class Positions(Mechanism):
    """A chapter on one word at two places."""

    @cached_property
    def places(self) -> Places:
        return moving_word(self.trace.query_side.tokens, self.pair.query)

    @cached_property
    def entries(self) -> list[int]:
        """Which entries of a position are shown."""
        return shown_waves(self.width, MOST_WAVES)

    @property
    def width(self) -> int:
        return self.trace.query_side.positions.shape[1]

    @cached_property
    def sinusoids(self) -> Quantity:
        table = derive(sinusoid_table, PLACES, self.width, source="positions")
        return table[:, self.entries]

    def curves(self) -> Quantity:
        table = derive(sinusoid_table, PLACES, self.width, STEPS, source="positions")
        return table[:, self.entries]

    def input(self, place: int) -> Quantity:
        """Cite what enters the model for the word at a place, also where it does not stand."""
        tokens, word = self.trace.query_side.tokens, self.places.word
        if tokens[place] == tokens[word]:
            return self.quantity("query_side.embeddings")[place]
        moved = self.quantity("query_side.token_embeddings")[word]
        return moved + self.quantity("query_side.positions")[place]

    def stops(self) -> list[tuple[int, int]]:
        """Choose pairs of places that are as far apart as the story's two, all along the table."""
        return same_distance(self.places.first, self.places.second, PLACES, STOPS)
