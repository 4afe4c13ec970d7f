"""The scores of a head that writes nothing, under each mask, and the row that loses most to one."""

from __future__ import annotations

from typing import NamedTuple

from manim.utils.color import ManimColor

from attention_math.masked_scores import FILLING, heard_most, mask_pattern, weights_under
from attention_math.story import (
    all_alike,
    freed_row,
    most_ahead,
    taken_by_filling,
)
from scenes import theme
from scenes.pieces.same_scores_four_masks.told import Told
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.phrases import Phrase, phrase


class Reading(NamedTuple):
    """What is heard under a mask, as a `MaskedReading` has it of a model that writes."""

    tokens: Quantity
    written: Quantity
    scaled: Quantity
    weights: Quantity
    visible: Quantity


class Heard(Told):
    """What one head weighs under each mask, and what each row hears most.

    Attributes
    ----------
    free, causal, later, padded, filled
        As of `Told`; the last token is taken for filling.
    query
        The row that loses most to the causal mask.
    """

    filling = FILLING

    def __init__(
        self, scores: Quantity, listeners: Quantity, tokens: Quantity, *, is_masked: bool
    ) -> None:
        self.tokens, self._listeners = tokens, listeners
        self._scores, self._is_masked = scores, is_masked
        self.free, self.causal, self.later, self.padded = map(
            self._under, ("none", "causal", "later", "padding")
        )
        self.filled = self.free
        self.query = freed_row(self.free.weights.values, self.causal.visible.values)
        self.word = listeners.words()[self.query]

    def _under(self, mask: str) -> Reading:
        visible = derive(mask_pattern, len(self.tokens), mask, source=self.tokens.source)
        weights = derive(weights_under, self._scores, visible)
        heard = derive(heard_most, weights, self._listeners).as_pale_as(self._listeners)
        return Reading(self.tokens, heard, self._scores, weights, visible)

    @staticmethod
    def hue(_word: str) -> ManimColor:
        """Return the hue of those who are heard."""
        return theme.KEY

    @property
    def listeners(self) -> Quantity:
        return self._listeners

    def _leaders(self) -> Quantity:
        return derive(most_ahead, self.free.weights[self.query], self.query)

    def taken(self, reading: Reading) -> Reading:
        """Say what share of each row's weight the last token takes, and of which word most."""
        return derive(taken_by_filling, reading.weights, len(self.tokens) - FILLING)

    def says_row(self) -> Phrase:
        return phrase("One row, with nothing hidden: what “{word}” hears.", word=self.word)

    def says_rows(self) -> Phrase:
        if self._is_masked:
            return phrase("Each row lights what it hears, without its own mask.")
        return phrase("First, hide nothing: beside each row stands what it hears most.")

    def says_title(self) -> Phrase:
        return phrase("hears most")

    def says_question(self) -> Phrase:
        return phrase("Three more masks: which one changes what “{word}” hears?", word=self.word)

    def says_filling(self) -> Phrase:
        word = self.listeners.chosen(self.taken(self.filled).row).words()[0]
        return phrase(
            "Were the last token filling, it took this of what “{word}” hears.", word=word
        )

    def says_padded(self) -> Phrase:
        return phrase("The padding mask hides it: it gets nothing.")

    def asks_earlier(self) -> Phrase:
        return phrase("Hide all earlier words. What will “{word}” hear?", word=self.word)

    def says_what_stays(self) -> Phrase:
        row = slice(self.query, self.query + 1)
        alike = derive(all_alike, self.free.written[row], self.later.written[row])
        if alike.values:
            return phrase("What it hears most is the same as without a mask.", holds=alike)
        return phrase("What it hears most is not the same as without a mask.", holds=1 - alike)

    def says_causal(self) -> Phrase:
        return phrase("The causal mask hides all later words. Who must listen elsewhere?")
