"""One row of scores, and what the chapter makes of it: as it is, raised, lowered, heated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from manim import Mobject
from manim.utils.color import ManimColor

from attention_math.softmax_steps import ONE, TemperatureSweep, temperature_sweep
from attention_math.story import Heating, heating, keys_seen, two_largest
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.pieces.softmax.bands import SIZE
from scenes.pieces.softmax.softmax_working import SoftmaxWorking
from scenes.stage.cited import Declared, Quantity
from scenes.stage.derive import derive
from scenes.stage.layout import line
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.text import Numeral, Text

MANY = 1000.0


@dataclass(frozen=True)
class ScoreRow:
    """The scores of one query, and the weights that the model makes of them."""

    scores: Quantity
    weights: Quantity
    color_of: Callable[[float], ManimColor]

    def plain(self) -> SoftmaxWorking:
        """Lay the row out as the model computes it."""
        head = line(Text("score", size=SIZE), Formula(FORMULAS["logits"], size=SIZE), gap=0.15)
        return self._working(self.scores, head, self.weights)

    def raised(self) -> SoftmaxWorking:
        """Add so much to every score that exp overflows."""
        many = self.scores + MANY
        declared = Declared("parameter", of=many.name)
        more = Numeral(MANY, decimals=0, size=SIZE, prefix="+ ", declared=declared)
        return self._working(many, line(Text("score", size=SIZE), more, gap=0.15))

    def lowered(self) -> SoftmaxWorking:
        """Subtract the largest score from the raised ones."""
        many, (largest, _) = self.scores + MANY, two_largest(self.scores.values)
        head = line(Text("score", size=SIZE), Text("− largest", size=SIZE), gap=0.15)
        return self._working(many - many[largest], head)

    @cached_property
    def heated(self) -> TemperatureSweep:
        """Cite the temperatures, and the weights at each of them."""
        return derive(temperature_sweep, self.scores)

    @property
    def seen(self) -> int:
        """How many keys the mask leaves to the query."""
        return keys_seen(self.scores.values)

    def says_exp(self) -> Phrase:
        """Say what exp does to the row, in which there is −∞ where a mask hides a key."""
        if self.seen < len(self.scores):
            return phrase("The exponential makes scores positive, and minus infinity zero.")
        return phrase("The exponential makes every score positive, however low it is.")

    def says_cold(self) -> Phrase:
        """Say what can be seen of the lowest temperature."""
        one, sharpens, _ = self._heating()
        if not sharpens.values:
            return phrase(
                "A low temperature sharpens; here there is nothing left to take.",
                holds=1 - sharpens,
            )
        if one.values:
            return phrase(
                "A low temperature sharpens: the largest score takes more and more.",
                holds=sharpens * one,
            )
        return phrase(
            "A low temperature sharpens: the largest scores take more and more.",
            holds=sharpens - one,
        )

    def says_hot(self) -> Phrase:
        """Say what can be seen of the highest temperature."""
        evens = self._heating().evens
        if evens.values:
            return phrase(
                "A high temperature evens out: the weights draw closer together.", holds=evens
            )
        return phrase("A high temperature evens out; here too little to be seen.", holds=1 - evens)

    def _heating(self) -> Heating:
        return derive(heating, self.heated.weights, ONE)

    def _working(
        self, scores: Quantity, head: Mobject, weights: Quantity | None = None
    ) -> SoftmaxWorking:
        return SoftmaxWorking(scores, weights, head=head, color_of=self.color_of)
