"""A scale of temperatures, and a knob that stands at one of them."""

from __future__ import annotations

from manim import UP, Animation, ReplacementTransform, VGroup

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.pieces.next_token.chances import TEMPERATURES
from scenes.stage.cited import Citation
from scenes.stage.layout import Room
from scenes.stage.shapes import Dot
from scenes.stage.text import Text

_DECIMALS = 1, 0, 0
_SIZE, _KNOB, _ABOVE = 0.5, 0.16, 0.3


class Temperature(VGroup):
    """The ``knob`` stands ``at`` one of the temperatures, and is turned to others."""

    def __init__(self, room: Room, at: Citation) -> None:
        ends = TEMPERATURES[0], TEMPERATURES[-1]
        plane = Plane(ends, (0.0, 1.0), width=0.8 * room.width, height=0.2, color=theme.QUIET)
        told = zip(TEMPERATURES, _DECIMALS, strict=True)
        ticks = VGroup(*(plane.x_tick(value, decimals=d, size=0.4) for value, d in told))
        title = Text("temperature", size=_SIZE).next_to(plane, UP, buff=_ABOVE)
        room.hold(VGroup(plane, ticks, title), UP)
        self._plane, self.knob = plane, self._knob(plane, at)
        super().__init__(plane, ticks, title)

    def turn(self, to: Citation) -> Animation:
        """Turn it to another of the temperatures."""
        old, self.knob = self.knob, self._knob(self._plane, to)
        return ReplacementTransform(old, self.knob)

    @staticmethod
    def _knob(plane: Plane, at: Citation) -> Dot:
        return plane.dot(at, 0.0, color=theme.HIGHLIGHT, radius=_KNOB)
