"""The matrix of a graph: how its arcs become cells, and what its rows and columns add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
from scenes.pieces.sentence_as_graph.heard_bar import HeardBar
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.layout import Room, step_aside
from scenes.stage.text import Numeral, Text

_ROOM_AROUND = {"left": 0.95, "top": 0.6, "right": 2.75, "bottom": 1.1}
_LARGEST_CELL = (0.84, 0.84)
_UNIT = 1.2  # of the bars: the length of 1, at most
_WIDTH, _LARGEST = 0.45, 0.45  # of a cell's width: the type of its number, at most so large
_IN_CELL = 0.6  # how much of its cell an arc takes that has come there
_GAP, _SAID = 0.2, 0.4
_LABELLED = 4  # as many words as leave room for words on what is hidden
_LAST = squish_rate_func(smooth, 0.6, 1.0)


class WhoListens(AttentionGrid):
    """Weights, a row a listener and a column a speaker, as large as a room allows.

    ``listened`` are glasses that lie beside the rows, and ``listening`` says so above them;
    ``heard`` is what each column adds up to; ``unseen`` stands on the cells of later words.
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
        look = {"cell": cell, "size": self.size, "digits": [len(weights) - 1]}
        super().__init__(weights, queries=queries, keys=keys, visible=visible, **look)
        self.shift([inner.center[0], inner.top, 0] - self.cells.get_top())
        totals = derive(column_totals, weights)[-1]
        self.heard, self._most = totals, int(derive(leaders, totals).values[0])
        unit = min(_UNIT, (_ROOM_AROUND["right"] - _GAP) / totals.limit())
        self.listened = BarColumn(
            derive(row_sums, weights),
            unit=unit,
            left=self.cells.get_right()[0] + _GAP,
            heights=[self.row(i).get_y() for i in range(len(weights))],
            pitch=self.cell_size[1],
            color=theme.QUERY,
            group="shares",
            whole=1.0,
        )
        most = totals.cite(self._most)
        self._over = HeardBar(most, self.listened, unit=unit, size=_LARGEST)
        self.listening = Text("listening", size=_SAID, color=theme.QUERY)
        self.listening.next_to(self.listened.outlines, UP, aligned_edge=LEFT)
        self.listening.stand_on(self.cells.get_top()[1] + _GAP)
        step_aside(self.listening, self.column_labels)
        self.unseen = VGroup()
        if len(keys) >= _LABELLED and np.array_equal(visible, np.tri(*visible.shape, dtype=bool)):
            self.unseen = VGroup(Text("later words:"), Text("hidden")).set_color(theme.QUIET)
            for row, said in enumerate(self.unseen):
                said.move_to(self.row(row)[row + 1 :])

    @property
    def named(self) -> tuple[VGroup, VGroup]:
        """Who listens and who speaks."""
        return self.row_labels, self.column_labels

    def enter(self) -> Animation:
        """Let the words come when the graph has made room."""
        return FadeIn(*self.named, rate_func=_LAST)

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

    def bend_others(self, graph: AttentionGraph, row: int) -> Animation:
        """Let the arcs of all other rows come, too."""
        return self.bend([edge for edge in graph.edges if edge.query != row], {})

    def darken(self) -> list[Animation]:
        """Let the cells that no arc brings go dark, and what they are be said on them."""
        return [FadeIn(VGroup(*(self.cell(*at) for at in self.hidden)), self.unseen)]

    def fill_rows(self, graph: AttentionGraph, known: int) -> Animation:
        """Let messages reach one listener after the other, and fill its glass to the brim."""
        pairs, filling = zip(self.listened.outlines, self.listened.bars, strict=True), []
        for row, (glass, bar) in enumerate(pairs):
            heard = flowing(graph.incoming(row), theme.NORMAL)
            poured = [] if row == known else [GrowFromEdge(bar, LEFT, rate_func=_LAST)]
            filling.append(AnimationGroup(heard, Create(glass), *poured))
        return LaggedStart(*filling, lag_ratio=0.5)

    def overflow(self, graph: AttentionGraph) -> Animation:
        """Let all that the word says that is heard most be poured into one such glass."""
        key = self._most
        hues = {key: theme.KEY}
        said = (edge.animate.set_color(hues.get(edge.key, theme.WEIGHT)) for edge in graph.edges)
        boxes = VGroup(*(token.box for token in graph.tokens)).remove(graph.tokens[key].box)
        quiet = boxes.animate.set_stroke(theme.QUIET, theme.STROKE_THIN)
        frame = Create(self.frame(self.column(key), theme.KEY))
        framed = AnimationGroup(*said, quiet, *graph.single_out([key]), frame)
        return LaggedStart(framed, self._over.overflow(), lag_ratio=0.6)
