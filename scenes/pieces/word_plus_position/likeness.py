"""How alike two places are, by how far apart: the heights of all hands, added up."""

from __future__ import annotations

from collections.abc import Iterator

from manim import DR, RIGHT, UR, VGroup

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.pieces.word_plus_position.waves import Waves
from scenes.stage.cited import Quantity
from scenes.stage.shapes import Dot
from scenes.stage.text import Numeral, Text

_AIR, _DOT, _SIZE = 1.12, 0.14, 0.5


class Likeness(VGroup):
    """One curve that the waves add up to, with two distances to look at."""

    def __init__(self, waves: Waves, likeness: Quantity, distances: tuple[int, int]) -> None:
        room, most = waves.middle, likeness.limit() * _AIR
        self.plane = Plane((0.0, float(waves.places)), (0.0, most), width=room.width,
                           height=room.height)  # fmt: skip
        room.hold(self.plane)
        self.distances, steps = distances, len(likeness)
        places = [i * waves.places / (steps - 1) for i in range(steps)]
        self.curves = VGroup(
            *(self.plane.curve(places, likeness, color=theme.INK, width=4) for _ in waves.curves)
        )
        self.title = Text("how alike", color=theme.QUIET)
        self.title.next_to(self.plane.y_axis.get_end(), RIGHT, buff=0.15)
        self.dots, self.numbers, self.ticks = VGroup(), VGroup(), VGroup()
        for distance, side in zip(distances, (DR, UR), strict=True):
            cited = likeness.cite(distance * waves.steps[0])
            dot = self.plane.dot(float(distance), cited, color=theme.HIGHLIGHT, radius=_DOT)
            number = Numeral(cited, size=_SIZE, color=theme.HIGHLIGHT)
            self.numbers.add(number.next_to(dot, side, buff=0.05))
            self.dots.add(dot)
            self.ticks.add(self.plane.x_tick(distance, size=theme.SIZE_LABEL))
        self.apart = Text("places apart", color=theme.QUIET)
        self.apart.next_to(self.ticks, RIGHT, buff=0.3).stand_on(self.ticks[-1][1].get_bottom()[1])
        super().__init__(self.plane, self.title, self.ticks, self.apart)

    def stops(self) -> Iterator[tuple[int, Dot, Numeral]]:
        """Return each distance with its dot and its number."""
        return zip(self.distances, self.dots, self.numbers, strict=True)
