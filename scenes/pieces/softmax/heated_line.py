"""A temperature to slide, and the shares that it changes."""

from __future__ import annotations

from manim import DOWN, UP, Animation, Mobject, UpdateFromAlphaFunc, VGroup

from attention_math.softmax_steps import COLD, HOT, ONE, TemperatureSweep
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.mobjects.slider import Slider
from scenes.pieces.softmax.share_line import ShareLine
from scenes.stage.layout import Room

_TICKS = ((COLD, 1), (ONE, 0), (HOT, 0))
_SIZE, _TICK, _OVER = 0.5, 0.4, 0.8


class HeatedLine(VGroup):
    """A line of a row's shares at one temperature, and a slider that says at which."""

    def __init__(self, sweep: TemperatureSweep, shares: ShareLine, room: Room, *, at: int) -> None:
        self.line, self.rows = shares, sweep.weights
        self.slider = Slider(
            sweep.temperatures,
            name="temperature",
            width=0.7 * room.width,
            ticks=_TICKS,
            at=at,
            size=_TICK,
        )
        room.hold(self.slider, DOWN)
        super().__init__(self.slider, shares)

    def show(self, place: int, *, moves: bool = False) -> HeatedLine:
        """Put the slider at one of its values, and let the line show what belongs to it."""
        self.slider.show(place)
        self.line.show(self.rows[place], moves=moves)
        return self

    def slide(self, first: int, last: int) -> Animation:
        """Go through the computed temperatures, one after the other."""

        def go(heated: HeatedLine, alpha: float) -> None:
            heated.show(round(first + alpha * (last - first)), moves=alpha < 1)

        return UpdateFromAlphaFunc(self, go)

    def root(self) -> Formula:
        """Write behind the temperature what it is now."""
        reading = self.slider.reading
        root = Formula(FORMULAS["is the root"], size=_SIZE).next_to(reading, buff=0.15)
        return root.stand_on(self.slider.title.baseline)

    def far_up(self) -> Mobject:
        """Find the place over the end of the scale, where a guess may stand."""
        return self.slider.ticks[-1].copy().shift(UP * _OVER)
