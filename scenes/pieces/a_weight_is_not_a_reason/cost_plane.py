"""Edges as dots: how much each weighs to the right, and what its cut costs upwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from manim import DOWN, LEFT, UP, Animation, FadeIn, FadeOut, ReplacementTransform, VGroup

from attention_math.story import ends
from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Citation
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Circle, Dot
from scenes.stage.text import Numeral, Text

_AIR, _DOT, _RING = 1.2, 0.15, 0.27
_SIZE, _TICK, _APART = 0.44, 0.36, 0.2
_LEFT, _RIGHT, _TOP, _BOTTOM = 1.0, 0.5, 0.5, 0.55  # what names and numbers need around the axes

_FAINT, _NAMED = 0.6, 0.9
_FAR, _FREE = (0.93, 0.0), 0.5  # where heavy edges are, and where none is
Point = tuple[Citation, Citation]


class CostPlane(VGroup):
    """Axes that all of some edges have room on, each a pair of its weight and its cost."""

    def __init__(self, room: Room, points: Sequence[Point], *, ticks: Iterable[float]) -> None:
        low, high = ends(np.array([cost.value for _, cost in points]))
        inner = room.inset(left=_LEFT, right=_RIGHT, top=_TOP, bottom=_BOTTOM)
        size = {"width": inner.width, "height": inner.height}
        self.plane = Plane((0.0, 1.0), (_AIR * low, _AIR * high), **size)
        self.plane.move_to(inner.center)
        self.ticks = VGroup(*(self.plane.x_tick(at, decimals=1, size=_TICK) for at in (0.5, 1.0)))
        decimals = 0 if high > 1 else 2
        for value in ticks:
            if _AIR * low < value < _AIR * high:
                self.ticks.add(self.plane.y_tick(value, decimals=decimals, size=_TICK))
        self.names = VGroup(Text("weight", size=_SIZE), Text("cost in nats", size=_SIZE))
        self.names.set_color(theme.QUIET)
        below = self.plane.at(0.72, 0)
        self.names[0].move_to(below).shift(DOWN * 0.4)
        self.names[1].next_to(self.plane.y_axis, UP, buff=_APART)
        self.names[1].align_to(self.plane.y_axis, LEFT)
        self.dots = VGroup(*(self._dot(point) for point in points))
        super().__init__(self.plane, self.ticks, self.names)

    def give_way_to(self, other: CostPlane) -> Iterable[Animation]:
        """Let the axes become another's, on which other edges have room."""
        yield ReplacementTransform(self.plane, other.plane)
        yield ReplacementTransform(self.names, other.names)
        yield FadeOut(self.ticks, run_time=theme.QUICK)
        yield FadeIn(other.ticks)

    def ring(self, point: Point) -> Circle:
        """Draw a ring around a dot."""
        ring = Circle(_RING, color=theme.HIGHLIGHT, stroke_width=theme.STROKE_FRAME)
        ring.move_to(self.plane.at(*(one.value for one in point)))
        return shows(ring, Placement(self.plane, (point,), lambda one: one.get_center()[None]))

    def tell(self, point: Point) -> VGroup:
        """Write beside a dot how much its edge weighs, and what its cut costs."""
        weight, cost = point
        said = line(
            Text("weight", size=_SIZE),
            Numeral(weight, size=_SIZE),
            Text("cost", size=_SIZE),
            Numeral(cost, decimals=3, size=_SIZE),
            gap=0.14,
        )
        place = self.plane.at(weight.value, cost.value)
        return said.next_to(place, LEFT, buff=_RING + _APART)

    def far_end(self) -> Sequence[float]:
        """Say where heavy edges are, whatever they cost."""
        return self.plane.at(*_FAR)

    def note(self, *lines: VGroup) -> VGroup:
        """Put what is said of all dots where there are none."""
        said = VGroup(*lines).arrange(DOWN, buff=_APART)
        return said.move_to(self.plane.at(_FREE, self.plane.y_range[0] / 2))

    def label(self, words: Sequence[VGroup]) -> VGroup:
        """Write words again beside the dots: the last one's at its own, the others' in a line."""
        *cheap, dear = (word.copy() for word in words)
        named = line(*cheap, gap=2 * _APART)
        named.next_to(self.plane.at(_NAMED, 0), LEFT, buff=0).shift(UP * 2 * _APART)
        return VGroup(*named, dear.next_to(self.dots[-1], LEFT, buff=_APART))

    def recede(self, places: Iterable[int]) -> Iterable[Animation]:
        """Let some dots wait, so that the others are looked at."""
        yield from (self.dots[place].animate.set_opacity(_FAINT) for place in places)

    def _dot(self, point: Point) -> Dot:
        return self.plane.dot(*point, color=theme.WEIGHT, radius=_DOT)
