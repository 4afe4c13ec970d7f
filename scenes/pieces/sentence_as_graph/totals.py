"""What rows and columns of a matrix add up to, while its last row is not there yet."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    VGroup,
    smooth,
    squish_rate_func,
)

from attention_math.derived import column_totals, row_sums
from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.stage.derive import derive
from scenes.stage.text import Numeral

_GAP, _BELOW, _SMALL = 0.2, 0.12, 0.5
_LATE = squish_rate_func(smooth, 0.5, 1.0)


class Totals(VGroup):
    """A number behind each row but the last, and one below each column that they hear."""

    def __init__(self, grid: AttentionGrid, visible: np.ndarray, size: float) -> None:
        last, weights = len(visible) - 1, grid.quantity
        self._rows = [grid.row(query) for query in range(last)]
        self._heard = np.flatnonzero(visible[:last].any(axis=0)).tolist()
        self._columns = [grid.column(key)[:last] for key in self._heard]
        sums, totals = derive(row_sums, weights), derive(column_totals, weights)[last - 1]
        self._of_rows = VGroup(*(Numeral(sums.cite(query), size=size, color=theme.QUERY)
                                 .next_to(row, RIGHT, buff=_GAP)
                                 for query, row in enumerate(self._rows)))  # fmt: skip
        self._of_columns = VGroup(*(Numeral(totals.cite(key), size=size, color=theme.KEY)
                                    .next_to(grid.cell(last - 1, key), DOWN, buff=_BELOW)
                                    for key in self._heard))  # fmt: skip
        super().__init__(self._of_rows, self._of_columns)

    def add_rows(self) -> Animation:
        """Let the cells of each row run together into what they add up to."""
        return _running(self._rows, self._of_rows)

    def add_columns(self) -> Animation:
        """Let those of each column do so, below the last of them."""
        return _running(self._columns, self._of_columns)


def _running(parts: Sequence[VGroup], numbers: VGroup) -> Animation:
    def run(cells: VGroup, number: Numeral) -> Animation:
        gone = (FadeOut(one.copy(), target_position=number, scale=_SMALL) for one in cells)
        return AnimationGroup(*gone, FadeIn(number, rate_func=_LATE))

    return LaggedStart(*map(run, parts, numbers), lag_ratio=0.4)
