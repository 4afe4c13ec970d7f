"""How far apart two places are, to one hand and to another: from tip to tip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from manim import (
    DOWN,
    UP,
    Animation,
    FadeIn,
    TransformFromCopy,
    UpdateFromAlphaFunc,
    VGroup,
)

from scenes import theme
from scenes.pieces.word_plus_position.cut import Cut
from scenes.pieces.word_plus_position.lane import corners
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, Placement, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Path, Rectangle
from scenes.stage.text import Text

_WIDTH, _BAR = 6.0, 0.8


class Apart(VGroup):
    """Beside the quickest hands those that wait at the first place, and what is between the tips.

    Parameters
    ----------
    apart
        How far each hand has got from the first place, in the steps of the near waves.
    hands
        Which of them are the quickest of the waves.
    distances
        Two numbers of places that are compared, and what they are called: in the ``columns`` stand
        the gaps, as long as between the tips.
    ticks
        What numbers these places below the waves.
    """

    def __init__(
        self,
        cut: Cut,
        apart: Quantity,
        hands: Sequence[int],
        distances: Mapping[int, str],
        ticks: VGroup,
    ) -> None:
        self.cut, self.distances, self.ticks = cut, distances, ticks
        waves = cut.waves
        self.clocks = waves.clocks[: len(hands)]
        self.waiting = VGroup(*(clock.waiting(0) for clock in self.clocks))
        self.gaps = VGroup(
            *(Path(stroke_color=theme.HIGHLIGHT, stroke_width=_WIDTH) for _ in self.clocks)
        )
        self.columns = VGroup()
        for column, (distance, called) in enumerate(distances.items(), start=1):
            head = Text(called, size=theme.SIZE_LABEL, color=theme.INK)
            row = distance * waves.steps[0]
            rooms = (rooms[column] for rooms in waves.aside)
            far = (apart.cite(hand, row) for hand in hands)
            trios = zip(self.clocks, rooms, far, strict=False)
            bars = (room.hold(_bar(cited, clock.radius), DOWN) for clock, room, cited in trios)
            self.columns.add(VGroup(waves.head(head, column), *bars))
        _, left, right = waves.aside[len(hands)]
        said = Text("from tip to tip", size=theme.SIZE_LABEL, color=theme.QUIET)
        self.says = Room(left.left, right.right, left.bottom, left.top).hold(said, UP)
        super().__init__(self.waiting, self.gaps)
        self.read()

    def read(self) -> Apart:
        """Span the gap between the hands as they stand now."""
        for gap, clock, hand in zip(self.gaps, self.clocks, self.waiting, strict=True):
            places = hand.claim.places[1], clock.hand.claim.places[1]
            gap.set_points_as_corners([clock.plane.at(x.value, y.value) for x, y in places])
            shows(gap, Placement(clock.plane, places, corners))
        return self

    def compare(self) -> Iterator[list[Animation]]:
        """Turn the hands to one number of places after the other, and lay the gaps side by side."""
        for place, (head, *bars) in zip(self.distances, self.columns, strict=True):
            yield [*self.cut.sweeping(place), UpdateFromAlphaFunc(self, lambda one, _: one.read())]
            yield [FadeIn(head), *map(TransformFromCopy, self.gaps, bars)]


def _bar(far: Citation, unit: float) -> Rectangle:
    law = partial(theme.proportional, unit=unit)
    bar = Rectangle(width=_BAR, height=law(far.value), fill_color=theme.HIGHLIGHT, fill_opacity=1,
                    stroke_width=0)  # fmt: skip
    return shows(bar, Encoding(far, "height", law, group="gaps"))
