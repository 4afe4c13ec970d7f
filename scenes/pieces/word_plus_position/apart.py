"""How far apart two places are: from tip to tip of every hand, all of it one distance."""

from __future__ import annotations

from collections.abc import Iterator

from manim import DR, RIGHT, UR, Animation, UpdateFromAlphaFunc, VGroup

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.pieces.word_plus_position.waves import Waves, corners
from scenes.stage.cited import Quantity
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Dot, Path
from scenes.stage.text import Numeral, Text

_AIR, _DOT, _SIZE, _WIDTH = 1.12, 0.14, 0.6, 4.0


class Apart(VGroup):
    """Beside every hand the one that waits at the first place, and over the places one distance.

    Parameters
    ----------
    room
        Where the distance is drawn.
    apart
        How far the vector of any place is from the first one's, in the steps of the near waves.
    distances
        Two numbers of places that are compared.
    """

    def __init__(
        self, waves: Waves, room: Room, apart: Quantity, distances: tuple[int, int]
    ) -> None:
        room, places = room.inset(bottom=0.5, top=0.4), float(waves.places)
        self.waves, self.apart, self.distances = waves, apart, distances
        ends = (0.0, places), (0.0, apart.limit() * _AIR)
        self.plane = room.hold(Plane(*ends, width=room.width, height=room.height))
        self.curve = Path(stroke_color=theme.INK, stroke_width=_WIDTH)
        self.waiting = VGroup(*(clock.waiting(0) for clock in waves.clocks))
        self.gaps = VGroup(
            *(Path(stroke_color=theme.HIGHLIGHT, stroke_width=_WIDTH) for _ in waves.clocks)
        )
        self.title = Text("how far, from tip to tip", size=theme.SIZE_TOKEN, color=theme.QUIET)
        self.title.next_to(self.plane.y_axis.get_end(), RIGHT, buff=0.25)
        self.dots, self.numbers, self.ticks = VGroup(), VGroup(), VGroup()
        for distance, side in zip(distances, (UR, DR), strict=True):
            cited = apart.cite(distance * waves.steps[0])
            dot = self.plane.dot(float(distance), cited, color=theme.HIGHLIGHT, radius=_DOT)
            number = Numeral(cited, size=_SIZE, color=theme.HIGHLIGHT)
            self.numbers.add(number.next_to(dot, side, buff=0.08))
            self.dots.add(dot)
            self.ticks.add(self.plane.x_tick(distance, size=theme.SIZE_TOKEN))
        self.unit = Text("places apart", color=theme.QUIET)
        self.unit.next_to(self.ticks, RIGHT, buff=0.3).stand_on(self.ticks[-1][1].get_bottom()[1])
        super().__init__(self.plane, self.title, self.ticks, self.unit, self.waiting, self.gaps,
                         self.curve)  # fmt: skip
        self.read(0)

    def read(self, step: int) -> Apart:
        """Span the gap between the hands as they stand now, and draw the distance so far."""
        self.step = step
        cited = tuple(
            (row / self.waves.steps[0], self.apart.cite(row)) for row in range(max(1, step) + 1)
        )
        self.curve.set_points_as_corners([self.plane.at(x, y.value) for x, y in cited])
        shows(self.curve, Placement(self.plane, cited, corners))
        for gap, clock, hand in zip(self.gaps, self.waves.clocks, self.waiting, strict=True):
            places = hand.claim.places[1], clock.hand.claim.places[1]
            gap.set_points_as_corners([clock.plane.at(x.value, y.value) for x, y in places])
            shows(gap, Placement(clock.plane, places, corners))
        return self

    def reading(self, place: int) -> Animation:
        """Read on to a place, while the hands turn to it."""
        start, end = self.step, place * self.waves.steps[0]
        return UpdateFromAlphaFunc(
            self, lambda one, alpha: one.read(round(start + alpha * (end - start)))
        )

    def stops(self) -> Iterator[tuple[int, Dot, Numeral]]:
        """Return each distance with its dot and its number."""
        return zip(self.distances, self.dots, self.numbers, strict=True)
