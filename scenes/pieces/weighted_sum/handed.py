"""What one head hands to one word, and where on a line that lies."""

from __future__ import annotations

from collections.abc import Mapping

from attention_math.derived import column_totals, steps_between
from attention_math.directions import places_along
from attention_math.principal import principal_plane
from attention_math.story import farthest_from
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive

STEPS = 160


class Handed:
    """A word's weights, the values that they weigh, and their mix, along one line.

    Parameters
    ----------
    arrays
        Of the head, by the names of a trace; ``tokens`` are the words of its keys.
    line
        Some point of the line, and its direction.

    Attributes
    ----------
    words, weights, places
        The words, how the query weighs them, and where their values lie.
    """

    def __init__(
        self, arrays: Mapping[str, Quantity], query: int, line: tuple[Quantity, Quantity]
    ) -> None:
        self._arrays, self._line = arrays, line
        self.words, self.weights = arrays["tokens"], arrays["weights"][query]
        self.places = self._along(arrays["value"])

    @property
    def origin(self) -> Quantity:
        """Where on the line a value of nothing but zeros lies: there its arrows begin."""
        return self._along(self._line[0] * 0.0)

    @property
    def shares(self) -> Quantity:
        """Where the arrows end when they have shrunk to their weights."""
        return self.origin + self._shrunk

    @property
    def sums(self) -> Quantity:
        """Where they end when they are laid tip to tail: at last at the mix."""
        return self.origin + derive(column_totals, self._shrunk)

    @property
    def _shrunk(self) -> Quantity:
        return self.weights * (self.places - self.origin)

    @property
    def mixes(self) -> Quantity:
        """Where the mixes of all the words lie."""
        return self._along(self._arrays["output"])

    def _along(self, vectors: Quantity) -> Quantity:
        return derive(places_along, vectors, *self._line)


class TwoMixes(Handed):
    """Two words of any head, and their mixes on the line along which its values differ most.

    Attributes
    ----------
    query, other
        The word, and the one whose mix lies farthest from its own; ``others`` chose it.
    way
        Where the one's mix, from step to step, becomes the other's.
    percent
        The part of the line in the whole spread of the values.

    Raises
    ------
    ValueError
        If the values have a single dimension.
    """

    def __init__(self, arrays: Mapping[str, Quantity], query: int) -> None:
        plane = derive(principal_plane, arrays["value"])
        super().__init__(arrays, query, (plane.center, plane.axes[0]))
        self.query, self.percent = query, plane.percent
        self.others = derive(farthest_from, self.mixes, query)
        self.other = int(self.others.values[0])
        self.other_weights = arrays["weights"][self.other]
        self.way = derive(steps_between, self.mixes[query], self.mixes[self.other], STEPS)
