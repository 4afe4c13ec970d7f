"""The share of one row's weight that goes to filling, written behind the row."""

from __future__ import annotations

from manim import RIGHT, Animation, FadeIn, VGroup

from scenes import theme
from scenes.pieces.same_scores_four_masks.stencilled_grid import StencilledGrid
from scenes.pieces.same_scores_four_masks.told import Reading
from scenes.stage.text import Numeral

WIDTH = 0.85  # of the column in which it stands
_SIZE, _GAP, _DEPTH = 0.42, 0.2, 2


class TakenShare(VGroup):
    """A number at the end of a row; a 0 that is exact has no decimals."""

    def __init__(self, grid: StencilledGrid, taken: Reading, row: int) -> None:
        cited = taken.shares.cite(row)
        decimals = 2 if cited.value else 0
        number = Numeral(cited, decimals=decimals, size=_SIZE, color=theme.WEIGHT)
        number.next_to(grid.row(row), RIGHT, buff=_GAP).set_z_index(_DEPTH)
        super().__init__(number)
        self.listener = grid.row_labels[row]

    def come(self) -> Animation:
        return FadeIn(self, scale=1.5)
