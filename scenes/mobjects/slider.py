"""A scale with a knob that stands at one value of a row of values."""

from __future__ import annotations

from collections.abc import Sequence

from manim import UP, VGroup

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Quantity
from scenes.stage.claims import shows
from scenes.stage.text import Numeral, Text

_KNOB, _SIZE = 0.13, 0.5


class Slider(VGroup):
    """A knob on a line from the first to the last of the values, and the value it stands ``at``."""

    def __init__(
        self,
        quantity: Quantity,
        *,
        name: str,
        width: float,
        ticks: Sequence[tuple[float, int]],
        at: int,
    ) -> None:
        self.quantity = quantity
        ends = float(quantity.values[0]), float(quantity.values[-1])
        self.plane = Plane(ends, (0.0, 1.0), width=width, height=0.2, color=theme.QUIET)
        self.ticks = VGroup(*(self.plane.x_tick(value, decimals=d) for value, d in ticks))
        self.title = Text(name, size=_SIZE)
        cited, hue = quantity.cite(at), theme.HIGHLIGHT
        self.knob = self.plane.dot(cited, 0.0, color=hue, radius=_KNOB)
        self.reading = Numeral(cited, size=_SIZE, color=hue)
        super().__init__(self.plane, self.ticks, self.title, self.knob, self.reading)
        self.title.next_to(self.plane.x_axis, UP, buff=0.55).shift([-0.6, 0, 0])
        self.show(at)

    def show(self, place: int) -> Slider:
        """Put the knob at one of the values."""
        cited = self.quantity.cite(place)
        knob = self.plane.dot(cited, 0.0, color=theme.HIGHLIGHT)
        shows(self.knob.move_to(knob), knob.claim)
        self.reading.read(cited).next_to(self.title, buff=0.3).stand_on(self.title.baseline)
        return self
