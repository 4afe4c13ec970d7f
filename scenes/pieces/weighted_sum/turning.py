"""A word's vector, and the update that turns it, in the plane in which two updates differ."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import LEFT, RIGHT, VGroup, VMobject

from attention_math.principal import Turned
from scenes import theme
from scenes.mobjects.filled_arrow import FilledArrow
from scenes.mobjects.line_of_gender import LineOfGender
from scenes.mobjects.plane import Coordinate, value_of
from scenes.stage.cited import Quantity
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room
from scenes.stage.text import Text

Point = tuple[Coordinate, Coordinate]


class Turning(VGroup):
    """The old arrow, the update at its tip, and the new arrow; ``show`` goes from step to step.

    The plane stands over the line of gender so that the new tip is right above the mix.
    """

    def __init__(
        self, turned: Turned, way: Quantity, *, line: LineOfGender, room: Room, at: int
    ) -> None:
        self._sums, self._line, self._room = turned.sums, line, room
        left, right = (float(line.over(way.cite(step), 0)[0]) for step in (0, -1))
        across = turned.sums[-1, 0] - turned.sums[0, 0]
        self._scale = (right - left) / float(across.values)
        self._start = left - self._scale * turned.sums.cite(0, 0).value
        self._up = abs(self._scale)
        self._vector: Point = (turned.vector.cite(0), turned.vector.cite(1))
        self.old, self.update_arrow, self.new = (
            FilledArrow(np.zeros(3), np.ones(3), color=color, thick=thick)
            for color, thick in ((theme.QUIET, 0.13), (theme.VALUE, 0.18), (theme.HIGHLIGHT, 0.18))
        )
        self.names = VGroup(
            Text("its vector", color=theme.QUIET), Text("the update", color=theme.VALUE)
        )
        self._lead(self.old, (0.0, 0.0), self._vector)
        self._up *= min(1.0, room.height / self.old.height)  # else it would not fit
        self._lead(self.old, (0.0, 0.0), self._vector)
        self.names[0].next_to(self.old.ends().mean(axis=0), LEFT, buff=0.25)
        super().__init__(self.old, self.update_arrow, self.new)
        self.show(at)
        start, end = self.update_arrow.ends()
        self.names[1].next_to(start, LEFT if end[0] > start[0] else RIGHT, buff=0.2)

    def parts(self) -> Iterator[tuple[VMobject, ...]]:
        """Yield each arrow in the order in which they are drawn, with its name if it has one."""
        yield self.old, self.names[0]
        yield self.update_arrow, self.names[1]
        yield (self.new,)

    def at(self, x: float, y: float) -> np.ndarray:
        """Return where on the stage a point of the plane is."""
        return np.array([self._start + self._scale * x, self._room.bottom + self._up * y, 0.0])

    def show(self, step: int) -> Turning:
        """Show the update at a step, and what it makes of the vector."""
        end = self._sum(step)
        self._lead(self.update_arrow, self._vector, end)
        self._lead(self.new, (0.0, 0.0), end)
        return self

    def _sum(self, step: int) -> Point:
        return self._sums.cite(step, 0), self._sums.cite(step, 1)

    def _lead(self, arrow: FilledArrow, start: Point, end: Point) -> FilledArrow:
        arrow.reach(*(self.at(*map(value_of, point)) for point in (start, end)))
        return shows(arrow, Placement(self, (start, end), FilledArrow.ends))
