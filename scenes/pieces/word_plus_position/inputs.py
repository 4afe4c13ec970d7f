"""What chapter 8 makes of waves: a word with its place added, as rows and in the space of words."""

from __future__ import annotations

from functools import cached_property

from manim import VGroup

from attention_math.directions import WordSpace, places_along, word_space
from attention_math.places import entries_apart
from scenes import theme
from scenes.pieces.word_plus_position.numbers import Positions
from scenes.pieces.word_plus_position.row_sum import NAME, RowSum, two_sums
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.layout import Room, line
from scenes.stage.text import Numeral, Text


class Inputs(Positions):
    """A chapter on one word, to which two places are added."""

    @cached_property
    def limit(self) -> float:
        """Where the one scale of words, places and inputs ends."""
        return self.quantity("query_side.embeddings").limit()

    def input(self, place: int) -> Quantity:
        """Cite what enters the model for the word at a place, also where it does not stand."""
        tokens, word = self.tokens("query").words(), self.places.word
        if tokens[place] == tokens[word]:
            return self.quantity("query_side.embeddings")[place]
        moved = self.quantity("query_side.token_embeddings")[word]
        return moved + self.quantity("query_side.positions")[place]

    @cached_property
    def differing(self) -> list[int]:
        """Which of the entries that are shown its two places make differ."""
        return entries_apart(*(self.input(place).values[self.entries] for place in self.compared))

    def sums(self, room: Room) -> list[RowSum]:
        """Add to the word each of its two places."""
        made = []
        given = zip(two_sums(room), self.words_there(), self.compared, strict=True)
        for own, name, place in given:
            number = Numeral(place, decimals=0, size=NAME, declared=self.place_of(place))
            word = self.vectors[place if place in self.alike else self.places.word]
            rows = word, self.vector_of(place), self.input(place)[self.entries]
            made.append(RowSum(own, name, number, rows, self.limit))
        return made

    def named(self) -> VGroup:
        """Write the word and what is added to it, for each of its two places."""
        names, size = VGroup(), theme.SIZE_FORMULA
        for word, place in zip(self.words_there(), self.compared, strict=True):
            number = Numeral(place, decimals=0, declared=self.place_of(place), size=size)
            added = (one.set_color(theme.QUIET) for one in (Text("+ place", size=size), number))
            names.add(line(Text(word, size=size, color=theme.HIGHLIGHT), *added, gap=0.15))
        return names

    @cached_property
    def space(self) -> WordSpace:
        return derive(word_space, self.model, source=self.trace.source.label)

    def in_space(self, vector: Quantity) -> Quantity:
        """Find where a vector lies among the words."""
        return derive(places_along, vector[None], self.space.center, self.space.axes)[0]
