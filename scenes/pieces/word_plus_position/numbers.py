"""The numbers of chapter 8: waves, and the two places of the story's word."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from attention_math.places import (
    Often,
    Places,
    comes_round,
    half_turn,
    how_often,
    moving_word,
    shown_waves,
)
from attention_math.positions import hands_apart, sinusoid_table, wavelengths
from scenes.mechanism import Mechanism
from scenes.pieces.word_plus_position.wheel import Wheel
from scenes.stage.cited import Declared, Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.layout import Room

PLACES, MOST_WAVES = 24, 8
STEPS, FAR_STEPS = 12, 4  # of a hand from one place to the next, and where it is seen from far
SLOW = 2  # the hand that is waited for
NEAR, WIDE = 4, 6  # places apart: the first hand is nearly round after six


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

    def _table(self, places: int, steps: int) -> Quantity:
        table = derive(sinusoid_table, places, self.width, steps, source="positions")
        return table[:, self.entries]

    @cached_property
    def near(self) -> Quantity:
        """The waves in a sentence, in fine steps."""
        return self._table(PLACES + 1, STEPS)

    def vector_of(self, place: int) -> Quantity:
        """The vector of a place."""
        return self.quantity("query_side.positions")[place][self.entries]

    @cached_property
    def far(self) -> Quantity:
        """The waves until a slow one points the other way, in coarse steps."""
        return self._table(1 + half_turn(self.lengths.values, SLOW), FAR_STEPS)

    @cached_property
    def hands(self) -> list[int]:
        """Which pairs of waves are shown."""
        return [entry // 2 for entry in self.entries[::2]]

    @cached_property
    def lengths(self) -> Quantity:
        """After how many places each hand that is shown has turned once."""
        return derive(wavelengths, self.width, source="positions")[self.hands]

    @cached_property
    def apart(self) -> Quantity:
        """How far every hand has got from the first place, in fine steps."""
        return derive(hands_apart, PLACES + 1, self.width, STEPS, source="positions")

    @cached_property
    def again(self) -> Quantity:
        """Find whether the first hand has come round while the next one is still under way."""
        return derive(comes_round, self.apart, NEAR * STEPS, WIDE * STEPS, self.hands[1])

    @cached_property
    def vectors(self) -> Quantity:
        """What the words bring, without any position: tokens × entries that are shown."""
        return self.quantity("query_side.token_embeddings")[:, self.entries]

    @cached_property
    def alike(self) -> list[int]:
        """Where the story's word stands."""
        tokens = self.trace.query_side.tokens
        return [i for i, token in enumerate(tokens) if token == tokens[self.places.word]]

    @cached_property
    def often(self) -> Often:
        """Whether it stands there once, or twice."""
        return derive(how_often, self.tokens("query"), self.places.word)

    @property
    def compared(self) -> list[int]:
        """The word's two places, from left to right."""
        return sorted(self.places[1:])

    def words_there(self) -> list[Word]:
        """Cite the word at each of its two places, also where it does not stand."""
        words = self.tokens("query").words()
        return [words[i if i in self.alike else self.places.word] for i in self.compared]

    def wheel(self, which: int, room: Room, numbered: Iterable[int]) -> Wheel:
        """Draw one of the hands as a wheel, and number some of the places that it comes to."""
        table = derive(sinusoid_table, WIDE + 1, self.width, source="positions")
        declared = {place: Declared("place", of=table[place].name) for place in numbered}
        heights, turn = self.near[:, 2 * which : 2 * which + 2], self.lengths.cite(which)
        return Wheel(room, heights, STEPS, declared, turn)

    def place_of(self, place: int) -> Declared:
        """Declare the number of a place."""
        return Declared("place", of=self.quantity("query_side.positions")[place].name)

    @property
    def declared(self) -> list[Declared]:
        """The places of the sentence."""
        return [self.place_of(i) for i in range(len(self.vectors))]
