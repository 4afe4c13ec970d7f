"""Scales, and a knob on one that stands at one value of a row of values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from manim import UP, VGroup

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import shows
from scenes.stage.shapes import Dot
from scenes.stage.text import Numeral, Text

_KNOB, _SIZE = 0.13, 0.5


class Scale(VGroup):
    """A line from one value to another, with ticks, of which a ``title`` says what it is of."""

    def __init__(
        self,
        ends: tuple[float, float],
        *,
        name: str,
        width: float,
        ticks: Iterable[tuple[float, int]],
        size: float | None = None,
    ) -> None:
        self.plane = Plane(ends, (0.0, 1.0), width=width, height=0.2, color=theme.QUIET)
        marks = (self.plane.x_tick(value, decimals=d, size=size) for value, d in ticks)
        self.ticks = VGroup(*marks)
        self.title = Text(name, size=_SIZE)
        super().__init__(self.plane, self.ticks, self.title)

    def knob_at(self, cited: Citation, radius: float = _KNOB) -> Dot:
        """Let a knob stand at a value."""
        return self.plane.dot(cited, 0.0, color=theme.HIGHLIGHT, radius=radius)


class Slider(Scale):
    """A knob on a line from the first to the last of the values, and the value it stands ``at``."""

    def __init__(
        self,
        quantity: Quantity,
        *,
        name: str,
        width: float,
        ticks: Sequence[tuple[float, int]],
        at: int,
        size: float | None = None,
    ) -> None:
        self.quantity = quantity
        ends = float(quantity.values[0]), float(quantity.values[-1])
        super().__init__(ends, name=name, width=width, ticks=ticks, size=size)
        self.knob = self.knob_at(cited := quantity.cite(at))
        self.reading = Numeral(cited, size=_SIZE, color=theme.HIGHLIGHT)
        self.add(self.knob, self.reading)
        self.title.next_to(self.plane.x_axis, UP, buff=0.3).shift([-0.6, 0, 0])
        self.show(at)

    def show(self, place: int) -> Slider:
        """Put the knob at one of the values."""
        cited = self.quantity.cite(place)
        knob = self.knob_at(cited)
        shows(self.knob.move_to(knob), knob.claim)
        self.reading.read(cited).next_to(self.title, buff=0.3).stand_on(self.title.baseline)
        return self
