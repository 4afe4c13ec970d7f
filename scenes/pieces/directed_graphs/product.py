"""A times V is AV: the rows of all listeners side by side, and how they become a graph again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from manim import (
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.mobjects.row_labels import RowLabels
from scenes.pieces.directed_graphs.one_row import OneRow
from scenes.pieces.directed_graphs.ring_graph import RingGraph
from scenes.stage.cited import Quantity, Word
from scenes.stage.layout import Room

_AROUND = {"left": 1.0, "right": 1.75, "top": 1.1}
_SIZE, _OF_SYMBOLS = 0.3, 0.7
_APART, _NEAR, _CLEAR = 1.15, 0.6, 0.12


class Product(VGroup):
    """A, V and AV in one line, with digits in some of the rows of A and AV.

    Parameters
    ----------
    queries, keys
        They name the rows of A; its columns and the rows of V.
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
        columns = len(keys) + 2 * values.shape[1]
        cell = room.inset(**_AROUND).cell(len(queries), columns)
        rows = partial(AttentionGrid, cell=cell, size=_SIZE, digits=digits)
        self.weights = rows(weights, queries=queries, keys=keys)
        level, left = self.weights.cells.get_y(), self.weights.cells.get_right()[0]
        self.carried = AttentionGrid(values, view="heat", cell=cell, color_of=law)
        self.carried.set_x(left + _APART, direction=LEFT).set_y(level)
        heights = [self.carried.row(i).get_y() for i in range(len(keys))]
        self.words = RowLabels(keys, heights, right=self.carried.get_left()[0] - _CLEAR)
        self.output = rows(output, color_of=mixed)
        self.output.next_to(self.carried, RIGHT, buff=_NEAR)
        grids = {"weights": self.weights, "value": self.carried, "output": self.output}
        over = self.weights.get_top()[1] + 2 * _CLEAR
        self.symbols = VGroup(
            *(
                Formula(FORMULAS[name], size=_OF_SYMBOLS).set_x(grid.cells.get_x()).stand_on(over)
                for name, grid in grids.items()
            )
        )
        super().__init__(self.weights, self.carried, self.output, self.words, self.symbols)
        room.hold(self)

    def take_in(self, one: OneRow, row: int) -> Iterator[Animation]:
        """Let a row become one of all; the vectors come down between."""
        pairs = (
            (one.weights.cells, self.weights.row(row)),
            (one.weights.marks, self.weights.row_marks(row)),
            (one.output.cells, self.output.row(row)),
            (one.output.marks, self.output.row_marks(row)),
            (one.carried.cells, self.carried.cells),
            (one.words, self.words),
            (one.listener[0], self.weights.row_labels[row]),
        )
        for pair in pairs:
            yield ReplacementTransform(*pair)

    def fill(self, *, besides: int) -> Animation:
        """Let all other rows come, and each make its row of AV; one is there."""
        others = [i for i in range(len(self.output.quantity)) if i != besides]
        names = (label for i, label in enumerate(self.weights.row_labels) if i != besides)
        rows = (VGroup(self.weights.row(i)) for i in others)
        made = (FadeIn(self.output.row(i), target_position=self.carried.row(i)) for i in others)
        return AnimationGroup(
            FadeIn(self.symbols, self.weights.column_labels, *names),
            LaggedStart(AnimationGroup(*map(FadeIn, rows)), AnimationGroup(*made), lag_ratio=0.7),
        )

    def listen_and_speak(self, row: int, column: int) -> Iterator[Animation]:
        """Frame the row of one who listens, then the column of one who speaks."""
        parts = self.weights.row(row), self.weights.column(column)
        hues = theme.QUERY, theme.KEY
        self.frames = VGroup(*map(self.weights.frame, parts, hues))
        yield LaggedStart(*map(Create, self.frames), lag_ratio=0.6)

    def become(self, graph: RingGraph) -> Iterator[Animation]:
        """Let the rows of V stand up as columns of nodes, and cells of A become edges."""
        frames = VGroup()
        for edge in graph.edges:
            frame = self.weights.cell(edge.query, edge.key).copy().set_fill(opacity=0)
            frames.add(frame)
            yield ReplacementTransform(frame, edge.path)
            yield FadeIn(edge.tip)
        for i, node in enumerate(graph.nodes):
            yield ReplacementTransform(self.carried.row(i), node.column, path_arc=1)
            yield ReplacementTransform(self.words[i], node.label)
            yield FadeIn(node.circle)
        yield FadeOut(self.weights, self.output, self.symbols, self.frames)
