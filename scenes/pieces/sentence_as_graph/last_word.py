"""The last word of a graph, of which it is asked whom it hears, and the arcs that answer it."""

from __future__ import annotations

from manim import (
    LEFT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    VGroup,
    smooth,
    squish_rate_func,
)

from attention_math.story import leaders
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.motion import become
from scenes.pieces.sentence_as_graph.bending import asked, swell
from scenes.stage.derive import derive
from scenes.stage.layout import stage

_ROOMY = 4  # with more words there is room for numbers at the widest arcs alone
_NEARER, _FAINT, _LARGER = 1.9, 0.3, 1.3  # what is asked for; what it is not; its number
_BESIDE = 0.2  # a loop
_QUICKLY = squish_rate_func(smooth, 0.6, 0.85)  # over cells of others, when the arc lies


class LastWord:
    """Its ``row`` of edges, ``asked`` for before they are weighed; ``places`` are their numbers.

    ``numbers`` are those of them that have room. In a causal graph there is room beside its loop.
    """

    def __init__(self, graph: AttentionGraph, size: float, *, is_causal: bool) -> None:
        self._graph, query = graph, len(graph.tokens) - 1
        self.row = graph.incoming(query)
        self.asked = VGroup(*map(asked, self.row))
        self.places = graph.numbers(query, size)
        if is_causal:
            self.places[query].next_to(self.row[-1], LEFT, buff=_BESIDE)
        self.most = derive(leaders, graph.quantity[query]).values.tolist()
        shown = self.places if query < _ROOMY else self.most
        self.numbers = {key: self.places[key] for key in shown}

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
        """Let its arcs grow as wide as they are, the nearest first."""
        grown = [AnimationGroup(swell(thin, edge), FadeIn(self.numbers.get(edge.key, VGroup())))
                 for thin, edge in zip(self.asked, self.row, strict=True)]  # fmt: skip
        return LaggedStart(*reversed(grown), lag_ratio=0.5)

    def bend(self, marks: VGroup) -> Animation:
        """Let the numbers of its arcs fall into their cells, and all others come there."""
        moves = []
        for key, mark in enumerate(marks):
            number = self.numbers.get(key)
            moves += [ReplacementTransform(number.copy(), mark, rate_func=_QUICKLY)
                      if number else FadeIn(mark)]  # fmt: skip
        return LaggedStart(*moves, lag_ratio=0.25)

    def single_out(self) -> list[Animation]:
        """Let the words that are heard most, and their arcs, stand out."""
        moves = self._graph.single_out(self.most)
        for edge in self.row:
            number = self.numbers.get(edge.key, VGroup())
            if edge.key in self.most:
                moves.append(number.animate.scale(_LARGER))
            else:
                faint = edge.path.animate.set_stroke(opacity=_FAINT)
                moves += [faint, edge.tip.animate.set_fill(opacity=_FAINT), FadeOut(number)]
        return moves
