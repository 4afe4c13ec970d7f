"""The matrix of a graph: how its arcs become cells, and what its rows and columns add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from manim import (
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    VGroup,
    smooth,
    squish_rate_func,
)

from attention_math.derived import column_totals, row_sums
from attention_math.story import leaders
from scenes import theme
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.edge import Edge
from scenes.mobjects.motion import flowing
from scenes.pieces.sentence_as_graph.heard_bars import HeardBars
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.layout import Room
from scenes.stage.text import Numeral

_ROOM_AROUND = {"left": 1.1, "top": 0.6, "right": 1.5, "bottom": 1.75}
_LARGEST_CELL = (0.87, 0.87)
_UNIT = 0.6  # of the bars: the length of 1, at most
_WIDTH, _LARGEST = 0.45, 0.45  # of a cell's width: the type of its number, at most so large
_IN_CELL = 0.6  # how much of its cell an arc takes that has come there
_PALE = 0.3  # of bars that are not spoken of
_GAP = 0.2
_HIGHEST = 1.1
_BAR = 0.6  # of a cell's width
_LAST = squish_rate_func(smooth, 0.6, 1.0)


class WhoListens(AttentionGrid):
    """Weights, a row a listener and a column a speaker, as large as a room allows.

    ``listened`` are bars of what the rows add up to, ``below`` of what the columns do; both are to
    one scale; ``heard`` are the latter.
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
        cell = inner.cell(*weights.shape, most=_LARGEST_CELL)
        self.size = min(_LARGEST, _WIDTH * cell[0])
        super().__init__(
            weights,
            queries=queries,
            keys=keys,
            visible=visible,
            cell=cell,
            size=self.size,
        )
        self.shift(inner.center - self.cells.get_center())
        totals = derive(column_totals, weights)[-1]
        self.heard = totals
        self._unit = min(_UNIT, _HIGHEST / totals.limit())
        self.listened = BarColumn(
            derive(row_sums, weights),
            unit=self._unit,
            left=self.cells.get_right()[0] + _GAP,
            heights=[self.row(i).get_y() for i in range(len(weights))],
            pitch=self.cell_size[1],
            color=theme.QUERY,
            group="shares",
        )
        floor = self.cells.get_bottom()[1] - _ROOM_AROUND["bottom"]
        columns = [self.cell(0, j).get_x() for j in range(len(totals))]
        self.below = HeardBars(
            totals,
            unit=self._unit,
            floor=floor,
            columns=columns,
            width=_BAR * self.cell_size[0],
            size=self.size,
        )

    @property
    def named(self) -> tuple[VGroup, VGroup]:
        """Who listens and who speaks."""
        return self.row_labels, self.column_labels

    def bend(self, edges: Sequence[Edge], numbers: Mapping[int, Numeral]) -> Animation:
        """Let each arc shrink into its cell, and its number, if there is one, go along."""
        flights = []
        for edge in reversed(edges):  # so that no number passes another
            cell, mark = self.cell(edge.query, edge.key), self.mark(edge.query, edge.key)
            share = _IN_CELL * min(cell.width / edge.path.width, cell.height / edge.path.height)
            gone = FadeOut(edge.path.copy(), target_position=cell, scale=share)
            moves = [gone, FadeIn(cell, rate_func=_LAST)]
            if edge.key in numbers:
                moves.append(ReplacementTransform(VGroup(numbers[edge.key]), mark))
            flights.append(AnimationGroup(*moves))
        return LaggedStart(*flights, lag_ratio=0.3, run_time=theme.SLOW)

    def bend_others(self, graph: AttentionGraph, row: int) -> list[Animation]:
        """Let the arcs of all other rows come, too, and the cells that no arc brings."""
        waiting = [edge for edge in graph.edges if edge.query != row]
        return [self.bend(waiting, {}), *(FadeIn(self.cell(*at)) for at in self.hidden)]

    def add_rows_up(self, graph: AttentionGraph, known: int) -> Animation:
        """Let messages reach one listener after the other, and the rows be known that are not."""
        coming = zip(self.listened.bars, self.listened.numbers, strict=True)
        adding = []
        for row, shown in enumerate(coming):
            heard = flowing(graph.incoming(row), theme.NORMAL)
            new = [] if row == known else [FadeIn(self.row_marks(row), *shown, rate_func=_LAST)]
            adding.append(AnimationGroup(heard, *new))
        return LaggedStart(*adding, lag_ratio=0.6)

    def add_columns_up(self, graph: AttentionGraph) -> Animation:
        """Let messages leave one speaker after the other, and a bar grow as they are heard."""
        columns = enumerate(self.below.grow())
        growing = (
            AnimationGroup(flowing(graph.outgoing(key), theme.NORMAL), bar) for key, bar in columns
        )
        return LaggedStart(*growing, lag_ratio=0.5)

    def single_out_most(self, graph: AttentionGraph) -> list[Animation]:
        """Point at the words that are heard most, at what they say and at their columns alone."""
        chosen = derive(leaders, self.heard).values.tolist()
        hues = dict.fromkeys(chosen, theme.KEY)
        said = (edge.animate.set_color(hues.get(edge.key, theme.WEIGHT)) for edge in graph.edges)
        resting = (token.box for key, token in enumerate(graph.tokens) if not hues.get(key))
        quiet = (box.animate.set_stroke(theme.QUIET, theme.STROKE_THIN) for box in resting)
        bars = (bar for key, bar in enumerate(self.below.bars) if not hues.get(key))
        pale = (bar.animate.set_fill(opacity=_PALE) for bar in bars)
        frames = (Create(self.frame(self.column(key), theme.KEY)) for key in chosen)
        return [*said, *quiet, *pale, *frames, *graph.single_out(chosen)]
