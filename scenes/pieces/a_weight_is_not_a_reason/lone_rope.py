"""One rope alone, with what else is heard beside it: it is cut, and the others have to hold."""

from __future__ import annotations

from collections.abc import Iterator

from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeIn, FadeOut, LaggedStart, VGroup

from attention_math.story import Pair
from scenes import theme
from scenes.mobjects.motion import become
from scenes.pieces.a_weight_is_not_a_reason.cut_sentence import CutSentence
from scenes.pieces.a_weight_is_not_a_reason.heavy_edges import HeavyEdges
from scenes.pieces.a_weight_is_not_a_reason.linked import come, linked, taking_over
from scenes.stage.layout import Room
from scenes.stage.shapes import Rule
from scenes.stage.text import Text

_DEEP, _ASKED = 0.5, 1.0  # how far its word sinks; before what it might be


class LoneRope(CutSentence):
    """A word on one rope, and beside it what it might be, as it is without the other word.

    Attributes
    ----------
    other
        What it might be; empty if that is what it is.
    """

    size = 1.2

    def __init__(self, room: Room, heavy: HeavyEdges, pair: Pair) -> None:
        super().__init__(room, heavy, [pair])
        self._pair, self.other = pair, VGroup()
        self.tokens[pair.query].box.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        taking = taking_over(self.tokens, self.hung, heavy.left(pair), pair.query).edges
        self._lesser = self._as_heard([Pair(edge.query, edge.key) for edge in taking], self.hung)
        if (unseen := heavy.unseen(pair)) != heavy.french[pair.query]:
            other = self._written(unseen, pair.query)
            other.shift((self._word.get_right() - other.get_left() + _ASKED * RIGHT) * RIGHT)
            self.other.add(other)
            other.scale(min(1.0, (room.right - other.get_left()[0]) / other.width), about_edge=LEFT)

    def _place(self, _query: int) -> float:
        return float(self.tokens.get_x())

    @property
    def _word(self) -> Text:
        return self.hung[self._pair.query]

    def hang(self) -> Animation:
        """Let it come down with its word, then the lesser ones, and what the word might be."""
        other = [FadeIn(self.other, shift=DOWN * 0.3)] if len(self.other) else []
        return LaggedStart(super().hang(), *map(come, self._lesser), *other, lag_ratio=0.3)

    def ask(self) -> Rule:
        """Say where a guess stands: before what else the word might be, or below it."""
        if not len(self.other):
            return self.chances[0]
        return Rule(self._word.get_right(), self.other.get_left())

    def sag(self) -> Iterator[Animation]:
        """Let the word sink as far as the lesser ropes give."""
        low = {self._pair.query: self._word.copy().shift(DOWN * _DEEP)}
        pairs = [Pair(edge.query, edge.key) for edge in self._lesser]
        lesser, self._lesser = self._lesser, self._as_heard(pairs, low)
        yield self._word.animate.shift(DOWN * _DEEP)
        yield become(lesser, self._lesser)

    def take_over(self, place: int) -> Iterator[Animation]:
        """Let the lesser ropes thicken, and pull the word up again."""
        yield self._word.animate.shift(UP * _DEEP)
        yield self._grow()
        yield FadeIn(self.chances[place], shift=UP * 0.2)
        if len(self.other):
            yield FadeOut(self.other, shift=DOWN * 0.4)

    def _grow(self) -> Animation:
        return become(self._lesser, self.others)

    def _as_heard(self, pairs: list[Pair], hung: dict[int, Text]) -> VGroup:
        """Draw some ropes of the row as thick as they are while nothing is cut."""
        return linked(self.tokens, hung, self._heavy.weights, pairs).edges
