"""A wheel that turns as places go by: where they leave their dots, and the way from the first."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from manim import (
    DOWN,
    Animation,
    AnimationGroup,
    FadeIn,
    LaggedStart,
    UpdateFromAlphaFunc,
    VGroup,
    linear,
)

from scenes import theme
from scenes.pieces.word_plus_position.clocks import Clock
from scenes.pieces.word_plus_position.lane import corners
from scenes.stage.cited import Citation, Declared, Quantity
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Dot, Path
from scenes.stage.text import Numeral, Text

_RADIUS, _BESIDE = 0.39, 0.4  # of the face's room; from the rim out to the number of a place
_DOT, _WIDTH, _NAME = 0.12, 6.0, 0.6


class Wheel(VGroup):
    """One hand (steps × sine and cosine), the first of its places, and the way from there.

    Parameters
    ----------
    steps
        How many of its steps a place has.
    called
        The numbers of places whose dots are numbered; the last is where it stops.
    turn
        After how many places it has turned once.
    """

    def __init__(
        self,
        room: Room,
        heights: Quantity,
        steps: int,
        called: Mapping[int, Declared],
        turn: Citation,
    ) -> None:
        face, foot = room.rows(5, 0.9)
        self.steps, self.last, self.numbers = steps, max(called), {}
        self.clock = face.hold(Clock(heights, _RADIUS * face.height))
        number = Numeral(turn, decimals=1, size=theme.SIZE_GUESS, color=theme.HIGHLIGHT)
        self.turn = foot.hold(line(number, Text("places a turn", size=theme.SIZE_TOKEN)), DOWN)
        self.first = self.clock.hand.copy().set_color(theme.QUIET)
        plane, self._at = self.clock.plane, 0
        self.dots = VGroup()
        for place in range(self.last + 1):
            across, up = (heights.cite(place * steps, part) for part in (0, 1))
            self.dots.add(plane.dot(across, up, color=theme.QUIET, radius=_DOT))
            if place in called:
                out = (self.clock.radius + _BESIDE) * np.array([across.value, up.value, 0])
                number = Numeral(place, decimals=0, size=_NAME, declared=called[place])
                self.numbers[place] = number.move_to(plane.at(0, 0) + out)
        self.gap = Path(stroke_color=theme.HIGHLIGHT, stroke_width=_WIDTH).set_z_index(1)
        super().__init__(self.first, self.clock, self.gap)
        self.read(0)

    def read(self, step: int) -> Wheel:
        """Turn to a step, and span the way from the first place to where the hand now points."""
        start, self._at = self.clock.heights, step
        self.clock.show(step)
        ends = (start.cite(0, 0), start.cite(0, 1)), self.clock.hand.claim.places[1]
        plane = self.clock.plane
        self.gap.set_points_as_corners([plane.at(x.value, y.value) for x, y in ends])
        shows(self.gap, Placement(plane, ends, corners))
        return self

    def start(self) -> Animation:
        """Let the wheel come with its first place."""
        return FadeIn(self, self.dots[0], self.numbers[0])

    def opposite(self) -> Dot:
        """Find a place inside of the wheel, away from its hand."""
        hub, tip = self.clock.plane.at(0, 0), self.clock.tip
        return tip.copy().move_to(hub + (hub - tip.get_center()) / 2)

    def go_to(self, place: int) -> Animation:
        """Turn on to a place, which leaves its dot."""
        return AnimationGroup(self._turning(place), self._landing(place))

    def go_all_the_way(self) -> Animation:
        """Turn on to the last place at once, past all others."""
        landing = map(self._landing, range(1, self.last + 1))
        return AnimationGroup(
            self._turning(self.last), LaggedStart(*landing, lag_ratio=0.8), rate_func=linear
        )

    def _turning(self, place: int) -> Animation:
        start, end = self._at, place * self.steps
        return UpdateFromAlphaFunc(
            self, lambda one, alpha: one.read(round(start + alpha * (end - start)))
        )

    def _landing(self, place: int) -> Animation:
        number = [self.numbers[place]] if place in self.numbers else []
        return FadeIn(self.dots[place], *number)
