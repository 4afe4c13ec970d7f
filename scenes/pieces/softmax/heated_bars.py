"""A temperature to slide, and the bars that it changes."""

from __future__ import annotations

from manim import UP, Animation, UpdateFromAlphaFunc, VGroup

from attention_math.softmax_steps import TemperatureSweep
from scenes.formulas import FORMULAS
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.formula import Formula
from scenes.pieces.softmax.bands import bands
from scenes.pieces.softmax.slider import Slider

_TICKS = ((0.2, 1), (1.0, 0), (5.0, 0))


class HeatedBars(VGroup):
    """Bars that show a row's weights at one temperature, and a slider that says at which."""

    def __init__(self, sweep: TemperatureSweep, bars: BarColumn, *, at: int) -> None:
        self.bars, self.rows, room = bars, sweep.weights, bands()[1].exponentials
        self.slider = Slider(
            sweep.temperatures, name="temperature", width=0.9 * room.width, ticks=_TICKS, at=at
        )
        self.head = Formula(FORMULAS["heated softmax"])
        super().__init__(self.slider, bars)
        room.hold(self.slider)
        room.hold(self.head, UP)

    def show(self, place: int) -> HeatedBars:
        """Put the slider at one of its values, and let the bars show what belongs to it."""
        self.slider.show(place)
        self.bars.show(self.rows[place])
        return self

    def slide(self, first: int, last: int) -> Animation:
        """Go through the computed temperatures, one after the other."""
        return UpdateFromAlphaFunc(
            self, lambda bars, alpha: bars.show(round(first + alpha * (last - first)))
        )
