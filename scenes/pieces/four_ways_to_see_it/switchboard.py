"""All words twice: lines as wide as weights lead up from who speaks to who listens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
from manim import (
    DOWN,
    UP,
    Animation,
    AnimationGroup,
    Create,
    CubicBezier,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    Succession,
    VGroup,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.edge import Edge
from scenes.mobjects.graph import Graph
from scenes.mobjects.motion import aside
from scenes.pieces.four_ways_to_see_it.drawers import Drawers
from scenes.pieces.four_ways_to_see_it.receiver import Receiver
from scenes.pieces.four_ways_to_see_it.ways import Ways
from scenes.stage.cited import Declared, Quantity
from scenes.stage.layout import Room
from scenes.stage.text import Text

_SIZE, _INNER, _LEAVE, _AIR, _LANE = 0.6, 0.9, 0.4, 0.12, 0.5


class Switchboard(VGroup):
    """Senders at the foot, listeners at the head of a room; the lines of one of these have a hue.

    All others are grey, for one word is followed.
    """

    def __init__(
        self, room: Room, words: Quantity, listening: Quantity, weights: Quantity, asked: int
    ) -> None:
        self.words = _row(words, theme.KEY, room, room.bottom)
        self.listeners = _row(listening, theme.QUERY, room, room.top - _SIZE)
        self.asked = asked
        self.graph = Graph(weights, np.ones(weights.shape, bool), self._between, theme.EDGE)
        for edge in self.followed():
            edge.path.set_stroke(theme.WEIGHT)
            edge.tip.set_fill(theme.WEIGHT)
            edge.set_z_index(1)
        super().__init__(self.words, self.listeners, self.graph)

    @classmethod
    def both(cls, room: Room, ways: Ways, asking: Quantity, weights: Quantity) -> list[Self]:
        """Draw a sentence's, and that of its twin."""
        query, sides = ways.pair.query, (ways.words, asking)
        twin = map(ways.in_the_twin, sides)
        return [cls(room, *sides, weights, query), cls(room, *twin, ways.lines, query)]

    def followed(self) -> list[Edge]:
        """List the lines to who asks."""
        return self.graph.incoming(self.asked)

    def take_over(self, drawers: Drawers, receiver: Receiver) -> Animation:
        """Let a memory's words become senders, and lay a line from each to who asks."""
        pairs = [*zip(drawers.words, self.words, strict=True)]
        pairs += [(receiver.word, self.listeners[self.asked])]
        gone = FadeOut(*drawers.around(), receiver.icon, run_time=theme.QUICK)
        words = AnimationGroup(*(ReplacementTransform(*pair) for pair in pairs), gone)
        lines = (Succession(Create(edge.path), FadeIn(edge.tip)) for edge in self.followed())
        return Succession(words, LaggedStart(*lines, lag_ratio=0.1, run_time=theme.NORMAL))

    def open_up(self) -> Animation:
        """Let all other listeners come, each with its lines."""
        rows = [
            FadeIn(word, *self.graph.incoming(i))
            for i, word in enumerate(self.listeners)
            if i != self.asked
        ]
        return LaggedStart(*rows, lag_ratio=0.35)

    def relay(self, other: Switchboard, origins: Sequence[int]) -> Animation:
        """Let words change places, and lay the lines anew; whom one word hears is not told yet.

        ``origins`` says which of these words the other's words were.
        """
        moves = []
        rows = (self.words, other.words, DOWN), (self.listeners, other.listeners, UP)
        for ours, theirs, way in rows:
            for new, (old, word) in enumerate(zip(origins, theirs, strict=True)):
                path = aside(way * _LANE * ((new != old) + (new > old)))
                moves.append(ReplacementTransform(ours[old], word, path_func=path))
        for edge in other.followed():
            edge.thin()
        edges = zip(self.graph.edges, other.graph.edges, strict=True)
        return AnimationGroup(*moves, *(ReplacementTransform(*pair) for pair in edges))

    def put_through(self) -> Animation:
        """Let the lines to who asks become as wide as their weights."""
        return AnimationGroup(*(edge.animate.weigh() for edge in self.followed()))

    def _between(self, query: int, key: int, reach: float) -> CubicBezier:
        start, end = self.words[key].get_center(), self.listeners[query].get_center()
        start[1] = self.words[0].baseline + _SIZE + _AIR
        end[1] = self.listeners[0].baseline - 0.25 * _SIZE - _AIR - reach
        bend = _LEAVE * (end - start)[1] * UP
        return CubicBezier(start, start + bend, end - bend, end)


def _row(words: Quantity, hue: ManimColor, room: Room, baseline: float) -> VGroup:
    pitch = room.width / len(words)
    row = VGroup()
    for i, word in enumerate(words.words()):
        text = Text(word, size=_SIZE, color=hue, declared=Declared("token"))
        text.scale(min(1, _INNER * pitch / text.width)).set_x(room.left + (i + 0.5) * pitch)
        row.add(text.stand_on(baseline))
    return row
