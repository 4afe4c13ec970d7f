"""The scores of a head that writes nothing, under each mask, and the row that loses most to one."""

from __future__ import annotations

from typing import NamedTuple

from manim.utils.color import ManimColor

from attention_math.masked_scores import heard_most, mask_pattern, weights_under
from attention_math.story import freed_row, most_ahead
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
    free, causal, later, padded, both, filled
        As of `Told`; the last token is taken for filling.
    query, fallen
        The row that loses most to the causal mask, and it alone.
    """

    def __init__(
        self, scores: Quantity, listeners: Quantity, tokens: Quantity, *, is_masked: bool
    ) -> None:
        self.tokens, self._listeners = tokens, listeners
        self._scores, self._is_masked = scores, is_masked
        masks = "none", "causal", "later", "padding", "causal and padding"
        self.free, self.causal, self.later, self.padded, self.both = map(self._under, masks)
        self.filled = self.free
        self.query = freed_row(self.free.weights.values, self.causal.visible.values)
        self.fallen = range(self.query, self.query + 1)
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

    def asks_row(self) -> Phrase:
        return phrase("Whom does “{word}” hear most?", word=self.word)

    def says_row(self) -> Phrase:
        if self._is_masked:
            return phrase("What “{word}” hears most, without its own mask:", word=self.word)
        return phrase("What “{word}” hears most, with nothing hidden:", word=self.word)

    def asks_earlier(self) -> Phrase:
        return phrase("Hide all earlier words. What will “{word}” hear?", word=self.word)

    def asks_filling(self) -> Phrase:
        return phrase("The padding mask hides the last token, as if it were filling.")
