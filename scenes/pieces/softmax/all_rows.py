"""All rows of scores on the left, and the weights that they become on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from manim import DOWN, Animation, FadeIn, Mobject, ReplacementTransform, VGroup

from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.mobjects.motion import carry, rippling
from scenes.mobjects.row_labels import RowLabels
from scenes.pieces.softmax.bands import SIZE
from scenes.stage.layout import Room, line, stage
from scenes.stage.text import Text

_FOR_LABELS, _FOR_NAMES, FOR_SUMS = 0.9, 0.9, 1.0
_LARGEST = (1.1, 1.0)
_GAP = 0.25


class AllRows(VGroup):
    """Two grids and their names; ``make`` draws the matrix of a name with cells of a size.

    Only the row of one query has its digits.
    """

    def __init__(
        self, make: Callable[..., AttentionGrid], logits: str, trace: AttentionTrace, query: int
    ) -> None:
        self.query, tokens = query, trace.key_side.shown
        make = partial(make, visible=trace.visible, digits=[query])
        left, right = stage().columns(1.1, 1)
        widest = max(label.width for label in RowLabels(tokens, [0.0] * len(tokens)))
        self.scores, self.weights = (
            self._grid(partial(make, name, size=size), len(tokens), room.inset(left=widest + _GAP))
            for name, room, size in (
                (logits, left, 0.27),
                ("weights", right.inset(right=FOR_SUMS), 0.29),
            )
        )
        self.names = VGroup()
        words = Text("score", size=SIZE), Text("weight", size=SIZE, color=theme.WEIGHT)
        codes = FORMULAS["logits"], FORMULAS["softmax of logits"]
        for grid, word, code in zip((self.scores, self.weights), words, codes, strict=True):
            name = line(word, Formula(code, size=SIZE))
            self.names.add(name.next_to(grid.cells, DOWN, buff=_GAP))
        super().__init__(self.scores, self.weights, self.names)

    @staticmethod
    def _grid(make: Callable[..., AttentionGrid], count: int, room: Room) -> AttentionGrid:
        cells = room.inset(top=_FOR_LABELS, bottom=_FOR_NAMES)
        grid = make(cell=cells.cell(count, count, most=_LARGEST), axes=None)
        return grid.shift(cells.center - grid.cells.get_center())

    def name_with(self, words: Sequence[Mobject]) -> list[Animation]:
        """Let words that are on stage go to where they name the grids."""
        return [
            ReplacementTransform(word, name[0])
            for word, name in zip(words, self.names, strict=True)
        ]

    def take_in(self, words: VGroup, cells: VGroup, bars: VGroup) -> list[Animation]:
        """Let one row's scores and weights come into their cells, and words above them."""
        arriving = (*self.scores.row(self.query), *self.weights.row(self.query))
        labels = self.scores.row_labels, self.weights.row_labels, self.weights.column_labels
        return [
            *map(ReplacementTransform, (*cells, *bars), arriving),
            *map(ReplacementTransform, words, self.scores.column_labels),
            FadeIn(*labels, *(name[1] for name in self.names)),
        ]

    def fill_scores(self) -> list[Animation]:
        """Let the numbers of the row, and the colours of all others, appear among the scores."""
        marks = self.scores.row_marks(self.query), self.weights.row_marks(self.query)
        return [FadeIn(*marks), rippling(self.scores, self._others())]

    def fill_weights(self) -> Animation:
        """Let all rows but one become weights."""
        return carry(self.scores, self.weights, rows=self._others())

    def _others(self) -> list[int]:
        return [i for i in range(len(self.scores.quantity)) if i != self.query]
