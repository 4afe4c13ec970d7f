"""How far apart two places are, to one hand and to another: from tip to tip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from manim import Animation, FadeIn, UpdateFromAlphaFunc, VGroup

from scenes import theme
from scenes.pieces.word_plus_position.lane import corners
from scenes.pieces.word_plus_position.waves import Waves
from scenes.stage.cited import Quantity
from scenes.stage.claims import Placement, shows
from scenes.stage.shapes import Path
from scenes.stage.text import Numeral, Text

_WIDTH = 4.0


class Apart(VGroup):
    """Beside the quickest hands those that wait at the first place, and what is between the tips.

    Parameters
    ----------
    apart
        How far each hand has got from the first place, in the steps of the near waves.
    hands
        Which of them are the quickest of the waves.
    distances
        Two numbers of places that are compared, and what they are called.
    """

    def __init__(
        self, waves: Waves, apart: Quantity, hands: Sequence[int], distances: Mapping[int, str]
    ) -> None:
        self.waves, self.distances = waves, distances
        self.clocks = waves.clocks[: len(hands)]
        self.waiting = VGroup(*(clock.waiting(0) for clock in self.clocks))
        self.gaps = VGroup(
            *(Path(stroke_color=theme.HIGHLIGHT, stroke_width=_WIDTH) for _ in self.clocks)
        )
        self.columns = VGroup()
        for column, (distance, called) in enumerate(distances.items(), start=1):
            head = Text(called, size=theme.SIZE_LABEL, color=theme.QUIET)
            row = distance * waves.steps[0]
            far = (apart.cite(hand, row) for hand in hands)
            rooms = (rooms[column] for rooms in waves.aside)
            numbers = (room.hold(Numeral(one, size=theme.SIZE_TOKEN, color=theme.HIGHLIGHT))
                       for room, one in zip(rooms, far, strict=False))  # fmt: skip
            self.columns.add(VGroup(waves.head(head, column), *numbers))
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
        """Turn the hands to one number of places after the other, and say how far they got."""
        for place, (head, *numbers) in zip(self.distances, self.columns, strict=True):
            yield [self.waves.turning(place), UpdateFromAlphaFunc(self, lambda one, _: one.read())]
            yield [FadeIn(head, *numbers)]
