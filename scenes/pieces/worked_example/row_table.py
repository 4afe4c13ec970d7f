"""A row a token: its word, and two columns of numbers, cells or bars beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.formula import Formula
from scenes.mobjects.motion import exchange
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.mobjects.row_labels import RowLabels
from scenes.stage.cited import Declared, Quantity
from scenes.stage.layout import Room
from scenes.stage.text import Numeral

ROW = 2  # the row that is followed
_ROWS, _SHARES = 4, (1.5, 2.6, 3.6)
_GAP = 0.2
_WIDE = {"exponential": 1.35}  # bars that take both columns, and the length of a bar of 1
_UNIT = 2.2  # of the bars of scores


class NamedMatrix(NumberMatrix):
    """Numbers to four decimals, which appear row by row under the name of what they are."""

    def __init__(self, rows: Quantity, color: ManimColor, *, pitch: float, size: float) -> None:
        across = 3.9 * size, pitch
        super().__init__(rows, decimals=4, size=size, pitch=across, color=color)

    def open(self) -> Animation:
        """Let its brackets and its name appear."""
        return FadeIn(self.brackets, self.title)

    def fill(self, but: Collection[Numeral] = ()) -> Animation:
        """Let its numbers come row by row, but for those that are there."""
        new = (one for one in self.numerals if not any(one is other for other in but))
        return LaggedStart(*(FadeIn(one, shift=RIGHT * 0.2) for one in new), lag_ratio=0.15)

    def keep_row(self, row: int) -> Animation:
        """Let all rows but one go."""
        return FadeOut(*(self.row(i) for i in self.rows if i != row))

    def grow_around(self, vector: NamedMatrix, row: int) -> Animation:
        """Let a vector, with its brackets and its name, become one row of this."""
        return _all(zip(vector.parts(), self.parts(row), strict=True))

    def come_from(self, whole: NamedMatrix, row: int) -> Animation:
        """Let one row of a matrix stay alone, as this vector."""
        gone = FadeOut(*(one for i in whole.rows if i != row for one in whole.row(i)))
        return AnimationGroup(_all(zip(whole.parts(row), self.parts(), strict=True)), gone)

    def parts(self, row: int = 0) -> list[Mobject]:
        """Return the numbers of a row, and then what they stand in."""
        return [*self.row(row), self.brackets, self.title]


def _all(pairs: Iterable[tuple[Mobject, Mobject]]) -> Animation:
    return AnimationGroup(*(ReplacementTransform(*pair) for pair in pairs))


class NamedBars(BarColumn):
    """A bar a row, as long as its value, under the name of what they show."""

    def __init__(
        self, values: Quantity, head: Formula, *, left: float, heights: Sequence[float], unit: float
    ) -> None:
        self.values, self.head = values, head
        group = "scores" if unit == _UNIT else head.code
        super().__init__(values, unit=unit, left=left, heights=heights, color=theme.POSITIVE,
                         pitch=heights[0] - heights[1], group=group, decimals=4)  # fmt: skip
        for number in self.numbers:
            number.set_color(theme.INK if number.shown.is_finite() else theme.QUIET)
        self.add(head)

    def become(self, other: NamedBars) -> list[Animation]:
        """Let the bars take the length of others, and exchange numbers and name."""
        bars = map(ReplacementTransform, self.bars, other.bars)
        return [*bars, exchange((*self.numbers, self.head), (*other.numbers, other.head))]

    def hide_last(self, masked: NamedBars) -> Animation:
        """Let the last bar go, and its number be what the mask makes of it."""
        bar, number, hidden = self.bars[-1], self.numbers[-1], masked.numbers[-1]
        self.bars.remove(bar)
        self.numbers.remove(number).add(hidden)
        return AnimationGroup(FadeOut(bar, shift=LEFT * _GAP), exchange([number], [hidden]))


class RowTable:
    """Rooms in which the columns of four rows stand level with their words."""

    def __init__(self, room: Room, words: Sequence[str], *, pitch: float = 0.62,
                 size: float = 0.31) -> None:  # fmt: skip
        heads, rows = room.rows(0.65, _ROWS * pitch)
        self._words, *self._columns = rows.columns(*_SHARES)
        self._heads, self._size = heads.columns(*_SHARES)[1:], size
        self.heights = rows.heights(_ROWS, most=pitch)
        self.pitch = self.heights[0] - self.heights[1]
        self.words = self._named(words, theme.INK)
        self.words[ROW].set_color(theme.HIGHLIGHT)

    def _named(self, words: Sequence[str], color: ManimColor) -> RowLabels:
        right = self._words.right - _GAP
        return RowLabels(words, self.heights, right=right, size=theme.SIZE_TOKEN, color=color)

    def rename(self, words: Sequence[str], color: ManimColor) -> Animation:
        """Let the rows be about the other side's words."""
        old, self.words = self.words, self._named(words, color)
        return ReplacementTransform(old, self.words)

    def matrix(self, rows: Quantity, column: int, name: str, color: ManimColor) -> NamedMatrix:
        """Write numbers into a column."""
        matrix = NamedMatrix(rows, color, pitch=self.pitch, size=self._size)
        self._columns[column].hold(matrix).begin_at(self.heights[0])
        return matrix.entitle(self._head(column, name))

    def bars(self, values: Quantity, name: str) -> NamedBars:
        """Draw a bar a row; what is minus infinity has none."""
        column = 0 if name in _WIDE else 1
        left = self._columns[column].left + _GAP
        return NamedBars(values, self._head(column, name), left=left,
                         heights=self.heights, unit=_WIDE.get(name, _UNIT))  # fmt: skip

    def cells(self, rows: Quantity, visible: np.ndarray, **look: object) -> AttentionGrid:
        """Show weights in cells of the first column, a row a row."""
        cell = self._columns[0].width / max(2, rows.shape[1]), self.pitch
        grid = AttentionGrid(rows, visible=visible, cell=cell, decimals=4, **look)
        self._columns[0].hold(grid).shift(UP * (self.heights[0] - grid.row(0).get_y()))
        return grid.entitle(self._head(0, "weights"))

    def _head(self, column: int, name: str) -> Formula:
        return self._heads[column].hold(Formula(FORMULAS[name], declared=Declared("mathematics")))
