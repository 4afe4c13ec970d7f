"""One row of raw scores, and what the chapter says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from attention_math.arrays import softmax
from attention_math.softmax_steps import HOT, ONE, TemperatureSweep, place_of, temperature_sweep
from attention_math.story import evens_out, two_largest
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.phrases import Phrase, phrase


@dataclass(frozen=True)
class ScoreRow:
    """The scores of one query on the keys that it sees (1 × keys), and the root of d_k."""

    scores: Quantity
    root: Quantity

    @property
    def row(self) -> Quantity:
        return self.scores[0]

    @property
    def places(self) -> tuple[int, int]:
        """Where the largest score is, and where the next one."""
        return two_largest(self.row.values)

    @cached_property
    def weights(self) -> Quantity:
        """What softmax makes of the scores as they are."""
        return derive(softmax, self.row)

    @property
    def lowered(self) -> Quantity:
        """The scores without the largest, which softmax does not notice."""
        return self.scores - self.row[self.places[0]]

    @cached_property
    def heated(self) -> TemperatureSweep:
        """Cite the temperatures, the root among them, and the weights at each of them."""
        return derive(temperature_sweep, self.row, self.root)

    def stops(self, *temperatures: float) -> Sequence[int]:
        """Find the places of some temperatures in the sweep."""
        return [place_of(self.heated.temperatures.values, one) for one in temperatures]

    def says_hot(self) -> Phrase:
        """Say what can be seen of a high temperature."""
        warm, hot = self.stops(ONE, HOT)
        evens = derive(evens_out, self.heated.weights[: hot + 1], warm)
        if evens.values:
            return phrase("A high one evens out: all draw closer together.", holds=evens)
        return phrase("A high one evens out; here too little to be seen.", holds=1 - evens)
