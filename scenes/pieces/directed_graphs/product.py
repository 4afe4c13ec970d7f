"""A times V, laid out so that each entry of AV stands where its row and its column meet."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from manim import (
    DOWN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    LaggedStart,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.edge import Edge
from scenes.mobjects.formula import Formula
from scenes.mobjects.graph_node import GraphNode
from scenes.mobjects.row_labels import RowLabels
from scenes.stage.cited import Quantity, Word
from scenes.stage.layout import Room

_CELL = (0.65, 0.45)
_SIZE = 0.27
_GAP = 0.22


class Product(VGroup):
    """V above, A at its left and below, and AV below V, with digits in some of their rows.

    Parameters
    ----------
    queries, keys
        They name the rows of A and AV; the columns of A and the rows of V.
    digits
        The rows of A and AV that have them.
    """

    def __init__(
        self,
        room: Room,
        weights: Quantity,
        values: Quantity,
        output: Quantity,
        queries: tuple[Word, ...],
        keys: tuple[Word, ...],
        *,
        digits: list[int],
    ) -> None:
        law = partial(theme.size_color, limit=values.limit(), hue=theme.VALUE)
        mixed = partial(theme.size_color, limit=output.limit(), hue=theme.VALUE)
        rows = partial(AttentionGrid, cell=_CELL, size=_SIZE, digits=digits)
        self.weights = rows(weights, queries=queries, keys=keys, axes=("listens", "speaks"))
        self.carried = AttentionGrid(values, view="heat", cell=_CELL, color_of=law)
        self.output = rows(output, color_of=mixed)
        below = self.weights.cells
        self.output.next_to(below, RIGHT, buff=_GAP).set_y(below.get_y())
        self.carried.next_to(self.output.cells, UP, buff=2.5 * _GAP)
        heights = [self.carried.row(i).get_y() for i in range(len(keys))]
        right = self.carried.cells.get_left()[0] - 0.18
        self.labels = RowLabels(keys, heights, right=right, size=theme.SMALLEST)
        a, v, av = (Formula(FORMULAS[name]) for name in ("weights", "value", "output"))
        self.symbols = VGroup(
            a.next_to(self.weights.axis_titles[1], UP, buff=_GAP),
            v.next_to(self.carried, RIGHT, buff=_GAP),
            av.next_to(self.output, DOWN, buff=_GAP / 2),
        )
        super().__init__(self.weights, self.carried, self.output, self.labels, self.symbols)
        room.hold(self)
        self.frame = VGroup(
            *(self.weights.outlines, self.output.outlines, self.labels, self.symbols),
            *(self.weights.row_labels, self.weights.column_labels, self.weights.axis_titles),
        )

    def gather(self, nodes: Iterable[GraphNode]) -> Animation:
        """Let the columns of all nodes lie down as rows of V."""
        rows = (
            TransformFromCopy(node.column, self.carried.row(i), path_arc=-1)
            for i, node in enumerate(nodes)
        )
        return LaggedStart(*rows, lag_ratio=0.15)

    def take_in(self, row: int, bars: VGroup) -> list[Animation]:
        """Let what a node heard become a row of AV."""
        pairs = zip(bars, self.output.row(row), strict=True)
        return [ReplacementTransform(*pair) for pair in pairs]

    def collect(self, edges: Iterable[Edge]) -> Animation:
        """Let every edge become its cell of A."""
        cells = ((edge.apex(), self.weights.cell(edge.query, edge.key)) for edge in edges)
        flights = (FadeIn(cell, target_position=apex, scale=0.25) for apex, cell in cells)
        return LaggedStart(*flights, lag_ratio=0.05)

    def fill(self, *, besides: int) -> Animation:
        """Let all rows of AV appear but one that is there, in colour alone."""
        rows = (i for i in range(len(self.output.quantity)) if i != besides)
        return LaggedStart(*(FadeIn(self.output.row(i)) for i in rows), lag_ratio=0.4)

    def write(self, rows: Iterable[int]) -> Animation:
        """Let rows that have digits show them."""
        marks = (VGroup(self.weights.row_marks(i), self.output.row_marks(i)) for i in rows)
        return AnimationGroup(*map(FadeIn, marks))
