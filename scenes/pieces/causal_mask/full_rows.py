"""What each row's glasses hold together: one, if it is full."""

from __future__ import annotations

from functools import partial

import numpy as np
from manim import DOWN, RIGHT, UP, Animation, AnimationGroup, FadeOut, ReplacementTransform, VGroup

from scenes import theme
from scenes.pieces.causal_mask.levels import weight_bar
from scenes.pieces.causal_mask.shuttered_grid import ShutteredGrid
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.shapes import Outline
from scenes.stage.text import Numeral, Text

_NEAR, _WIDE, _NUMBER = 0.3, 0.55, 0.42


class FullRows(VGroup):
    """A glass a row beside a grid, as full as all glasses of the row are together."""

    def __init__(self, grid: ShutteredGrid, totals: Quantity) -> None:
        law = partial(theme.proportional, unit=grid.unit)
        self.glasses, self.bars, self.numbers = VGroup(), VGroup(), VGroup()
        left = grid.cells.get_right()[0] + _NEAR
        for i in range(len(totals)):
            cited, middle = totals.cite(i), [left + _WIDE / 2, grid.cells[0].get_y(), 0]
            middle[1] -= i * grid.cell_size[1]
            glass = Outline(width=_WIDE, height=grid.unit).move_to(middle)
            bar = weight_bar(_WIDE, law(cited.value))
            bar.move_to(glass.get_bottom(), aligned_edge=DOWN)
            shows(bar, Encoding(cited, "height", law, group="weights"))
            number = _sum(cited).next_to(glass, RIGHT, buff=0.15)
            self.glasses.add(glass.set_stroke(theme.EDGE, theme.STROKE_THIN))
            self.bars.add(bar)
            self.numbers.add(number)
        self.title = Text("sum", color=theme.QUIET).next_to(self.glasses, UP)
        self.title.stand_on(grid.column_labels[0].baseline)
        super().__init__(self.bars, self.glasses, self.numbers, self.title)

    def fill(self, other: FullRows) -> Animation:
        """Let what the rows hold become as much as in another, without numbers."""
        bars = map(ReplacementTransform, self.bars, other.bars)
        return AnimationGroup(FadeOut(self.numbers), *bars)


def _sum(cited: Citation) -> Numeral:
    """Write what a row adds up to, marked as wrong unless that is one, or nothing at all."""
    number = Numeral(cited, size=_NUMBER)
    if number.shown == 1 or not np.isfinite(cited.value):
        return number
    return Numeral(cited, size=_NUMBER, color=theme.WRONG, prefix="✗ ")
