"""The last word of a graph, of which it is asked whom it hears, and the arcs that answer it."""

from __future__ import annotations

import numpy as np
from manim import (
    DR,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeOut,
    LaggedStart,
    VGroup,
)

from attention_math.story import leaders
from scenes import theme
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.edge import Edge
from scenes.mobjects.edge_numbers import is_near
from scenes.mobjects.motion import become
from scenes.pieces.sentence_as_graph.bending import asked, swell
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from scenes.stage.text import Text

_ROOMY = 4  # with more words there is room for numbers at the widest arcs alone
_NEARER, _FADED, _LARGER = 1.9, 0.7, 1.3  # what is asked for; what it is not; its number
_BESIDE, _SHOULDER = 0.15, 0.2  # numbers; and where, along an arc, no other is below it
_WAITING, _NUMBER = 0.75, 0.5  # in heights of the word's box


class LastWord:
    """Its ``row`` of edges, ``asked`` for before they are weighed; ``places`` are their numbers.

    ``numbers`` are those of them that have room, and ``waiting`` is the "?" beside the word.
    """

    def __init__(self, graph: AttentionGraph) -> None:
        self._graph, query = graph, len(graph.tokens) - 1
        self.row = graph.incoming(query)
        self.asked = VGroup(*map(asked, self.row))
        box = graph.tokens[query].box
        self.places = graph.numbers(query, _NUMBER * box.height)
        for edge in self.row:
            start, way = _inside(edge, box.get_top()[1])
            self.places[edge.key].next_to(start, way, buff=_BESIDE)
        self.most = derive(leaders, graph.quantity[query]).values.tolist()
        shown = self.places if query < _ROOMY else self.most
        self.numbers = {key: self.places[key] for key in shown}
        self.waiting = Text("?", size=_WAITING * box.height, color=theme.HIGHLIGHT)
        self.waiting.next_to(box, RIGHT, buff=_BESIDE)

    @property
    def whole(self) -> VGroup:
        """The words with its arcs and their numbers alone."""
        return VGroup(self._graph.tokens, *self.row, *self.numbers.values())

    def near(self) -> VGroup:
        """Return words, arcs and places of numbers of what is asked for, as large as they fit."""
        parts = self._graph.tokens, self.asked, VGroup(*self.places.values())
        return stage().hold(VGroup(*parts).copy().scale(_NEARER), shrink=True)

    def step_back(self, near: VGroup) -> Animation:
        """Let what was near be as small as it is beside the matrix."""
        words, arcs, _ = near
        return AnimationGroup(become(words, self._graph.tokens), become(arcs, self.asked))

    def swell(self) -> Animation:
        """Let its arcs grow as wide as they are, the nearest first, and those of others fade."""
        grown = [swell(*pair) for pair in zip(self.asked, self.row, strict=True)]
        others = (edge for query in range(len(self._graph.tokens) - 1)
                  for edge in self._graph.incoming(query))  # fmt: skip
        dimmed = [edge.animate.fade(_FADED) for edge in others]
        return AnimationGroup(*dimmed, LaggedStart(*reversed(grown), lag_ratio=0.5))

    def single_out(self) -> list[Animation]:
        """Let the words that are heard most, and their arcs, stand out."""
        moves = self._graph.single_out(self.most)
        for edge in self.row:
            number = self.numbers.get(edge.key, VGroup())
            if edge.key in self.most:
                moves.append(number.animate.scale(_LARGER, about_edge=-_inside(edge)[1]))
            else:
                moves += [edge.animate.fade(_FADED), FadeOut(number)]
        return moves


def _inside(edge: Edge, top: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Return from where a number stands inside an arc, or beside a loop, and in which direction.

    Below a narrow arc it stands on the words, whose ``top`` is so high.
    """
    if edge.query == edge.key:
        return edge.get_left(), LEFT
    if is_near(edge):
        return np.array([edge.path.get_x(), top, 0]), UP
    return edge.path.point_from_proportion(_SHOULDER), DR
