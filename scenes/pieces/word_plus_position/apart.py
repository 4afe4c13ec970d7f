"""How far apart two places are: from tip to tip of every hand, all of it one distance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import LEFT, RIGHT, UP, Animation, FadeIn, UpdateFromAlphaFunc, VGroup

from scenes import theme
from scenes.pieces.word_plus_position.waves import CREST, Waves, corners
from scenes.stage.cited import Quantity
from scenes.stage.claims import Placement, shows
from scenes.stage.shapes import Path, Rule
from scenes.stage.text import Numeral, Text

_SIZE, _WIDTH, _GAP = 0.42, 4.0, 0.1


class Apart(VGroup):
    """Beside every hand the one that waits at the first place, and what lies between their tips.

    Parameters
    ----------
    apart
        How far the vector of any place is from the first one's, in the steps of the near waves.
    distances
        Two numbers of places that are compared.
    numbered
        Places below which their number stands already.
    """

    def __init__(self, waves: Waves, apart: Quantity, distances: tuple[int, int],
                 numbered: Sequence[int]) -> None:  # fmt: skip
        self.waves, self.distances = waves, distances
        self.waiting = VGroup(*(clock.waiting(0) for clock in waves.clocks))
        self.gaps = VGroup(
            *(Path(stroke_color=theme.HIGHLIGHT, stroke_width=_WIDTH) for _ in waves.clocks)
        )
        first, last, self.stops = waves.lanes[0], waves.lanes[-1], VGroup()
        for distance, side in zip(distances, (RIGHT, LEFT), strict=True):
            line = Rule(first.at(distance, CREST), last.at(distance, 0), color=theme.QUIET)
            number = Numeral(apart.cite(distance * waves.steps[0]), size=_SIZE,
                             color=theme.HIGHLIGHT)  # fmt: skip
            number.next_to(line, UP, buff=_GAP).align_to(line, side)
            self.stops.add(VGroup(line, number))
            if distance not in numbered:
                self.stops[-1].add(last.x_tick(distance, size=theme.SIZE_TOKEN)[1])
        self.title = Text("from tip to tip, in all", size=theme.SIZE_TOKEN, color=theme.QUIET)
        self.title.next_to(number, buff=0.3).stand_on(number.get_bottom()[1])
        super().__init__(self.waiting, self.gaps, self.title)
        self.read()

    def read(self) -> Apart:
        """Span the gap between the hands as they stand now."""
        for gap, clock, hand in zip(self.gaps, self.waves.clocks, self.waiting, strict=True):
            places = hand.claim.places[1], clock.hand.claim.places[1]
            gap.set_points_as_corners([clock.plane.at(x.value, y.value) for x, y in places])
            shows(gap, Placement(clock.plane, places, corners))
        return self

    def compare(self) -> Iterator[list[Animation]]:
        """Turn the hands to one number of places after the other, and say how far they got."""
        for place, stop in zip(self.distances, self.stops, strict=True):
            yield [self.waves.turning(place), UpdateFromAlphaFunc(self, lambda one, _: one.read())]
            yield [FadeIn(stop)]
