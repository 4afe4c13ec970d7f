"""A scale of temperatures, and a knob that stands at one of them."""

from __future__ import annotations

from manim import UP, Animation, ReplacementTransform

from scenes.mobjects.slider import Scale
from scenes.pieces.next_token.chances import TEMPERATURES
from scenes.stage.cited import Citation
from scenes.stage.layout import Room

_DECIMALS = 1, 0, 0
_SIZE, _KNOB, _ABOVE, _OF_WIDTH = 0.4, 0.16, 0.3, 0.4


class Temperature(Scale):
    """The ``knob`` stands ``at`` one of the temperatures, and is turned to others."""

    def __init__(self, room: Room, at: Citation) -> None:
        ends = TEMPERATURES[0], TEMPERATURES[-1]
        ticks = zip(TEMPERATURES, _DECIMALS, strict=True)
        super().__init__(
            ends, name="temperature", width=_OF_WIDTH * room.width, ticks=ticks, size=_SIZE
        )
        self.title.next_to(self.plane, UP, buff=_ABOVE)
        room.inset(top=_ABOVE).hold(self, UP)
        self.knob = self.knob_at(at, _KNOB)

    def turn(self, to: Citation) -> Animation:
        """Turn it to another of the temperatures."""
        old, self.knob = self.knob, self.knob_at(to, _KNOB)
        return ReplacementTransform(old, self.knob)
