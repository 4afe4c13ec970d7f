"""What one head hands to one word in a sentence and in its twin, all on one line of gender."""

from __future__ import annotations

from collections.abc import Mapping

from attention_math.directions import falls_into_halves, telling_nouns
from attention_math.story import Pair
from scenes.pieces.weighted_sum.handed import Handed
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.gender import Turning
from scenes.stage.needing_models import needing_models
from scenes.stage.refusal import StageError

NEEDED = (
    "this chapter needs an adjective or a determiner that looks most at its own noun, by which its "
    "French turns: the white cat sees the green car, or my heavy box"
)


class TwoSentences(Turning, Handed):
    """A word that agrees with its noun: what it is handed here, and in the sentence's twin.

    Attributes
    ----------
    own, twin
        Of the sentence and of the twin: the words, how the word weighs them, and where on the line
        their values lie.
    gloss
        What the model writes for all words of the sentence.
    """

    def __init__(self, model: str, head: int, arrays: Mapping[str, Quantity], pair: Pair) -> None:
        try:
            Turning.__init__(self, model, head, arrays, pair)
        except LookupError as error:
            raise StageError(str(error)) from None
        Handed.__init__(self, arrays, pair.query, (self.line.center, self.line.axis))
        with needing_models():
            from attention_math.interventions import hide_word
        self.own = self.words, self.weights, self.places
        self.twin = self.handed.words, self.handed.weights, self._along(self.handed.value)
        gloss = derive(hide_word, model, self.texts[0], source=arrays["tokens"].source)
        self.gloss = gloss.before

    @property
    def fall_apart(self) -> Quantity:
        """Whether both genders are there, and each word lies on the side of its own."""
        return derive(falls_into_halves, self.mixes, self.turn, self.words)

    def telling(self) -> list[int]:
        """Choose nouns that tell what the line is about."""
        return telling_nouns(self.line.nouns.values, self.turn.values)
