"""What a column of numbers adds up to, below it."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, Animation, FadeOut, LaggedStart, VGroup

from scenes import theme
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.equation_line import EquationLine
from scenes.mobjects.row_sums import summed
from scenes.pieces.softmax.bands import SIZE, bands
from scenes.stage.cited import Citation, Quantity
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Rule
from scenes.stage.text import Numeral, Text

_SIZE = 0.36


class ColumnSum(VGroup):
    """A line below a column of numbers, and what they add up to."""

    def __init__(self, room: Room, column: BarColumn, whole: Quantity) -> None:
        decimals = column.numbers[0].decimals
        self.number = summed(column.numbers, whole.cite(0), decimals=decimals, size=_SIZE)
        if np.isinf(self.number.value):
            self.number.set_color(theme.WRONG)
        self.label = Text("sum", size=theme.SIZE_LABEL, color=theme.QUIET)
        self.line = Rule([room.left, room.top, 0], [room.right, room.top, 0], color=theme.QUIET)
        self.line.set_stroke(width=theme.STROKE_THIN)
        room.hold(line(self.label, self.number, gap=0.3), RIGHT)
        super().__init__(self.line, self.label, self.number)

    def gather(self, bars: VGroup) -> Animation:
        """Let copies of the bars come together where the sum will stand."""
        flights = (FadeOut(one.copy(), target_position=self.number) for one in bars)
        return LaggedStart(*flights, lag_ratio=0.1)

    def divide(self, number: Numeral, share: Citation) -> EquationLine:
        """Write beside the sum what one of its numbers is, divided by it."""
        terms, hue = (number, self.number), theme.HIGHLIGHT
        made = EquationLine("quotient", terms, share, size=SIZE, result_color=hue)
        return bands()[2].weights.hold(made, LEFT)
