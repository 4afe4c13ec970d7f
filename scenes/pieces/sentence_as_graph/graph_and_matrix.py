"""A sentence as a graph, and below each of its words the column of cells in which it speaks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation, AnimationGroup, Create, FadeIn, LaggedStart, VGroup

from attention_math.derived import row_sums
from scenes import theme
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.pieces.sentence_as_graph.bending import bend
from scenes.pieces.sentence_as_graph.glass import Glass
from scenes.pieces.sentence_as_graph.last_word import LastWord
from scenes.pieces.sentence_as_graph.totals import Totals
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.layout import Room, stage

_LEFT, _RIGHT, _BELOW = 1.4, 1.2, 0.3  # of the stage: words that name rows, what they add up to
_WIDEST, _HIGHEST, _LOWEST, _ROWS = 2.55, 0.8, 0.36, 2.5  # of cells; and how high all are together
_SIZE, _BOX, _APART = 0.6, 1.7, 0.6  # of words: their type, their boxes in it, the gaps at least
_LOOP, _RISE, _ABOVE, _GAP = 0.5, 2.1, 0.1, 0.15  # of arcs, and of what is above and below them
_LARGER = 1.3  # are words beside rows than in other grids
_NUMBER, _OF_ROW = 0.6, 0.88  # the type of numbers at most, and in heights of a row
_OVER_ARCS = 2


class GraphAndMatrix(VGroup):
    """Arcs above words, cells below them: whoever listens is a row, whoever speaks a column.

    ``last`` is the last word with its arcs, and ``totals`` what the rows before it add up to.
    """

    def __init__(
        self,
        weights: Quantity,
        visible: np.ndarray,
        queries: Sequence[str],
        keys: Sequence[str],
    ) -> None:
        room = stage().inset(left=_LEFT, right=_RIGHT, bottom=_BELOW)
        high = min(_HIGHEST, max(_LOWEST, _ROWS / len(weights)))
        wide, _ = room.cell(*weights.shape, most=(_WIDEST, high))
        free = room.height - len(weights) * high - _BOX * _SIZE - _ABOVE - _GAP
        is_causal = not np.triu(visible, 1).any()
        rise = free - _LOOP if is_causal else free / 2
        look = {"size": _SIZE, "gap": _APART, "pitch": wide, "rise": min(_RISE, rise)}
        self.graph = AttentionGraph(weights, visible, keys, color=theme.WEIGHT, **look)
        self.graph.tokens[-1].box.set_stroke(theme.QUERY, theme.STROKE_FRAME)
        self.graph.tokens.set_z_index(_OVER_ARCS)
        type_ = min(_NUMBER, _OF_ROW * high)
        look = {"cell": (wide / _LARGER, high / _LARGER), "size": type_ / _LARGER}
        look |= {"visible": visible, "digits": [len(weights) - 1]}
        self.grid = AttentionGrid(weights, queries=queries, **look).scale(_LARGER)
        self._stand(room)
        self.last = LastWord(self.graph)
        self.totals = Totals(self.grid, visible, type_)
        super().__init__(self.graph, self.grid)

    def _stand(self, room: Room) -> None:
        """Let columns of cells hang below the words."""
        first, last = (self.graph.tokens[place].get_x() for place in (0, -1))
        top = room.top - _ABOVE - self.graph.get_top()[1]
        self.graph.shift([room.center[0] - (first + last) / 2, top, 0])
        below = self.graph.get_bottom()[1] - _GAP - self.grid.cells.get_top()[1]
        self.grid.shift([room.center[0] - self.grid.cells.get_x(), below, 0])

    def listen(self, query: int) -> Animation:
        """Let a word's arcs come."""
        return LaggedStart(*map(Create, self.graph.incoming(query)), lag_ratio=0.3)

    def bend(self, query: int) -> Animation:
        """Let arc after arc of a word fall into its cell, and what it may not hear turn black."""
        cells = (bend(edge, self.grid.cell(query, edge.key), self.grid.mark(query, edge.key))
                 for edge in self.graph.incoming(query))  # fmt: skip
        hidden = (self.grid.cell(*at) for at in self.grid.hidden if at[0] == query)
        named = FadeIn(self.grid.row_labels[query], *hidden)
        return AnimationGroup(named, LaggedStart(*cells, lag_ratio=0.6))

    def glass(self, query: int) -> Glass:
        """Return a word's glass, as large as the word is seen now."""
        total = derive(row_sums, self.grid.quantity).cite(query)
        return Glass(self.graph.tokens[query].box, total)
