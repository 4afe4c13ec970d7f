"""What a model's chances for the next token are asked for, each cited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from attention_math.softmax_steps import total
from attention_math.story import come_as_taught
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.needing_models import needing_models
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.refusal import StageError

if TYPE_CHECKING:
    from attention_math.chance import Draws, Heated, Passes, Sample
TEMPERATURES = 0.5, 1.0, 2.0


class Chances:
    """A model that writes running text, and a sentence for it to go on with.

    Raises
    ------
    StageError
        If it is another model.
    """

    def __init__(self, model: str, sentence: str, tokens: Quantity) -> None:
        if model != "speaker":
            raise StageError("this chapter draws the next token: choose the model speaker")
        with needing_models():
            from attention_math import chance, habits
        self._chance, self._habits = chance, habits
        self.model, self.sentence, self.source = model, sentence, tokens.source

    def often(self) -> Sample:
        """Draw the next token a thousand times."""
        return self._cite(self._chance.draw_often, self.model, self.sentence)

    def once(self) -> Draws:
        """Draw it once, so that it joins the sentence."""
        return self._cite(self._chance.draw_on, self.model, self.sentence, 1)

    def heated(self) -> list[Heated]:
        """Draw by the second of the thousand numbers: cold, as it is, and hot."""
        call = self._chance.draw_heated
        return [self._cite(call, self.model, self.sentence, one) for one in TEMPERATURES]

    def begins(self, words: Sequence[str]) -> Quantity:
        """Say which of some words that may follow are only beginnings of words."""
        return self._cite(self._chance.only_begin, self.model, self.sentence, _plain(words))

    def passes(self, words: Sequence[str]) -> Passes:
        """Compare one pass over words with one over each of their beginnings."""
        return self._cite(self._chance.compare_passes, self.model, _plain(words))

    def frames(self, words: Sequence[str]) -> Quantity:
        """Count how its training text went on after the sentence."""
        return self._cite(self._habits.frames_after, self.sentence, _plain(words))

    def says_where_from(self, passes: Passes) -> Phrase:
        """Say how it was taught, by one pass that asks after all beginnings."""
        return phrase(
            "Where do its odds come from? Lessons: a mask hid what came next.", holds=passes.agree
        )

    def says_taught(self, counts: Quantity) -> Phrase:
        """Say what lies on the piles of some words, the last number left out."""
        if (taught := derive(total, counts[:-1])[0]).values:
            return phrase("A card for each lesson that began so.", holds=taught)
        return phrase("What may come after these words has a pile here.")

    def says_poured(self, shares: Quantity, counts: Quantity) -> Phrase:
        """Say what the shares of a thousand draws are like."""
        if (alike := derive(come_as_taught, shares, counts)).values:
            return phrase("In all, it speaks as it was taught.", holds=alike)
        return phrase("In all, what caught more is said more often.")

    def _cite(self, function: Any, *given: object) -> Any:  # noqa: ANN401 - what it returns, cited
        return derive(function, *given, source=self.source)


def _plain(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(str, words))
