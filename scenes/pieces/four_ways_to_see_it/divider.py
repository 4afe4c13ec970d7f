"""A slider for what scores are divided by."""

from __future__ import annotations

from manim import DOWN

from scenes.mobjects.slider import Slider
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room

_WIDTH = 0.9


class Divider(Slider):
    """A slider at the foot of a room, which at first stands at the root."""

    def __init__(self, room: Room, temperatures: Quantity, *, at: int) -> None:
        width = _WIDTH * room.width
        super().__init__(temperatures, name="divided by", width=width, ticks=(), at=at)
        room.hold(self, DOWN)
