"""A row a token: its word, and beside it cells or bars, in one of two columns or across both."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import starmap

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.formula import Formula
from scenes.mobjects.motion import exchange
from scenes.mobjects.row_labels import RowLabels
from scenes.pieces.worked_example.end_to_end import EndToEnd
from scenes.pieces.worked_example.pencil import PencilSum
from scenes.stage.cited import Declared, Quantity
from scenes.stage.layout import Room

ROW = 2  # the row that is followed
FIRST, SECOND, BOTH = range(3)  # columns
NUMBER = 0.48
_SHARES = (1.8, 3.0, 3.0)
_HEAD, _WORD, _GAP = 0.7, 0.5, 0.25
_UNIT = 3.4  # the length of a bar of 1


class NamedCells(AttentionGrid):
    """Cells with four decimals in some rows, under the name of what they are; the rest is heat."""

    def fill(self) -> Animation:
        """Let cells come row by row."""
        new = (VGroup(self.row(i), self.row_marks(i)) for i in range(len(self.quantity)))
        return LaggedStart(*(FadeIn(one, shift=RIGHT * 0.2) for one in new), lag_ratio=0.25)


class NamedBars(BarColumn):
    """A bar a row, as long as its value, under the name of what they show."""

    def __init__(
        self, values: Quantity, head: Formula, *, left: float, heights: Sequence[float]
    ) -> None:
        self.head, pitch = head, heights[0] - heights[1]
        look = {"color": theme.POSITIVE, "size": NUMBER, "decimals": 4, "group": "scores"}
        super().__init__(values, unit=_UNIT, left=left, heights=heights, pitch=pitch, **look)
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

    def fall(self, laid: EndToEnd, cells: NamedCells) -> list[Animation]:
        """Let the numbers stay as cells, and the bars go down, end to end, as exponentials."""
        *seen, hidden = cells.marks
        kept = (self.numbers[-1], hidden), (self.head, cells.title)
        falling = laid.take_in(self.bars), FadeIn(cells.cells, *seen)
        gone = FadeOut(*self.numbers[:-1], run_time=theme.QUICK)
        staying = starmap(ReplacementTransform, kept)
        return [LaggedStart(*falling, lag_ratio=0.8), gone, *staying]


class RowTable:
    """Rooms in which columns stand level with the words of rows, and below them a sum."""

    def __init__(self, room: Room, words: Sequence[str]) -> None:
        heads, rows = room.rows(_HEAD, room.height - _HEAD)
        *self.heights, self.sum = rows.heights(len(words) + 1)
        rows = rows.inset(bottom=rows.height / (len(words) + 1))
        self._words, *columns = rows.columns(*_SHARES)
        self.left = self._words.right
        heads = heads.inset(left=self._words.width)
        self._columns = *columns, rows.inset(left=self._words.width)
        self._heads = *heads.columns(*_SHARES[1:]), heads
        self.words = self.named(words, theme.INK)

    def named(self, words: Sequence[str], color: ManimColor) -> RowLabels:
        """Write a word before each row."""
        return RowLabels(words, self.heights, right=self.left - _GAP, size=_WORD, color=color)

    def below(self, room: Room) -> Room:
        """Return what of another room lies below the columns."""
        return room.inset(left=self.left - room.left)

    def pencilled(self, name: str, *sum_of: object, at: Sequence[int], **look: object) -> PencilSum:
        """Work a sum out in the columns: ``at`` rows stand its lines and what they make."""
        rows = *self.heights, self.sum
        heights = [rows[row] for row in at]
        return PencilSum(self._columns[BOTH], self._head(BOTH, name), heights, *sum_of, **look)

    def heat(self, rows: Quantity, column: int, name: str, **look: object) -> NamedCells:
        """Show vectors as cells in their hue: the larger, the brighter."""
        hue = theme.hues().get(name.removeprefix("example "), theme.INK)
        law = partial(theme.size_color, limit=rows.limit(), hue=hue)
        return self.cells(rows, column, name, law, **look)

    def cells(
        self,
        rows: Quantity,
        column: int,
        name: str,
        color_of: Callable[[float], ManimColor],
        *,
        digits: Collection[int] = (),
        visible: np.ndarray | None = None,
    ) -> NamedCells:
        """Lay cells into a column, a row a row; ``digits`` are the rows with numbers."""
        room = self._columns[column]
        look = {"cell": room.cell(*rows.shape), "decimals": 4, "size": NUMBER, "visible": visible}
        cells = room.hold(NamedCells(rows, color_of=color_of, digits=digits, **look))
        return cells.entitle(self._head(column, name))

    def bars(self, values: Quantity, name: str) -> NamedBars:
        """Draw a bar a row; what is minus infinity has none."""
        head = self._head(BOTH, name)
        return NamedBars(values, head, left=self.left, heights=self.heights)

    def _head(self, column: int, name: str) -> Formula:
        head = Formula(FORMULAS[name], size=0.6, declared=Declared("mathematics"))
        return self._heads[column].hold(head, shrink=True)
