"""A trained head's own row: what softmax makes of its scores as they are, and divided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import Animation, ReplacementTransform, VGroup

from scenes import theme
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.motion import exchange
from scenes.mobjects.row_labels import RowLabels
from scenes.stage.cited import Declared, Quantity
from scenes.stage.layout import Room, line
from scenes.stage.text import Numeral, Text

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

    def become(self, other: OwnRow) -> Iterator[Animation]:
        """Let the same words have other weights."""
        yield ReplacementTransform(self.words, other.words)
        yield ReplacementTransform(self.bars, other.bars)
        yield exchange([self.numbers], [other.numbers])


class OwnSpread(VGroup):
    """The variance of the head's scores, and that of independent ones of its width."""

    def __init__(self, variance: Quantity, query: Quantity) -> None:
        told = Numeral(variance.cite(), decimals=0, size=theme.SIZE_GUESS)
        random = Numeral(len(query), decimals=0, size=theme.SIZE_GUESS, color=theme.QUIET,
                         declared=Declared("shape", of=query.name))  # fmt: skip
        ours, theirs = Text("variance of its scores"), Text("of random ones", color=theme.QUIET)
        super().__init__(*line(ours, told, theirs, random, gap=0.3))
