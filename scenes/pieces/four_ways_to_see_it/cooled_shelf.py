"""A shelf whose bars follow a temperature that is slid."""

from __future__ import annotations

from manim import DOWN, UP, Animation, UpdateFromAlphaFunc, VGroup

from attention_math.softmax_steps import COLD, ONE, TemperatureSweep
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.slider import Slider
from scenes.pieces.four_ways_to_see_it.shelf import Shelf
from scenes.stage.layout import Room
from scenes.stage.text import formula

_TICKS = ((COLD, 1), (ONE, 0))
_WIDTH, _ROOT, _BELOW = 0.9, 0.36, 0.06


class CooledShelf(VGroup):
    """A shelf, and at the foot of a room a slider, on which the root has its mark."""

    def __init__(self, shelf: Shelf, sweep: TemperatureSweep, room: Room, *, at: int) -> None:
        self.shelf, self._rows = shelf, sweep.weights
        width = _WIDTH * room.width
        self.slider = Slider(
            sweep.temperatures, name="divided by", width=width, ticks=_TICKS, at=at
        )
        root = formula(FORMULAS["root"], size=_ROOT, color=theme.QUIET)
        root.next_to(room.hold(self.slider, DOWN).knob, DOWN, buff=_BELOW)
        self.slider.add(root).shift(_BELOW * UP)
        super().__init__(shelf, self.slider)

    def slide(self, first: int, last: int) -> Animation:
        """Go through the computed temperatures, one after the other."""
        return UpdateFromAlphaFunc(
            self, lambda cooled, alpha: cooled.show(round(first + alpha * (last - first)))
        )

    def show(self, place: int) -> CooledShelf:
        """Show the row at one of the temperatures."""
        self.slider.show(place)
        self.shelf.show(self._rows[place])
        return self
