"""One wave over the places of a text."""

from __future__ import annotations

import numpy as np

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Quantity
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Path

CREST = 1.25
_MOST = 1500  # points of a curve
_WIDTH, _THIN = 4.0, 1.0
_DENSE = 25  # turns in sight, from which on a wave is drawn the thinner the more there are


class Lane(Plane):
    """One wave, which turns once in so many places, from the place 0 to some last one."""

    def __init__(self, room: Room, places: int, turn: float) -> None:
        super().__init__((0.0, float(places)), (-CREST, CREST), width=room.width,
                         height=room.height)  # fmt: skip
        room.hold(self)
        self.turn = turn
        self.curve = Path(stroke_color=theme.INK, stroke_width=_WIDTH)

    def hold(self, places: int) -> Lane:
        """Let so many places have room; a dense wave is a hatching and no solid block."""
        self.x_range = (0.0, float(places))
        dense = max(1.0, places / self.turn / _DENSE)
        self.curve.set_stroke(width=max(_THIN, _WIDTH / dense))
        return self

    def draw(self, heights: Quantity, steps: int, last: int) -> None:
        """Draw the wave up to a step, ``steps`` of which are a place."""
        rows = range(0, max(1, last) + 1, 1 + last // _MOST)
        cited = tuple((row / steps, heights.cite(row)) for row in rows)
        self.curve.set_points_as_corners([self.at(x, y.value) for x, y in cited])
        shows(self.curve, Placement(self, cited, corners))


def corners(curve: Path) -> np.ndarray:
    """Return the points that a path joins by lines."""
    return np.array([*curve.get_start_anchors(), curve.get_end()])
