"""Values as arrows, each in its lane: they shrink to their weights and are laid tip to tail."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from manim import (
    Animation,
    AnimationGroup,
    Create,
    GrowFromPoint,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.filled_arrow import FilledArrow
from scenes.pieces.weighted_sum.lanes import Lanes
from scenes.pieces.weighted_sum.two_sentences import TwoSentences
from scenes.stage.shapes import Rule

_STEP, _SPEED = 0.1, 5.0  # the least seconds of a step, and how fast a mix grows


class TipToTail:
    """The same arrows three times: whole, shrunk, and ``laid`` one after the other."""

    def __init__(self, lanes: Lanes, two: TwoSentences) -> None:
        self._lanes = lanes
        origin, places = two.origin.cite(), range(len(two.words))
        self._whole = [lanes.arrow(i, origin, two.places.cite(i)) for i in places]
        self._shrunk = [lanes.arrow(i, origin, two.shares.cite(i)) for i in places]
        ends = pairwise((origin, *two.sums.each()))
        self.laid = VGroup(*(lanes.arrow(i, *pair) for i, pair in enumerate(ends)))
        self.steps = VGroup(*(_step(*pair) for pair in pairwise(self.laid)))

    @property
    def start(self) -> float:
        """Where all of them begin."""
        return float(self.laid[0].ends()[0][0])

    def grow(self) -> Animation:
        """Let each value's arrow grow, its parcel at the tip."""
        growing = (GrowFromPoint(arrow, arrow.ends()[0]) for arrow in self._whole)
        moves = zip(growing, self._lanes.hand_out(), strict=True)
        return LaggedStart(*(AnimationGroup(*each) for each in moves), lag_ratio=0.2)

    def shrink(self) -> list[Animation]:
        return [ReplacementTransform(*pair) for pair in zip(self._whole, self._shrunk, strict=True)]

    def lay(self) -> Iterator[tuple[Animation, float, float]]:
        """Yield each move, where the mix is after it, and how long it takes."""
        steps = [None, *self.steps]
        for old, new, step in zip(self._shrunk, self.laid, steps, strict=True):
            moves = [ReplacementTransform(old, new), *map(Create, [step] if step else [])]
            end = float(new.ends()[1][0])
            yield AnimationGroup(*moves), end, _STEP + new.width / _SPEED


def _step(above: FilledArrow, below: FilledArrow) -> Rule:
    """Lead from the tip of an arrow down to where the next one begins."""
    ends = above.ends()[1], below.ends()[0]
    return Rule(*ends, color=theme.QUIET, stroke_width=theme.STROKE_THIN)
