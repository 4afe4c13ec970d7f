"""A sentence, and below it in arcs what heads make of it: who looks at whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from manim import UP, VGroup

from attention_math.story import Pair, looks
from scenes import theme
from scenes.mobjects.edge_paths import EdgePaths
from scenes.mobjects.graph import Graph
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.many_heads.sheets import hue_of
from scenes.stage.cited import Quantity, Word
from scenes.stage.claims import Joins, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Path

_SHORTEST = 0.35  # of what the longest arc of a row may hang down: one between neighbours


class Looks:
    """The words of a sentence, and arcs below them that lead to a word from those it looks at.

    Attributes
    ----------
    most
        Of each head, for each word the arc from the word that it looks at most, if another one.
    """

    def __init__(self, room: Room, weights: Sequence[Quantity], words: Sequence[Word]) -> None:
        self._weights, self._words = weights, words
        self.sentence = room.hold(TokenRow(words, gap=0.95, widest=room.width), UP)
        self._rise = room.height - self.sentence.height
        self.most = [self._most(head) for head in range(len(weights))]

    def job(self, head: int, cells: Collection[tuple[int, int]]) -> Graph:
        """Draw the arcs of some cells, as wide as the head's weights."""
        return self._graph(head, cells)

    def asked(self, cells: Collection[tuple[int, int]]) -> VGroup:
        """Join the words of some cells, whoever may look from one at the other."""
        paths, arcs = self._paths(cells), VGroup()
        for query, key in cells:
            arc = Path(stroke_color=theme.HIGHLIGHT, stroke_width=2 * theme.STROKE_THIN)
            arc.set_points(paths.between(query, key, 0.0).points)
            arcs.add(shows(arc, Joins(self._words[key].citation, self._words[query].citation)))
        return arcs

    def _most(self, head: int) -> Graph:
        pairs = looks(self._weights[head].values)
        return self._graph(head, [one for one in pairs if one.query != one.key])

    def _graph(self, head: int, cells: Collection[tuple[int, int] | Pair]) -> Graph:
        between = self._paths(cells).between
        return Graph(self._weights[head], self._visible(cells), between, hue_of(head))

    def _paths(self, cells: Collection[tuple[int, int]]) -> EdgePaths:
        """Let the longest arc hang down as far as there is room."""
        row, visible = self.sentence, self._visible(cells)
        longest = max((abs(query - key) for query, key in cells), default=0)
        hanging = _SHORTEST + (1 - _SHORTEST) * longest / max(1, len(row) - 1)
        return EdgePaths(row, row, visible, self._rise / hanging, below=True)

    def _visible(self, cells: Collection[tuple[int, int]]) -> np.ndarray:
        visible = np.zeros(self._weights[0].shape, dtype=bool)
        for cell in cells:
            visible[cell] = True
        return visible
