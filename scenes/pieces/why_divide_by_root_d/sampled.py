"""What was sampled for five widths of a head, and what softmax makes of it."""

from __future__ import annotations

from functools import cached_property

from attention_math.experiments import dot_product_variance, histogram, softmax_saturation
from scenes.stage.cited import Declared, Quantity
from scenes.stage.derive import derive

WIDTHS = (4, 16, 64, 256, 1024)
ROOTS = (2.0, 4.0, 8.0, 16.0, 32.0)
REACH = 4.0  # roots to either side of zero: there a bell ends
BINS = 31  # an odd number: one bin lies around zero
_PLACES = (1, 3, 5, 7, 9)  # of these widths among all that were sampled


class Sampled:
    """Cites scores of independent entries, as they are and divided, by the place of a width."""

    @cached_property
    def _products(self) -> object:
        return derive(dot_product_variance, source="experiments")

    @cached_property
    def _saturation(self) -> object:
        return derive(softmax_saturation, source="experiments")

    @property
    def declared(self) -> Declared:
        """Say what the widths, and how many scores there are, belong to."""
        return Declared("parameter", of=self._products.products.name)

    def variance(self, place: int) -> Quantity:
        return self._products.variances[_PLACES[place]]

    def counts(self, place: int, *, divided: bool) -> Quantity:
        """Count the scores of a width, in as many bins for each of them."""
        table = self._products.scaled if divided else self._products.products
        return derive(histogram, table[_PLACES[place]], BINS, self.reach(place, divided=divided))

    def reach(self, place: int, *, divided: bool) -> float:
        """Return how far to either side scores are counted."""
        return REACH if divided else REACH * ROOTS[place]

    def row(self, place: int, *, divided: bool) -> Quantity:
        """Cite the weights of one row: its largest is the median of all rows."""
        return self._softmax(divided).typical[_PLACES[place]]

    def dead(self, place: int, *, divided: bool) -> Quantity:
        """Cite the percentage of the rows of which one key takes all but a hundredth."""
        return self._softmax(divided).dead[_PLACES[place]]

    def _softmax(self, divided: bool) -> object:
        return self._saturation.scaled if divided else self._saturation.unscaled
