"""Which heads are shown large, in which order all stand, and whom each hears most."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from attention_math.heads_apart import are_side_by_side
from attention_math.story import differing_heads, in_order_of_looks, ranking
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.phrases import Phrase, phrase

_EIGHT = 8


class Told:
    """What the heads of a layer, counted from 0, look at for one word; and what is said of them.

    Parameters
    ----------
    tokens
        The sentence.
    row
        The word's place in it.
    joined
        What all heads together make of all words, and what one of them makes.
    seen
        Which words it may look at.

    Attributes
    ----------
    heroes
        Heads that look at different words, in the order of these.
    order
        All heads, in the order of the words that they look at.
    """

    def __init__(
        self,
        tokens: Quantity,
        weights: Sequence[Quantity],
        row: int,
        joined: tuple[Quantity, Quantity],
        *,
        seen: Sequence[bool],
    ) -> None:
        self.tokens, self.weights, self.row, self.seen = tokens, weights, row, seen
        self._are_eight = derive(are_side_by_side, *joined, _EIGHT)
        self.words = tokens.words()
        rows = np.array([one.values[row] for one in weights])
        self.heroes, self.order = differing_heads(rows), in_order_of_looks(rows)

    @property
    def word(self) -> Word:
        """The word that all of them read for."""
        return self.words[self.row]

    def heard(self, head: int) -> Word:
        """Return the word that a head hears most."""
        most = derive(ranking, self.weights[head][self.row])[:1]
        return self.tokens.chosen(most).words()[0]

    def says(self) -> Phrase:
        """Say whom the heads hear that are shown large."""
        match [self.heard(head) for head in self.heroes]:
            case [one]:
                return phrase("Whichever we ask, it hears “{one}” most.", one=one)
            case [one, other]:
                return phrase("One hears “{one}” most, another “{other}”.", one=one, other=other)
            case [one, other, third]:
                return phrase(
                    "One hears “{one}” most, one “{other}”, one “{third}”.",
                    one=one,
                    other=other,
                    third=third,
                )

    def asks(self) -> Phrase:
        """Ask whom all of them hear."""
        if self._are_eight.values:
            return phrase(
                "Eight heads read “{word}” at once. Do all hear the same word?",
                holds=self._are_eight,
                word=self.word,
            )
        return phrase(
            "All heads read “{word}” at once. Do they hear the same word?", word=self.word
        )

    def gathers(self) -> Phrase:
        """Say what all of them do."""
        if self._are_eight.values:
            return phrase(
                "All eight at once: below each, the word that it hears most.",
                holds=self._are_eight,
            )
        return phrase("All heads at once: below each, the word that it hears most.")

    def answers(self) -> Phrase:
        """Say what comes of them."""
        if self._are_eight.values:
            return phrase(
                "Eight heads, one update: this is what “{word}” has gained.",
                holds=self._are_eight,
                word=self.word,
            )
        return phrase("All heads, one update: this is what “{word}” has gained.", word=self.word)
