"""The matrix of a graph: how its arcs become cells, and what its rows and columns add up to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    LEFT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    LaggedStart,
    VGroup,
    smooth,
    squish_rate_func,
)

from attention_math.derived import column_totals, row_sums
from attention_math.story import leaders
from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.edge import Edge
from scenes.pieces.sentence_as_graph.heard_bar import HeardBar
from scenes.pieces.sentence_as_graph.shrink import shrink
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.layout import Room, step_aside
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Text

_ROOM_AROUND = {"left": 1.15, "top": 0.7, "right": 2.15, "bottom": 1.2}
_LARGEST_CELL, _LARGER = (1.02, 1.02), 1.42  # in such a cell words are larger than in other grids
_UNIT = 1.2  # of the bars: the length of 1, at most
_WIDTH, _LARGEST = 0.45, 0.48  # of a cell's width: the type of its number, at most so large
_GAP, _SAID = 0.2, 0.42
_OPEN = 2  # how broad an open cell is drawn
_FIRST, _LAST = squish_rate_func(smooth, 0.0, 0.3), squish_rate_func(smooth, 0.3, 1.0)


class WhoListens(AttentionGrid):
    """Weights, a row a listener and a column a speaker, as large as a room allows.

    ``ground`` are the cells before anything is weighed: open ones, and black ones for words that
    are not heard. ``asked`` are question marks in the last row. ``listened`` are glasses that lie
    beside the rows, and ``listening`` says so above them.
    """

    def __init__(
        self,
        room: Room,
        weights: Quantity,
        visible: np.ndarray,
        queries: Sequence[str],
        keys: Sequence[str],
    ) -> None:
        inner = room.inset(**_ROOM_AROUND)
        wide, high = inner.cell(*weights.shape, most=_LARGEST_CELL)
        larger = max(1.0, _LARGER * wide)
        self.size = min(_LARGEST, _WIDTH * wide)
        look = {"cell": (wide / larger, high / larger), "size": self.size / larger}
        look |= {"visible": visible, "digits": [last := len(weights) - 1]}
        super().__init__(weights, queries=queries, keys=keys, **look)
        self.scale(larger)
        self.row_labels.set_z_index(1)
        self.shift([inner.center[0], inner.top, 0] - self.cells.get_top())
        places = np.ndindex(*weights.shape)
        self.ground = VGroup(*(self._open(i, j) if visible[i, j] else self.cell(i, j)
                               for i, j in places))  # fmt: skip
        self.asked = VGroup(*(Text("?", size=theme.SIZE_GUESS, color=theme.HIGHLIGHT)
                              .move_to(cell) for cell in self.row(last)))  # fmt: skip
        self.asked.set_z_index(1)
        self.totals = derive(column_totals, weights)
        self._unit = min(_UNIT, (_ROOM_AROUND["right"] - _GAP) / self.totals.limit())
        self.listened = BarColumn(
            derive(row_sums, weights),
            unit=self._unit,
            left=self.cells.get_right()[0] + _GAP,
            heights=[self.row(i).get_y() for i in range(len(weights))],
            pitch=high,
            color=theme.QUERY,
            group="shares",
            whole=1.0,
        )
        self.listening = Text("listening", size=_SAID, color=theme.QUERY)
        self.listening.next_to(self.listened.outlines, UP, aligned_edge=LEFT)
        self.listening.stand_on(self.cells.get_top()[1] + _GAP)
        step_aside(self.listening, self.column_labels)

    def place(self, edge: Edge) -> Rectangle:
        """Return the open cell of an edge."""
        return self.ground[edge.query * self.quantity.shape[1] + edge.key]

    @property
    def asked_for(self) -> VGroup:
        """The open cells of the last row."""
        return self.ground[-self.quantity.shape[1] :]

    def bend(self, edges: Sequence[Edge]) -> Animation:
        """Let each arc, whatever it will weigh, shrink into its open cell."""
        flights = (shrink(edge.path.copy(), self.place(edge)) for edge in edges)
        return LaggedStart(*flights, lag_ratio=0.35)

    def darken(self) -> list[Animation]:
        """Let the cells come that no arc leads to."""
        coming = [FadeIn(self.cell(*at)) for at in self.hidden]
        return [LaggedStart(*coming, lag_ratio=0.2)] if coming else []

    def weigh(self, edges: Sequence[Edge]) -> list[Animation]:
        """Let arcs be as wide as their weights, and their open cells be the ones that wait."""
        cells = (self.place(edge).animate.set_stroke(theme.WEIGHT) for edge in edges)
        return [*(edge.animate.weigh() for edge in edges), *cells]

    def pour(self, edges: Sequence[Edge], row: int) -> Animation:
        """Let weighed arcs shrink into their cells, and fill the glass of their row."""
        pairs = ((edge.flow(theme.WEIGHT), self.cell(edge.query, edge.key)) for edge in edges)
        bent = LaggedStart(*(shrink(*pair) for pair in pairs), lag_ratio=0.2)
        return AnimationGroup(bent, self.fill(row))

    def fill(self, row: int) -> Animation:
        """Let the glass of a row come, and fill it."""
        glass, bar = self.listened.outlines[row], self.listened.bars[row]
        return AnimationGroup(
            Create(glass, rate_func=squish_rate_func(smooth, 0, 0.4)),
            GrowFromEdge(bar, LEFT, rate_func=squish_rate_func(smooth, 0.4, 1)),
        )

    def answer(self, row: int) -> list[Animation]:
        """Let the cells of a row, with their numbers, come where it was asked for them."""
        coming = FadeIn(self.row(row), self.row_marks(row), rate_func=_LAST)
        return [FadeOut(self.asked, rate_func=_FIRST), coming]

    def heard(self, rows: int) -> tuple[Rectangle, HeardBar]:
        """Frame what is heard most in the first rows, and add it up in one more such glass."""
        totals = self.totals[rows - 1]
        (key, *_) = derive(leaders, totals).values.tolist()
        over = HeardBar(totals.cite(key), self._weighed(rows, key), self.listened, self._unit)
        return self.frame(self.column(key)[:rows], theme.KEY), over

    def _weighed(self, rows: int, key: int) -> list[Rectangle]:
        return [self.cell(row, key) for row in range(rows) if (row, key) not in self.hidden]

    def _open(self, i: int, j: int) -> Rectangle:
        return self.cell(i, j).copy().set_fill(opacity=0).set_stroke(theme.EDGE, _OPEN)
