"""The numbers of chapter 9: waves, the story's word, and what enters the model for it."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np

from attention_math.positions import sinusoid_table
from scenes.mechanism import Mechanism
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive

PLACES = 24
STEPS = 12  # points of a curve from one place to the next
MOST_WAVES = 8
STOPS = 3


class Places(NamedTuple):
    """A word, and two places: in the sentence it stands at the second, and may at the first."""

    word: int
    first: int
    second: int


class Positions(Mechanism):
    """A chapter on one word at two places."""

    @cached_property
    def places(self) -> Places:
        """Choose the first word that the sentence repeats, or else let its query word move."""
        words = self.trace.query_side.tokens
        for second, word in enumerate(words):
            if word in words[:second]:
                return Places(second, words.index(word), second)
        word = self.pair.query
        return Places(word, 0 if word else len(words) - 1, word)

    @cached_property
    def entries(self) -> np.ndarray:
        """Choose which entries are shown: all, or as many pairs as fit, from quick to slow."""
        pairs = self.trace.query_side.positions.shape[1] // 2
        shown = np.linspace(0, pairs - 1, min(pairs, MOST_WAVES // 2)).round().astype(int)
        return np.array([2 * pair + part for pair in shown for part in (0, 1)])

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
        apart = self.places.second - self.places.first
        low, high = max(0, -apart), PLACES - 1 - max(0, apart)
        starts = np.linspace(self.places.first, high if high > low else low, STOPS)
        return [(int(start), int(start) + apart) for start in starts.round()]
