"""A chain of states along which a parcel is handed on, and an arc over all of it."""

from __future__ import annotations

import numpy as np
from manim import LEFT, UP, VGroup

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.pieces.one_step_away.arcs import arc
from scenes.stage.cited import Citation
from scenes.stage.claims import Furniture, Placement, shows
from scenes.stage.shapes import Circle, Dot, Path, Rule
from scenes.stage.text import Numeral

_STATE, _LAMP = 0.045, 0.23
_JUMP = 0.25
_RISE = 0.45


class Chain(VGroup):
    """So many states in a row, with their number before them and a lamp at their end."""

    def __init__(self, plane: Plane, length: Citation, height: float) -> None:
        self.plane, self.length = plane, length
        places = [plane.at(place, 0)[0] for place in range(1, int(length.value) + 1)]
        self.stops = [np.array([x, height, 0.0]) for x in places]
        self.thread = Rule(self.stops[0], self.stops[-1], color=theme.LINE, stroke_width=1)
        self.states = VGroup(*(furniture(Dot(at, _STATE, color=theme.EDGE)) for at in self.stops))
        self.number = Numeral(length, decimals=0, size=theme.SIZE_LABEL)
        self.number.next_to(self.stops[0], LEFT, buff=0.3)
        self.lamp = _lamp(self.stops[-1])
        super().__init__(self.thread, self.states, self.number)

    def along(self, hops: float) -> np.ndarray:
        """Return where a parcel is after so many hops: it jumps from state to state."""
        hops = min(hops, len(self.stops) - 1.0)
        last = min(int(hops), len(self.stops) - 2)
        share = hops - last
        start, end = self.stops[last : last + 2]
        return start + share * (end - start) + UP * _JUMP * np.sin(np.pi * share)

    def leap(self) -> Path:
        """Draw the one hop from the first state to the last."""
        start, end = self.stops[0], self.stops[-1]
        way = Path(stroke_color=theme.WEIGHT, stroke_width=2.5)
        way.set_points(arc(start, end, _RISE).points)
        ends = (1.0, np.nan), (self.length, np.nan)
        both = Placement(self.plane, ends, lambda arc: np.array([arc.get_start(), arc.get_end()]))
        return shows(way, both)


def furniture(dot: Dot) -> Dot:
    """Let a dot be a state, or a parcel of which nothing has been measured yet."""
    return shows(dot, Furniture("state"))


def _lamp(at: np.ndarray) -> Circle:
    ring = Circle(_LAMP, color=theme.QUIET, stroke_width=theme.STROKE_THIN)
    return shows(ring.move_to(at), Furniture("lamp"))
