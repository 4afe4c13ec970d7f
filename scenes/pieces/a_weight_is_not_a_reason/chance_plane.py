"""Axes from whose beam ropes hang: down it goes to less likely, and along it to heavier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, VGroup

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.a_weight_is_not_a_reason.edge_weights import NUMBER
from scenes.pieces.a_weight_is_not_a_reason.whole_row import Point, WholeRow
from scenes.stage.cited import Citation
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import DashedLine, Dot, Statement
from scenes.stage.text import Numeral, Text

NEAR = 0.76, 0.89  # between these is what is said without any of the ropes

_LEFT, _RIGHT, _TOP, _BOTTOM = 1.9, 2.4, 2.25, 0.1  # for names and numbers around the axes
_BETWEEN, _OVER = 0.15, 0.16  # between words on the beam; from it up to numbers
_ABOVE = 0.6  # from the highest chance up to the beam
_DOT, _TICK, _SMALL, _NOTE = 0.13, 0.42, 0.38, 0.5
_NAMED, _NOTED = 0.25, (0.45, 0.8)  # shares of the axes, where something is written


class ChancePlane(VGroup):
    """Upwards how likely a word is, along the beam how much a rope weighs.

    Attributes
    ----------
    room
        Below the beam, where ropes hang.
    overhang
        How much room there is to the right of it.
    """

    overhang = _RIGHT

    def __init__(self, room: Room, row: WholeRow) -> None:
        self._row = row
        self.room = room.inset(left=_LEFT, right=_RIGHT, top=_TOP, bottom=_BOTTOM)
        self.axes = Plane((0.0, 1.0), NEAR, width=self.room.width, height=self.room.height)
        self.axes.move_to(self.room.center)
        self.beam = self.axes.x_axis.shift(UP * (self.room.height + _ABOVE))
        self.level = self._level(row.likely)
        self.reading = self.read(row.likely)
        ends = VGroup(*(self.axes.y_tick(at, decimals=2, size=_TICK) for at in NEAR))
        title = Text("its chance", size=_SMALL, color=theme.QUIET)
        title.next_to(self.reading, UP, buff=0.12).align_to(self.reading, RIGHT)
        super().__init__(self.axes, ends, self.level, self.reading, title)

    def height(self, chance: Citation) -> float:
        return float(self.axes.at(0, chance.value)[1])

    def read(self, chance: Citation) -> Numeral:
        """Write beside the axis how likely the word is, at its height."""
        number = Numeral(chance, size=NUMBER, color=theme.HIGHLIGHT)
        return number.next_to(self.axes.at(0, chance.value), LEFT, buff=0.2)

    def mark(self, chance: Citation, x: float) -> Dot:
        """Draw a dot as high as a word is likely, wherever its rope hangs."""
        dot = Dot([x, self.height(chance), 0], radius=_DOT, color=theme.HIGHLIGHT).set_z_index(1)
        dot.set_stroke(theme.GROUND, theme.STROKE_FRAME)
        places = ((np.nan, chance),)
        return shows(dot, Placement(self.axes, places, lambda one: one.get_center()[None]))

    def dot(self, point: Point) -> Dot:
        """Draw a dot where its rope weighs."""
        return self.axes.dot(*point, color=theme.WEIGHT, radius=_DOT)

    def seat(self, words: TokenRow) -> None:
        """Let words sit on the beam, each as broad as its share of it."""
        for token, part in zip(words, self.room.columns(*[1] * len(words)), strict=True):
            token.box.stretch_to_fit_width(part.width - _BETWEEN)
            token.move_to([part.center[0], self.beam.get_y(), 0], aligned_edge=DOWN)

    def tell(self, weights: Iterable[Citation], places: Sequence[float]) -> Statement:
        """Write above the beam how much two ropes weigh, on the outer side of each."""
        said = Statement(Text("weight", size=NUMBER, color=theme.QUIET))
        for weight, x, side in zip(weights, places, (LEFT, RIGHT), strict=True):
            at = [x, self.beam.get_y(), 0] + _OVER * UP + 0.06 * side
            said.add(Numeral(weight, size=NUMBER).move_to(at, aligned_edge=DOWN - side))
        said[0].next_to(said[1], LEFT, buff=0.2).stand_on(said[1].get_bottom()[1])
        return said

    def weights(self) -> VGroup:
        """Say what the beam measures."""
        along, foot, _ = self.axes.at(_NAMED, NEAR[0])
        up = UP * (self.beam.get_y() - foot + 0.55)
        ticks = VGroup(*(self.axes.x_tick(at, decimals=1, size=_TICK) for at in (0.5, 1.0)))
        said = Text("weight", size=_TICK, color=theme.QUIET)
        said.next_to([along, self.beam.get_y(), 0], UP, buff=0.15)
        return VGroup(ticks.shift(up), said)

    def note(self) -> VGroup:
        """Write how weight and chance go together, and over how many ropes."""
        correlation = Numeral(self._row.correlation.cite(), size=_NOTE)
        count = Numeral(self._row.count.cite(), decimals=0, size=_NOTE)
        said = line(Text("correlation", size=_NOTE), correlation)
        over = line(Text("over", size=_NOTE), count, Text("ropes", size=_NOTE))
        (low, high), (across, up) = NEAR, _NOTED
        place = self.axes.at(across, low + up * (high - low))
        return VGroup(said, over).arrange(DOWN, buff=0.25).move_to(place)

    def _level(self, likely: Citation) -> DashedLine:
        """Draw across it how likely the word is while nothing is cut."""
        ends = (self.axes.at(x, likely.value) for x in (0.0, 1.0))
        dashed = DashedLine(*ends, color=theme.HIGHLIGHT, stroke_width=theme.STROKE_THIN)
        places = ((np.nan, likely),)
        return shows(dashed, Placement(self.axes, places, lambda one: one.get_center()[None]))
