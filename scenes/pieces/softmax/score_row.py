"""One row of raw scores, and what the chapter says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from attention_math.arrays import softmax
from attention_math.softmax_steps import (
    HOT,
    ONE,
    TemperatureSweep,
    can_be_raised,
    exponentials,
    lead_can_be_raised,
    place_of,
    temperature_sweep,
)
from attention_math.story import decimals_of_scores, evens_out, two_largest
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

    @property
    def is_far(self) -> bool:
        """Whether e to the scores themselves has more digits than anybody reads."""
        return not self._can_be_raised.values

    @cached_property
    def _can_be_raised(self) -> Quantity:
        """Whether e to the scores themselves can be read."""
        return derive(can_be_raised, self.row)

    @cached_property
    def told(self) -> Quantity:
        """The scores to which e is raised: without the largest, where those have no readable e."""
        return self.lowered[0] if self.is_far else self.row

    @cached_property
    def raised(self) -> Quantity:
        """What e to them makes of them."""
        return derive(exponentials, self.told)

    @property
    def tells_factor(self) -> bool:
        """Whether the factor by which the best is ahead can be read."""
        return bool(self._lead.values)

    @cached_property
    def _lead(self) -> Quantity:
        return derive(lead_can_be_raised, self.told)

    @property
    def decimals(self) -> int:
        return decimals_of_scores(self.row.limit())

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

    def says_what_to_raise(self) -> Phrase:
        """Say to what e is raised: to the scores, or to what is left without the best."""
        if self.is_far:
            return phrase(
                "Nobody can draw e to such scores. Only leads count: take the best off.",
                holds=1 - self._can_be_raised,
            )
        return phrase("Raise e to each score: now all are positive.", holds=self._can_be_raised)

    def says_less_for_all_others(self) -> Phrase:
        """Say what e makes of scores without the best."""
        lowered = 1 - self._can_be_raised
        return phrase("Raise e to each: one for the best, less for all others.", holds=lowered)

    def says_lead(self) -> Phrase:
        """Say what e makes of a lead, and whether it is seen."""
        if self.tells_factor:
            return phrase("A lead in score becomes a factor.", holds=self._lead)
        return phrase(
            "A lead in score becomes a factor: here too large to be seen in bars.",
            holds=1 - self._lead,
        )

    def says_hot(self) -> Phrase:
        """Say what can be seen of a high temperature."""
        if self._evens.values:
            return phrase("A high one evens out: all draw closer together.", holds=self._evens)
        return phrase("A high one evens out; here too little to be seen.", holds=1 - self._evens)

    def says_cold(self) -> Phrase:
        """Say what can be seen of a low one."""
        if self._evens.values:
            return phrase("A low one sharpens: the largest takes ever more.", holds=self._evens)
        return phrase("A low one sharpens; here little is left to take.", holds=1 - self._evens)

    @cached_property
    def _evens(self) -> Quantity:
        warm, hot = self.stops(ONE, HOT)
        return derive(evens_out, self.heated.weights[: hot + 1], warm)
