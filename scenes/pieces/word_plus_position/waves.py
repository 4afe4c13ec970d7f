"""Clocks one above the other, and beside each the wave that the height of its hand draws."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    DL,
    DOWN,
    RIGHT,
    UR,
    Animation,
    UpdateFromAlphaFunc,
    VGroup,
)

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.pieces.word_plus_position.clocks import Clock
from scenes.stage.cited import Quantity, Word
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Path
from scenes.stage.text import Text

CREST = 1.25
_MOST = 1500  # points of a curve
_WIDTH = 4.0
_GAP = 0.15
_NAME = 0.4


class Lane(Plane):
    """One wave over the places from 0 to some last one."""

    def __init__(self, room: Room, places: int) -> None:
        super().__init__((0.0, float(places)), (-CREST, CREST), width=room.width,
                         height=room.height)  # fmt: skip
        room.hold(self)
        self.curve = Path(stroke_color=theme.INK, stroke_width=_WIDTH)

    def hold(self, places: int) -> Lane:
        """Let so many places have room."""
        self.x_range = (0.0, float(places))
        return self

    def draw(self, heights: Quantity, steps: int, last: int) -> None:
        """Draw the wave up to a step, ``steps`` of which are a place."""
        rows = range(0, max(1, last) + 1, 1 + last // _MOST)
        cited = tuple((row / steps, heights.cite(row)) for row in rows)
        self.curve.set_points_as_corners([self.at(x, y.value) for x, y in cited])
        shows(self.curve, Placement(self, cited, corners))


class Waves(VGroup):
    """A row a clock; ``near`` and ``far`` are the waves in fine and in coarse steps."""

    def __init__(self, room: Room, near: Quantity, far: Quantity, steps: tuple[int, int]) -> None:
        self.near, self.far, self.steps = near, far, steps
        self.clocks, self.lanes, self.aside = VGroup(), VGroup(), []
        self.places, self.step = (len(near) - 1) // steps[0], 0
        rows = room.rows(*[1] * (near.shape[1] // 2), gap=_GAP)
        for row in rows:
            face, lane, aside = row.columns(1.7, 9.0, 2.4)
            self.clocks.add(face.hold(Clock(self._hand(near), 0.46 * row.height)))
            self.lanes.add(Lane(lane, self.places))
            self.aside.append(aside.inset(left=_GAP))
        self.curves = VGroup(*(lane.curve for lane in self.lanes))
        super().__init__(self.clocks, self.lanes, self.curves)
        self.ends = VGroup(*(self.lanes[-1].x_tick(place) for place in (0, self.places)))
        self.read(0)

    def _hand(self, table: Quantity) -> Quantity:
        pair = 2 * len(self.clocks)
        return table[:, pair : pair + 2]

    @property
    def middle(self) -> Room:
        """The room of all waves."""
        (left, low, _), (right, top, _) = (self.lanes.get_corner(end) for end in (DL, UR))
        return Room(left, right, low, top)

    def read(self, step: int) -> Waves:
        """Go to a step of the sentence: the hands turn, and the waves are drawn so far."""
        self.turn(step)
        for i, lane in enumerate(self.lanes):
            lane.draw(self.near[:, 2 * i + 1], self.steps[0], step)
        return self

    def turn(self, step: int) -> Waves:
        """Turn the hands alone."""
        self.step = step
        for i, clock in enumerate(self.clocks):
            clock.show(step, self.near[:, 2 * i : 2 * i + 2])
        return self

    def see(self, places: int) -> Waves:
        """Let so many places have room, and turn the hands to the last of them."""
        step = places * self.steps[1]
        for i, (clock, lane) in enumerate(zip(self.clocks, self.lanes, strict=True)):
            clock.show(step, self.far[:, 2 * i : 2 * i + 2])
            lane.hold(places).draw(self.far[:, 2 * i + 1], self.steps[1], step)
        return self

    def reading(self) -> Animation:
        """Read on to the last place."""
        last = len(self.near) - 1
        return UpdateFromAlphaFunc(self, lambda one, alpha: one.read(round(alpha * last)))

    def turning(self, place: int) -> Animation:
        """Turn the hands to a place."""
        start, end = self.step, place * self.steps[0]
        return UpdateFromAlphaFunc(
            self.clocks, lambda _, alpha: self.turn(round(start + alpha * (end - start)))
        )

    def marks(self, names: Sequence[Word], places: Sequence[int]) -> VGroup:
        """Write below the waves which words stand at some places, from left to right."""
        found, edge = VGroup(), -np.inf
        for name, place in zip(names, places, strict=True):
            tick = self.lanes[-1].x_tick(place, size=theme.SIZE_TOKEN)
            word = Text(name, size=_NAME, color=theme.HIGHLIGHT).next_to(tick, DOWN, buff=0.1)
            word.stand_on(tick.get_bottom()[1] - _NAME)
            found.add(VGroup(tick[1], word.shift(RIGHT * max(0, edge - word.get_left()[0]))))
            edge = word.get_right()[0] + _GAP
        return found

    def zooming(self, *, out: bool) -> Animation:
        """Go along the places until a slow hand has turned once, or back."""
        growth = (len(self.far) - 1) / self.steps[1] / self.places

        def go(waves: Waves, alpha: float) -> None:
            waves.see(round(self.places * growth ** (alpha if out else 1 - alpha)))

        return UpdateFromAlphaFunc(self, go)


def corners(curve: Path) -> np.ndarray:
    """Return the points that a path joins by lines."""
    return np.array([*curve.get_start_anchors(), curve.get_end()])
