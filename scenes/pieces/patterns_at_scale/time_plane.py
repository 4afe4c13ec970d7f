"""How long one head takes, measured: a dot a text, and the closest curve of n²."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, UP, VGroup

from attention_math.costs import Costs, Doubled, Square
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Declared
from scenes.stage.layout import Room, line
from scenes.stage.text import Numeral, Text

_DOT, _ABOVE = 0.1, 1.12
_NUMBER, _SQUARED, _NOTE, _AXIS = 0.6, 1.0, 0.28, 0.4
_TICKS = slice(4, None, 4)  # of the lengths: all of them have no room


class TimePlane(VGroup):
    """Tokens to the right, milliseconds upwards; `dots` and `curve` are yet to come."""

    def __init__(self, costs: Costs, fit: Square, compared: Doubled, room: Room) -> None:
        upper, foot = room.rows(4.9, 1.0)
        inner = upper.inset(left=0.3, right=0.5, top=0.75, bottom=0.7)
        longest, slowest = costs.lengths.limit(), costs.milliseconds.limit()
        self.plane = Plane((0.0, longest), (0.0, _ABOVE * slowest), width=inner.width,
                           height=inner.height).move_to(inner.center)  # fmt: skip
        self.upwards = Text("milliseconds for one head", size=_AXIS, color=theme.QUIET)
        self.upwards.next_to(self.plane, UP, buff=0.15).align_to(self.plane, LEFT)
        ticks = (self.plane.x_tick(one.value, size=_AXIS) for one in costs.lengths[_TICKS].each())
        self.ticks = VGroup(*ticks)
        self.across = Text("tokens", size=_AXIS, color=theme.QUIET)
        self.across.next_to(self.plane, DOWN, buff=0.18).align_to(self.plane, LEFT)
        at = list(zip(costs.lengths.each(), costs.milliseconds.each(), strict=True))
        self.dots = VGroup(
            *(self.plane.dot(x, y, color=theme.HIGHLIGHT, radius=_DOT) for x, y in at)
        )
        places = compared.places.values.tolist()
        self.numbers = {place: self._number(*at[place]) for place in places}
        places = fit.tokens.each()
        self.curve = self.plane.curve(places, fit.milliseconds, color=theme.WEIGHT)
        self.named = self._named(fit)
        words = [Text(one, size=_NOTE, color=theme.QUIET) for one in costs.machine.words()]
        self.machine = foot.hold(VGroup(*words).arrange(RIGHT, buff=0.4), LEFT)
        super().__init__(self.plane, self.upwards, self.ticks, self.across, self.machine)

    def _number(self, x: object, y: object) -> Numeral:
        number = Numeral(y, decimals=1, size=_NUMBER)
        return number.next_to(self.plane.at(x.value, y.value), UP + LEFT, buff=0.12)

    def _named(self, fit: Square) -> VGroup:
        squared = Formula(FORMULAS["pairs"], size=_SQUARED, declared=Declared("mathematics"))
        number = Numeral(fit.nanoseconds.cite(), decimals=1, size=_AXIS, color=theme.WEIGHT)
        cell = line(number, Text("ns a cell", size=_AXIS, color=theme.WEIGHT), gap=0.12)
        named = VGroup(squared.set_color(theme.WEIGHT), cell).arrange(DOWN, buff=0.2)
        top = self.plane.at(0.0, self.plane.y_range[1])
        return named.next_to(top, RIGHT + DOWN, buff=0.6)
