"""A trained head's own row: what softmax makes of its scores, divided."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from scenes import theme
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.row_labels import RowLabels
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room

_HIGHEST, _NUMBER = 1.6, 1.1  # of a line; beside a bar, of the room


class OwnRow(VGroup):
    """The words that are keys, and a bar each for the weight that one query gives them."""

    def __init__(self, words: Sequence[str], weights: Quantity, room: Room) -> None:
        names, bars = room.inset(left=0.3).columns(1.6, 7, gap=0.3)
        heights = room.heights(len(words), most=_HIGHEST)
        self.words = RowLabels(words, heights, right=names.right, size=theme.SIZE_FORMULA)
        column = BarColumn(weights, unit=bars.width - _NUMBER, left=bars.left, heights=heights,
                           pitch=min(_HIGHEST, room.height / len(words)),
                           size=theme.SIZE_FORMULA, group="own row")  # fmt: skip
        self.bars, self.numbers = column.bars, column.numbers
        super().__init__(self.words, self.bars, self.numbers)
