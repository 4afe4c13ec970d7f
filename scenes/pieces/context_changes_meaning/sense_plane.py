"""One word in many sentences: a point each, which goes from layer to layer."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    FadeOut,
    ReplacementTransform,
    VGroup,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.pieces.context_changes_meaning.measured import Measured
from scenes.stage.cited import extent
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Circle, Dot, Line
from scenes.stage.text import Numeral, Text

_DOT, _AIR, _RING, _NOTE = 0.19, 0.1, 0.3, 0.36


class SensePlane(Plane):
    """Whoever is `brought` begins where the word enters, and goes on with the others.

    Both axes have one unit, and are the same for all layers.
    """

    def __init__(self, told: Measured, room: Room) -> None:
        low, high = (end * (1 + _AIR) for end in extent(*told.seen.places))
        self.unit = min(room.width / (high[0] - low[0]), room.height / (high[1] - low[1]))
        ends = zip(low.tolist(), high.tolist(), strict=True)
        size = {"width": self.unit * (high[0] - low[0]), "height": self.unit * (high[1] - low[1])}
        super().__init__(*ends, **size, color=theme.LINE)
        room.hold(self)
        self.told, self.layer, self.points_of = told, 0, dict[int, Dot]()
        self.layers = len(told.seen.places) - 1

    def bring(self, number: int, hue: ManimColor | None = None) -> Dot:
        """Make the point of one sentence, in the hue of its sense if no other is given."""
        place = tuple(self.told.seen.places[self.layer, number].each())
        hue = hue or self.told.hue(number)
        self.points_of[number] = point = self.dot(*place, radius=_DOT, color=hue).set_z_index(2)
        return point

    def bring_others(self) -> list[Dot]:
        """Make the points of all sentences that are not there yet."""
        every = range(len(self.told.labels))
        return [self.bring(number) for number in every if number not in self.points_of]

    def enter(self, number: int, hue: ManimColor) -> Dot:
        """Make the point of one more sentence, where the word enters."""
        self.layer = 0
        return self.bring(number, hue)

    def to(self, layer: int, numbers: Iterable[int] | None = None) -> list[Animation]:
        """Go to where all points, or some, are after so many layers."""
        self.layer = layer
        going = [*self.points_of] if numbers is None else numbers
        return [self._become(number, self.points_of[number].get_fill_color()) for number in going]

    def paint(self, number: int) -> Animation:
        """Let a point take the hue of its sense."""
        return self._become(number, self.told.hue(number))

    def ring(self, number: int) -> Circle:
        """Make a ring around a point."""
        place = tuple(self.told.seen.places[self.layer, number].each())
        ring = Circle(_RING, color=theme.HIGHLIGHT, stroke_width=theme.STROKE_FRAME)
        ring.move_to(self.points_of[number])
        return shows(ring, Placement(self, (place,), lambda one: one.get_center()[None]))

    def thread(self, start: int, end: int, width: float) -> Line:
        """Draw a line from one point to another, in the hue of the other's sense."""
        ends = [self.points_of[one].get_center() for one in (start, end)]
        drawn = Line(*ends, color=self.told.hue(end), stroke_width=width).set_z_index(1)
        places = tuple(tuple(self.told.seen.places[self.layer, one].each()) for one in (start, end))
        return shows(drawn, Placement(self, places, _ends))

    def beside(self, number: int) -> Dot:
        """Return a copy of a point on its outer side, where a guess may stand."""
        dot = self.points_of[number]
        return dot.copy().next_to(dot, RIGHT if dot.get_x() > self.at(0, 0)[0] else LEFT)

    def kept(self, room: Room) -> VGroup:
        """Say in a corner how much of the last layer's spread the plane keeps."""
        before, after = (Text(one, size=_NOTE) for one in ("the plane keeps", "% of the spread"))
        number = Numeral(self.told.seen.percent.cite(), decimals=0, size=_NOTE)
        rows = VGroup(before, line(number, after, gap=0.12)).arrange(
            DOWN, buff=0.12, aligned_edge=LEFT
        )
        return room.hold(rows, DOWN + LEFT)

    def go_home(self) -> Animation:
        """Let all points go where the axes cross, and be gone."""
        points = self.points_of.values()
        return FadeOut(*points, target_position=self.at(0, 0), run_time=theme.QUICK)

    def _become(self, number: int, hue: ManimColor) -> Animation:
        return ReplacementTransform(self.points_of[number], self.bring(number, hue))


def _ends(line: Line) -> np.ndarray:
    return np.array([line.get_start(), line.get_end()])
