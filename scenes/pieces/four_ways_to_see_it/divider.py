"""A slider for what scores are divided by, on which the root has its mark."""

from __future__ import annotations

from manim import DOWN, UP

from attention_math.softmax_steps import COLD, ONE
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.slider import Slider
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room
from scenes.stage.text import formula

_TICKS = ((COLD, 1), (ONE, 0))
_WIDTH, _ROOT, _BELOW = 0.9, 0.36, 0.06


class Divider(Slider):
    """A slider in a room, which at first stands at the root."""

    def __init__(self, room: Room, temperatures: Quantity, *, at: int) -> None:
        width = _WIDTH * room.width
        super().__init__(temperatures, name="divided by", width=width, ticks=_TICKS, at=at)
        root = formula(FORMULAS["root"], size=_ROOT, color=theme.QUIET)
        root.next_to(room.hold(self, DOWN).knob, DOWN, buff=_BELOW)
        self.add(root).shift(_BELOW * UP)
