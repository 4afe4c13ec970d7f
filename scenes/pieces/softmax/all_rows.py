"""All rows of scores on the left, and the weights that they become on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from manim import DOWN, Animation, FadeIn, Mobject, ReplacementTransform, VGroup

from attention_math.trace import AttentionTrace
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.mobjects.motion import carry, rippling
from scenes.mobjects.row_labels import RowLabels
from scenes.stage.layout import Room, stage

_FOR_LABELS, _FOR_NAMES, FOR_SUMS = 0.9, 0.9, 1.0
_LARGEST = (1.1, 1.0)
_GAP = 0.25


class AllRows(VGroup):
    """Two grids and their names; ``make`` draws the matrix of a name with cells of a size."""

    def __init__(
        self, make: Callable[..., AttentionGrid], logits: str, trace: AttentionTrace
    ) -> None:
        words = trace.key_side.shown
        make = partial(make, visible=trace.visible)
        left, right = stage().columns(1.1, 1)
        widest = max(label.width for label in RowLabels(words, [0.0] * len(words)))
        self.scores, self.weights = (
            self._grid(partial(make, name, size=size), len(words), room.inset(left=widest + _GAP))
            for name, room, size in (
                (logits, left, 0.27),
                ("weights", right.inset(right=FOR_SUMS), 0.29),
            )
        )
        self.names = VGroup()
        for grid, name in ((self.scores, "logits"), (self.weights, "softmax of logits")):
            self.names.add(Formula(FORMULAS[name]).next_to(grid.cells, DOWN, buff=_GAP))
        super().__init__(self.scores, self.weights, self.names)

    @staticmethod
    def _grid(make: Callable[..., AttentionGrid], count: int, room: Room) -> AttentionGrid:
        cells = room.inset(top=_FOR_LABELS, bottom=_FOR_NAMES)
        grid = make(cell=cells.cell(count, count, most=_LARGEST), axes=None)
        return grid.shift(cells.center - grid.cells.get_center())

    def take_in(
        self, query: int, cells: Sequence[Mobject], bars: Sequence[Mobject]
    ) -> list[Animation]:
        """Let one row's scores and weights come into their cells."""
        arriving = (*self.scores.row(query), *self.weights.row(query))
        labels = (
            part
            for one in (self.scores, self.weights)
            for part in (one.row_labels, one.column_labels)
        )
        pairs = zip((*cells, *bars), arriving, strict=True)
        return [
            *(ReplacementTransform(*pair) for pair in pairs),
            FadeIn(*labels),
            FadeIn(self.names),
        ]

    def fill_scores(self, query: int) -> list[Animation]:
        """Let the numbers of one row, and all others, appear among the scores."""
        marks = self.scores.row_marks(query), self.weights.row_marks(query)
        return [FadeIn(*marks), rippling(self.scores, self._others(query))]

    def fill_weights(self, query: int) -> Animation:
        """Let all rows but one become weights."""
        return carry(self.scores, self.weights, rows=self._others(query))

    def _others(self, query: int) -> list[int]:
        return [i for i in range(len(self.scores.quantity)) if i != query]
