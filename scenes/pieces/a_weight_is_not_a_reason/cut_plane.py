"""Edges as dots: to the right how much each weighs, upwards how sure its word is without it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from manim import (
    DOWN,
    LEFT,
    UP,
    Animation,
    AnimationGroup,
    VGroup,
    linear,
    rush_into,
    squish_rate_func,
)
from manim import ReplacementTransform as Become

from scenes import theme
from scenes.mobjects.motion import passing
from scenes.mobjects.plane import Plane
from scenes.pieces.a_weight_is_not_a_reason.two_edges import Point
from scenes.stage.cited import Word
from scenes.stage.claims import Furniture, Placement, shows
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Dot, Line
from scenes.stage.text import Numeral, Text

LARGE = 0.21  # of the dots of the two edges
_AIR, _DOT, _NEXT, _STEP = 1.08, 0.13, 0.4, 0.1
_SIZE, _SURE, _TICK, _APART = 0.5, 0.42, 0.36, 0.2
_LEFT, _RIGHT, _TOP, _BOTTOM = 1.45, 0.5, 1.0, 0.62  # for the glass, names and numbers
_SWEEP, _FALL = 2.4, 0.9  # seconds that a blade takes over all edges, and a dot
_GUESSES = (0.45, 0.12), (0.65, 0.12)
_MIDDLE = 0.5  # above it, what is written stands below its dot


class CutPlane(VGroup):
    """Axes with a dot for each edge, a pair of its weight and its word's probability without it."""

    def __init__(self, room: Room) -> None:
        inner = room.inset(left=_LEFT, right=_RIGHT, top=_TOP, bottom=_BOTTOM)
        self.plane = Plane((0.0, 1.0), (0.0, _AIR), width=inner.width, height=inner.height)
        self.plane.move_to(inner.center)
        self.unit = float(self.plane.at(0, 1)[1] - self.plane.at(0, 0)[1])
        self.sure = Text("how sure", size=_SURE, color=theme.QUIET)
        self.sure.next_to(self.plane.y_axis, UP, buff=_APART).set_x(room.left + _LEFT / 2)
        weight = Text("weight", size=_SIZE, color=theme.QUIET)
        self.weight = weight.move_to(self.plane.at(0.75, 0)).shift(DOWN * 0.35)
        across = (self.plane.x_tick(at, decimals=1, size=_TICK) for at in (0.5, 1.0))
        up = (self.plane.y_tick(at, decimals=1, size=_TICK) for at in (0.0, 1.0))
        self.ticks = VGroup(*across, *up)
        super().__init__(self.plane, self.sure, self.weight, self.ticks)

    def mark(self, point: Point, word: Word) -> Dot:
        """Draw an edge at the axis: only how high it is tells something yet."""
        dot = Dot(self.plane.at(0, point[1].value), radius=LARGE, color=hue_of_gender(word))
        return shows(dot, Placement(self.plane, (point,), _height))

    def dot(self, point: Point, word: Word, radius: float = _DOT) -> Dot:
        """Draw an edge as a dot in the hue of its word."""
        return self.plane.dot(*point, color=hue_of_gender(word), radius=radius)

    def tell(self, point: Point) -> VGroup:
        """Write beside its dot how much an edge weighs."""
        said = line(Text("weight", size=_SIZE), Numeral(point[0], size=_SIZE), gap=0.14)
        return self._beside(said, point)

    def turned(
        self, lost: Iterable[tuple[Point, Word, Word]], names: Sequence[VGroup]
    ) -> list[VGroup]:
        """Write beside dots which word it was and which is written now, clear of other names."""
        said: list[VGroup] = []
        for point, *words in lost:
            old, new = (Text(word, size=_SIZE, color=hue_of_gender(word)) for word in words)
            told = self._beside(line(old, Text("→", size=_SIZE), new, gap=0.14), point)
            while any(_touch(told, other) for other in (*names, *said)):
                told.shift(_side(point) * _STEP)
            said.append(told)
        return said

    def floor(self) -> list[np.ndarray]:
        """Say where dots will be that fall."""
        return [self.plane.at(*place) for place in _GUESSES]

    def sweep(self, waiting: Iterable[Dot], fallen: Iterable[Dot]) -> Animation:
        """Let a blade go from the faintest edges to the heaviest: whose word is lost, falls."""
        low, high = self.plane.at(0, 0), self.plane.at(0, _AIR)
        blade = Line(low, high, color=theme.HIGHLIGHT, stroke_width=theme.STROKE_FRAME)
        shows(blade, Furniture("blade"))
        across = self.plane.at(1, 0) - low
        going = blade.animate(rate_func=linear, run_time=_SWEEP).shift(across)
        whole = _SWEEP + _FALL
        falls = []
        for one, other in zip(waiting, fallen, strict=True):
            at = _SWEEP * (one.get_x() - low[0]) / across[0] / whole
            rate = squish_rate_func(rush_into, at, at + _FALL / whole)
            falls.append(Become(one, other, rate_func=rate, run_time=whole))
        return AnimationGroup(passing(blade, going), *falls)

    def _beside(self, said: VGroup, point: Point) -> VGroup:
        """Stand above a dot, or below one near the top, and inside the axes."""
        place = self.plane.at(*(one.value for one in point))
        said.next_to(place, _side(point), buff=_NEXT)
        beyond = said.get_right()[0] - self.plane.at(1, 0)[0]
        return said.shift(LEFT * max(0.0, beyond))


def _height(dot: Dot) -> np.ndarray:
    return np.array([[np.nan, dot.get_y(), 0.0]])


def _side(point: Point) -> np.ndarray:
    return UP if point[1].value < _MIDDLE else DOWN


def _touch(one: VGroup, other: VGroup) -> bool:
    apart = np.abs(one.get_center() - other.get_center())
    return bool((2 * apart[:2] < [one.width + other.width, one.height + other.height]).all())
