"""A sentence from which its French hangs on heavy edges: one is cut, and the French answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import (
    DOWN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    Succession,
    Transform,
    VGroup,
    rush_into,
    there_and_back,
)

from attention_math.story import Pair
from scenes import theme
from scenes.mobjects.edge import Edge
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.a_weight_is_not_a_reason.edge_weights import NUMBER, named, numbers_beside
from scenes.pieces.a_weight_is_not_a_reason.heavy_edges import HeavyEdges
from scenes.pieces.a_weight_is_not_a_reason.linked import come, cut, go, linked, taking_over
from scenes.stage.cited import Citation
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room, spread
from scenes.stage.text import Numeral, Text

_SIZE, _GAP = 0.6, 0.6
_WORD, _CHANCE, _GROUND = 1.55, 0.75, 0.12  # baselines, from the room's bottom
_SAG, _APART, _FALLEN = 0.22, 0.3, 0.72


class CutSentence(VGroup):
    """Words, and below them what is written for some of them, each hung on one edge.

    Attributes
    ----------
    chances
        Of each edge that is cut, in the order of the cuts: how likely its word is without it.
    """

    size = 0.95  # of what is written

    def __init__(self, room: Room, heavy: HeavyEdges, pairs: Sequence[Pair]) -> None:
        self._heavy, self._pairs, self._last = heavy, pairs, len(pairs) - 1
        self.tokens = TokenRow(heavy.words, size=_SIZE, gap=_GAP, widest=room.width)
        room.hold(self.tokens, UP)
        self._floor = room.bottom
        queries = [pair.query for pair in pairs]
        self.hung = {query: self._written(heavy.french[query], query) for query in sorted(queries)}
        self._leave_room()
        self.graph = linked(self.tokens, self.hung, heavy.weights, pairs)
        self._whole = {pair: self.graph.edge(*pair) for pair in pairs}
        self.title, self.numbers = numbers_beside(self._whole, heavy.weights)
        self.chances = [self._chance(heavy.kept_without(query)) for query in queries]
        self.likely = named("its chance", self.chances)
        super().__init__(self.graph, self.tokens, *self.hung.values())

    def hang(self) -> Animation:
        """Let the ropes come down from the words, each with what hangs on it."""
        hung = (
            Succession(come(self._whole[pair]), FadeIn(self.hung[pair.query], shift=DOWN * 0.3))
            for pair in self._pairs
        )
        return LaggedStart(*hung, lag_ratio=0.3)

    def weigh(self) -> Animation:
        """Write how much each rope weighs."""
        return FadeIn(self.title, *self.numbers.values())

    def cut(self, place: int) -> Animation:
        """Cut one of the ropes; after the last none is told any more."""
        pair = self._pairs[place]
        edge, self._whole[pair] = self._whole[pair], self._whole[pair].copy()
        left = self._heavy.left(pair)
        self.others = taking_over(self.tokens, self.hung, left, pair.query).edges
        told = [self.numbers[one] for one in self._pairs if one == pair or place == self._last]
        if place in (0, self._last):
            told.append(self.title)
        return AnimationGroup(cut(edge), FadeOut(*told, run_time=theme.QUICK))

    def take_over(self, place: int) -> Iterator[Animation]:
        """Let the rest of a row hold the word, which only sags, and say how likely it still is."""
        word = self.hung[self._pairs[place].query]
        yield word.animate(rate_func=there_and_back).shift(DOWN * _SAG)
        yield self._grow()
        yield FadeIn(self.chances[place], shift=UP * 0.2)

    def mend(self, place: int) -> Iterator[Animation]:
        """Let the rope that was cut grow again."""
        pair = self._pairs[place]
        yield come(self._whole[pair])
        yield FadeIn(self.numbers[pair], *([] if place else [self.title]))
        yield from map(go, self.others)

    def drop(self, place: int) -> Animation:
        """Let the word of a rope that was cut fall to the ground, and tell its chance there."""
        word, chance = self.hung[self._pairs[place].query], self.chances[place]
        fallen, self.lost = word.copy().scale(_FALLEN / word.size), word
        fallen.stand_on(self._floor + _GROUND)
        chance.next_to(fallen, RIGHT, buff=_APART).stand_on(self._floor + _GROUND)
        falling = Transform(word, fallen, rate_func=rush_into)
        return Succession(falling, FadeIn(chance), run_time=theme.NORMAL)

    def replace(self, place: int) -> Animation:
        """Let the rest of the row hang another word in place of the one that fell."""
        query = self._pairs[place].query
        word = self._written(self._heavy.without(query), query)
        self.hung[query] = word.set_x(self.lost.get_x())
        return Succession(self._grow(), FadeIn(word, shift=UP * 0.3))

    def turning(self, place: int) -> tuple[str, str]:
        """Name what is written for the word of an edge, and what without it."""
        query = self._pairs[place].query
        return self._heavy.french[query], self._heavy.without(query)

    def whole(self) -> list[Edge]:
        """List the ropes that are not cut."""
        return [self._whole[pair] for pair in self._pairs[:-1]]

    def _grow(self) -> Animation:
        """Let the ropes come that take over."""
        return AnimationGroup(*map(come, self.others))

    def _leave_room(self) -> None:
        """Push words apart as far as what is written without their ropes may need."""
        other = {query: self._written(self._heavy.without(query), query) for query in self.hung}
        pairs = ((self.hung[query], other[query]) for query in self.hung)
        wider = [max(pair, key=lambda word: word.width).copy() for pair in pairs]
        for word, place in zip(self.hung.values(), spread(VGroup(*wider), _APART), strict=True):
            word.set_x(place.get_x())

    def _place(self, query: int) -> float:
        return float(self.tokens[query].get_x())

    def _written(self, word: str, query: int) -> Text:
        text = Text(word, size=self.size, color=hue_of_gender(word))
        return text.set_x(self._place(query)).stand_on(self._floor + _WORD)

    def _chance(self, likely: Citation) -> Numeral:
        number = Numeral(likely, size=NUMBER).set_x(self.hung[likely.index[-1]].get_x())
        return number.stand_on(self._floor + _CHANCE)
