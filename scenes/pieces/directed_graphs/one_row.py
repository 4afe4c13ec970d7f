"""One round of messages as one row of a product: weights in a row, vectors in rows above it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    CubicBezier,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    VGroup,
    smooth,
    squish_rate_func,
)

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.motion import become
from scenes.mobjects.row_labels import RowLabels
from scenes.pieces.directed_graphs.delivery import delivery
from scenes.pieces.directed_graphs.ring_graph import RingGraph
from scenes.stage.cited import Quantity, Word
from scenes.stage.claims import Joins, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Path

_AROUND = {"left": 1.2, "right": 1.25, "top": 0.5}
_LARGEST = (1.05, 0.85)
_SIZE, _OF_WORDS = 0.36, 0.5
_APART, _ABOVE = 1.25, 0.5  # of the weights: what they make, and the vectors
_CLEAR, _BEND, _BESIDE = 0.12, 0.85, 0.2
_WIDER, _MOVE = 1.1, 1.2  # than the row: what is laid beside it; seconds
_LATE = squish_rate_func(smooth, 0.7, 1.0)


class OneRow(VGroup):
    """Vectors in rows, a row of weights at their left and below, and below them what is heard.

    Each vector is joined to its weight by the edge along which it travels, as wide as the weight.

    Parameters
    ----------
    weights, values, output
        Whole: ``query`` is the row that is taken.
    """

    def __init__(
        self,
        room: Room,
        weights: Quantity,
        values: Quantity,
        output: Quantity,
        words: tuple[Word, ...],
        listening: tuple[Word, ...],
        *,
        query: int,
    ) -> None:
        taken = slice(query, query + 1)
        columns = len(words) + values.shape[1]
        cell = room.inset(**_AROUND).cell(len(words) + 1, columns, most=_LARGEST)
        grid = partial(AttentionGrid, cell=cell, size=_SIZE)
        law, mixed = (
            partial(theme.size_color, limit=one.limit(), hue=theme.VALUE)
            for one in (values, output)
        )
        self.weights = grid(weights[taken])
        self.output = grid(output[taken], color_of=mixed).next_to(self.weights, RIGHT, buff=_APART)
        self.carried = grid(values, decimals=0, color_of=law)
        self.carried.next_to(self.output, UP, buff=_ABOVE)
        heights = [self.carried.row(i).get_y() for i in range(len(words))]
        right = self.carried.get_left()[0] - _CLEAR
        self.words = RowLabels(words, heights, right=right, size=_OF_WORDS)
        level, end = [self.weights.get_y()], self.weights.get_left()[0] - 1.5 * _CLEAR
        self.listener = RowLabels(
            listening[taken], level, right=end, size=_OF_WORDS, color=theme.QUERY
        )
        self.edges = VGroup(*map(self._edge, range(len(words))))
        parts = self.weights, self.output, self.carried, self.words, self.listener, self.edges
        super().__init__(*parts)
        room.hold(self)
        self.empty = self.output.outlines

    def take_in(self, graph: RingGraph, numbers: VGroup, query: int) -> Iterator[Animation]:
        """Lay weights in a row, then columns in rows; their edges bend, and join them again."""
        lit, nodes = graph.incoming(query), graph.nodes
        pairs = zip(numbers, self.weights.marks, self.weights.cells, strict=True)
        lowest_first = sorted(pairs, key=lambda pair: pair[0].get_y())  # none passes another
        flights = (AnimationGroup(ReplacementTransform(number, mark), FadeIn(cell))
                   for number, mark, cell in lowest_first)  # fmt: skip
        yield LaggedStart(*flights, FadeIn(self.listener), lag_ratio=0.4, run_time=_MOVE)
        rows = (VGroup(self.carried.row(i), self.carried.row_marks(i)) for i in range(len(nodes)))
        olds = ((VGroup(node.column, node.digits), node.label, edge.path)
                for node, edge in zip(nodes, lit, strict=True))  # fmt: skip
        moves = map(become, olds, zip(rows, self.words, self.edges, strict=True))
        yield AnimationGroup(
            LaggedStart(*moves, lag_ratio=0.5),
            FadeOut(*(node.circle for node in nodes), *(edge.tip for edge in lit)),
            FadeIn(self.empty),
            run_time=1.1 * _MOVE,
        )

    def deliver(self) -> Animation:
        """Let each vector travel along its edge, shrunk to its weight, into what is heard."""
        going = map(self._delivery, range(len(self.edges)))
        heard = FadeIn(self.output.cells, self.output.marks, rate_func=_LATE)
        return AnimationGroup(LaggedStart(*going, lag_ratio=0.3), heard)

    def lay_beside(self, numbers: VGroup) -> Animation:
        """Let the numbers that were heard come beside the row, as far apart as its own."""
        self.heard, places = numbers, self.output.marks.copy().stretch(_WIDER, 0)
        places.next_to(self.output.cells, RIGHT, buff=_BESIDE)
        pairs = [*zip(numbers, places, strict=True)][::-1]  # so that none passes another
        moves = (one.animate.scale(_SIZE / one.size).move_to(place) for one, place in pairs)
        return LaggedStart(*moves, lag_ratio=0.6)

    def frame_heard(self) -> Animation:
        """Frame what is heard."""
        self.frame = self.output.frame(self.output.cells)
        return Create(self.frame)

    def clear(self) -> Animation:
        """Let only what becomes part of the whole product stay."""
        return FadeOut(self.edges, self.carried.marks, self.frame, self.heard)

    def _edge(self, key: int) -> Path:
        start = self.words[key].get_left() + LEFT * _CLEAR
        end = self.weights.cell(0, key).get_top() + UP * _CLEAR / 2
        corner = np.array([end[0], start[1], 0])
        handles = (point + _BEND * (corner - point) for point in (start, end))
        weight = self.weights.quantity.cite(0, key)
        way = Path(stroke_color=theme.QUERY, stroke_width=theme.edge_width(weight.value))
        way.set_points(CubicBezier(start, *handles, end).points)
        return shows(way, Joins(self.words[key].citation, weight))

    def _delivery(self, key: int) -> Animation:
        weight = self.weights.quantity.cite(0, key).value
        ends = self.weights.cell(0, key), self.output.cells
        return delivery(self.carried.row(key), weight, self.edges[key], *ends)
