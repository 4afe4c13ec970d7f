"""A sentence over its heavy edges and under its French: an edge is cut, and the French answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
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
from scenes.mobjects.edge import Edge
from scenes.mobjects.edge_numbers import ground, is_free
from scenes.mobjects.edge_paths import EdgePaths
from scenes.mobjects.graph import Graph
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.a_weight_is_not_a_reason.blade import blade_across
from scenes.pieces.a_weight_is_not_a_reason.cost import NUMBER, Cost
from scenes.pieces.a_weight_is_not_a_reason.heavy_edges import HeavyEdges
from scenes.stage.cited import largest
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room, spread
from scenes.stage.text import Numeral, Text

_SIZE, _GAP, _FRENCH, _RISE = 0.6, 0.6, 0.62, 2.4
_BELOW, _WIDER = 2.35, 1.2  # room for arcs and numbers, and for French that is longer
_ABOVE, _APART = 0.24, 0.12
_NEAR = 0.17  # so far from the middle of an edge
_HIGHEST = 1.1  # of a bar
_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)  # of an edge: where its number may stand


class CutSentence(VGroup):
    """Words with three edges below them, and above each what is written for it.

    Attributes
    ----------
    costs
        Of each edge that was cut, in the order of the cuts.
    """

    def __init__(self, room: Room, heavy: HeavyEdges) -> None:
        self._heavy = heavy
        self.tokens = TokenRow(heavy.words, size=_SIZE, gap=_GAP, widest=room.width - _WIDER)
        room.inset(bottom=_BELOW).hold(self.tokens, DOWN)
        visible = np.zeros(heavy.weights.shape, dtype=bool)
        visible[tuple(np.transpose(heavy.chosen))] = True
        paths = EdgePaths(self.tokens, self.tokens, visible, _RISE, below=True)
        self.graph = Graph(heavy.weights, visible, paths.between, theme.QUIET)
        self._whole = {pair: self.graph.edge(*pair) for pair in heavy.chosen}
        self.numbers = self._weigh()
        self.french = spread(VGroup(*map(self._written, heavy.french, self.tokens)))
        unit = _HIGHEST / largest(heavy.cost(pair.query) for pair in heavy.chosen)
        self.costs = [
            Cost(heavy.cost(pair.query), self.tokens[pair.query], self.french, unit=unit)
            for pair in heavy.chosen
        ]
        unit_name = Text("cost in nats", size=NUMBER, color=theme.QUIET)
        self.unit_name = room.hold(unit_name, UP + LEFT)
        super().__init__(self.graph, self.tokens, self.french)

    def speak(self) -> Animation:
        """Let the French come out of the words."""
        coming = (FadeIn(word, shift=UP * 0.4) for word in self.french)
        return LaggedStart(*coming, lag_ratio=0.2)

    def link(self) -> Animation:
        """Draw the edges, and write how much each weighs."""
        drawn = (Create(self.edge(pair)) for pair in self._heavy.chosen)
        return LaggedStart(AnimationGroup(*drawn), FadeIn(*self.numbers.values()), lag_ratio=0.7)

    def edge(self, pair: Pair) -> Edge:
        return self._whole[pair]

    def cut(self, place: int) -> Iterator[Animation]:
        """Let a blade fall on one of the edges, which withers."""
        pair = self._heavy.chosen[place]
        edge = self._whole.pop(pair)
        self._whole[pair] = edge.copy()
        yield Succession(
            ShowPassingFlash(blade_across(edge), time_width=0.6, run_time=theme.QUICK),
            AnimationGroup(Uncreate(edge), FadeOut(self.numbers[pair])),
        )

    def mend(self, place: int) -> Iterator[Animation]:
        """Let the edge that was cut grow again."""
        pair = self._heavy.chosen[place]
        yield LaggedStart(Create(self.edge(pair)), FadeIn(self.numbers[pair]), lag_ratio=0.6)

    def turn(self, place: int) -> Animation:
        """Let the word of an edge that was cut become what is written without it."""
        query = self._heavy.chosen[place].query
        old, new = self.french[query], self._heavy.without(query)
        word = self._written(new, self.tokens[query]).set_x(old.get_x())
        self.french.submobjects[query] = word
        leaving, coming = FadeOut(old, shift=UP * 0.4), FadeIn(word, shift=UP * 0.4)
        return Succession(leaving, coming)

    def turned_last(self) -> list[Text]:
        """List what is written, after all cuts, for the words whose edges were cut."""
        return [self.french[pair.query] for pair in self._heavy.chosen]

    def _weigh(self) -> dict[Pair, Numeral]:
        """Write at each edge how much it weighs, where nothing else is."""
        written: dict[Pair, Numeral] = {}
        grounds = list(map(ground, self.graph.edges))
        for pair in self._heavy.chosen:
            number = Numeral(self._heavy.weights.cite(*pair), size=NUMBER)
            boxes = *written.values(), *self.tokens
            places = self._places(number, pair)
            written[pair] = next((one for one in places if is_free(one, grounds, boxes)), number)
        return written

    def _places(self, number: Numeral, pair: Pair) -> Iterator[Numeral]:
        """Put a number beside the tip of its edge, or else anywhere along it."""
        edge = self.edge(pair)
        aside = LEFT if pair.query < pair.key else RIGHT
        if pair.query != pair.key:
            yield number.next_to(edge.tip, aside, buff=_APART)
        for share, side in product(_SHARES, (DOWN, UP)):
            yield number.next_to(edge.path.point_from_proportion(share), side, buff=_NEAR)
        yield number.next_to(edge, RIGHT, buff=_APART)

    @staticmethod
    def _written(word: str, token: VGroup) -> Text:
        text = Text(word, size=_FRENCH, color=hue_of_gender(word)).set_x(token.get_x())
        return text.stand_on(token.get_top()[1] + _ABOVE)
