"""How often which score was sampled: a bell for each width of a head, all on one axis."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room
from scenes.stage.shapes import Path

_GROUND = 0.14  # the opacity of what is under a curve


class Bells(VGroup):
    """An axis of scores from ``-end`` to ``end``; on it bells are drawn, all of one height."""

    def __init__(self, room: Room, end: float, ticks: Sequence[float]) -> None:
        self.room, self.end = room.inset(bottom=0.55), end
        self.axis = self._plane(1.0)
        self.ticks = VGroup(*(self.axis.x_tick(value) for value in ticks))
        super().__init__(self.axis, self.ticks)

    def bell(self, counts: Quantity, reach: float, color: ManimColor | None = None) -> Path:
        """Draw how often each score occurs, from ``-reach`` to ``reach``."""
        ends = np.linspace(-reach, reach, len(counts) + 1)
        middles = ((ends[1:] + ends[:-1]) / 2).tolist()
        plane, hue = self._plane(counts.limit()), color or theme.INK
        curve = plane.curve(middles, counts, color=hue, width=4)
        return curve.set_fill(hue, opacity=_GROUND)

    def _plane(self, high: float) -> Plane:
        ends = (-self.end, self.end), (0.0, high)
        plane = Plane(*ends, width=self.room.width, height=self.room.height)
        return plane.move_to(self.room.center)
