"""Values as arrows, each in its lane: they shrink to their weights and are laid tip to tail."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from manim import Animation, GrowFromPoint, LaggedStart, ReplacementTransform, VGroup

from scenes.pieces.weighted_sum.lanes import Lanes
from scenes.pieces.weighted_sum.two_sentences import TwoSentences

_STEP, _SPEED = 0.2, 4.5  # the least seconds of a step, and how fast a mix grows


class TipToTail:
    """The same arrows three times: whole, shrunk, and ``laid`` one after the other."""

    def __init__(self, lanes: Lanes, two: TwoSentences) -> None:
        origin, places = two.origin.cite(), range(len(two.words))
        self._whole = [lanes.arrow(i, origin, two.places.cite(i)) for i in places]
        self._shrunk = [lanes.arrow(i, origin, two.shares.cite(i)) for i in places]
        ends = pairwise((origin, *two.sums.each()))
        self.laid = VGroup(*(lanes.arrow(i, *pair) for i, pair in enumerate(ends)))

    @property
    def start(self) -> float:
        """Where all of them begin."""
        return float(self.laid[0].ends()[0][0])

    def grow(self) -> Animation:
        growing = (GrowFromPoint(arrow, arrow.ends()[0]) for arrow in self._whole)
        return LaggedStart(*growing, lag_ratio=0.2)

    def shrink(self) -> list[Animation]:
        return [ReplacementTransform(*pair) for pair in zip(self._whole, self._shrunk, strict=True)]

    def lay(self) -> Iterator[tuple[Animation, float, float]]:
        """Yield each move, where the mix is after it, and how long it takes."""
        for old, new in zip(self._shrunk, self.laid, strict=True):
            end = float(new.ends()[1][0])
            yield ReplacementTransform(old, new), end, _STEP + new.width / _SPEED
