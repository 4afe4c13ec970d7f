"""A sentence over two of its edges and under its French: an edge is cut, the French answers."""

from __future__ import annotations

from manim import (
    DOWN,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ShowPassingFlash,
    Succession,
    Uncreate,
    VGroup,
)

from attention_math.story import Pair
from scenes import theme
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.a_weight_is_not_a_reason.blade import blade_across
from scenes.pieces.a_weight_is_not_a_reason.edge_weights import numbers_beside
from scenes.pieces.a_weight_is_not_a_reason.linked import linked, taking_over
from scenes.pieces.a_weight_is_not_a_reason.two_edges import TwoEdges
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room, spread, stage
from scenes.stage.text import Text

_SIZE, _GAP, _FRENCH = 0.6, 0.5, 0.56
_BELOW, _ABOVE, _WIDER = 2.45, 0.24, 0.8  # for arcs, for French, and for French that is longer


class CutSentence(VGroup):
    """Words with two edges below them, and above each what is written for it.

    Attributes
    ----------
    french
        What is written.
    edges, numbers
        The thick edge and the thin one, and how much each weighs.
    """

    def __init__(self, room: Room, edges: TwoEdges) -> None:
        self._told = edges
        self.tokens = TokenRow(edges.words, size=_SIZE, gap=_GAP, widest=room.width - _WIDER)
        room.inset(bottom=_BELOW).hold(self.tokens, DOWN)
        pairs = [edges.thick, edges.thin]
        graph = linked(self.tokens, edges.weights, pairs)
        self.edges = {pair: graph.edge(*pair) for pair in pairs}
        self.numbers = numbers_beside(self.edges, edges.weights, self.tokens)
        self.french = spread(VGroup(*map(self._written, edges.french, self.tokens)))
        super().__init__(self.tokens, self.french)

    def speak(self) -> Animation:
        """Let the French come out of the words."""
        coming = (FadeIn(word, shift=UP * 0.4) for word in self.french)
        return LaggedStart(*coming, lag_ratio=0.2)

    def link(self) -> Animation:
        """Draw the edges, and write how much each weighs."""
        drawn = LaggedStart(*map(Create, self.edges.values()), lag_ratio=0.4)
        return LaggedStart(drawn, FadeIn(*self.numbers.values()), lag_ratio=0.7)

    def cut(self, pair: Pair) -> Animation:
        """Let a blade fall on one of the edges, which withers, and the rest of its row grow."""
        edge = self.edges[pair]
        self.edges[pair] = edge.copy()
        self._waiting = [one for other, one in self.edges.items()
                         if other != pair and other.query == pair.query]  # fmt: skip
        self._others = taking_over(self.tokens, self._told.left(pair), pair.query).edges
        fall = ShowPassingFlash(blade_across(edge), time_width=0.6, run_time=theme.QUICK)
        gone = FadeOut(*self.numbers.values(), *self._waiting), Uncreate(edge)
        return Succession(fall, AnimationGroup(*gone, *map(Create, self._others)))

    def mend(self, pair: Pair) -> Animation:
        """Let the edge that was cut grow again."""
        back = Create(self.edges[pair]), FadeIn(*self.numbers.values(), *self._waiting)
        return AnimationGroup(*back, *map(Uncreate, self._others))

    def turn(self, pair: Pair) -> Animation:
        """Let the word of an edge make way for what is written without it, and wait above that."""
        old = self.french[pair.query]
        self._new = self._written(self._told.instead(pair)[0], self.tokens[pair.query])
        self._new.set_x(old.get_x())
        waiting = old.animate.shift(UP * _SIZE).set_fill(theme.DIM)
        return LaggedStart(waiting, FadeIn(self._new, shift=UP * 0.4), lag_ratio=0.6)

    def turn_back(self, pair: Pair) -> Animation:
        """Let the word that waits come back."""
        word = self.french[pair.query]
        back = word.animate.shift(DOWN * _SIZE).set_fill(hue_of_gender(word.text))
        return LaggedStart(FadeOut(self._new), back, lag_ratio=0.3)

    def rise(self) -> Animation:
        """Let the French go up to where it waits."""
        return self.french.animate.set_y(stage().top - _FRENCH / 2)

    @staticmethod
    def _written(word: str, token: VGroup) -> Text:
        text = Text(word, size=_FRENCH, color=hue_of_gender(word)).set_x(token.get_x())
        return text.stand_on(token.get_top()[1] + _ABOVE)
