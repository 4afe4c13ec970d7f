"""All words twice: lines as wide as weights lead up from who speaks to who listens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
from manim import (
    UP,
    Animation,
    AnimationGroup,
    ApplyMethod,
    Create,
    CubicBezier,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    Succession,
    VGroup,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.edge import Edge
from scenes.mobjects.graph import Graph
from scenes.mobjects.motion import aside, become
from scenes.pieces.four_ways_to_see_it.columns import Columns
from scenes.pieces.four_ways_to_see_it.receiver import Receiver
from scenes.pieces.four_ways_to_see_it.rooms import Rooms
from scenes.pieces.four_ways_to_see_it.ways import Ways
from scenes.stage.cited import Declared, Quantity
from scenes.stage.layout import Room
from scenes.stage.text import Text

_SIZE, _INNER, _LEAVE, _AIR, _LANE = 0.55, 0.9, 0.4, 0.08, 0.58


class Switchboard(VGroup):
    """From a row's words and cells lines lead up to who listens; those to one of these have a hue.

    All others are grey, for one word is followed.
    """

    def __init__(
        self, room: Room, columns: Columns, listening: Quantity, weights: Quantity, asked: int
    ) -> None:
        self.words, self.cells = columns.words, columns.cells
        self.listeners = _row(listening, theme.QUERY, room)
        self.asked = asked
        self.graph = Graph(weights, np.ones(weights.shape, bool), self._between, theme.EDGE)
        for edge in self.followed():
            edge.path.set_stroke(theme.WEIGHT)
            edge.tip.set_fill(theme.WEIGHT)
            edge.set_z_index(1)
        for edge in self.others():
            edge.thin()
        super().__init__(self.words, self.cells, self.listeners, self.graph)

    @classmethod
    def both(cls, rooms: Rooms, ways: Ways, asking: Quantity, weights: Quantity) -> list[Self]:
        """Draw a sentence's, and that of its twin."""
        query, twin = ways.pair.query, map(ways.in_the_twin, (ways.words, asking))
        given = (ways.words, asking, ways.row, weights), (*twin, ways.twin.weights, ways.lines)
        return [
            cls(rooms.listeners, Columns(rooms.columns, words, row), listening, lines, query)
            for words, listening, row, lines in given
        ]

    def followed(self) -> list[Edge]:
        """List the lines to who asks."""
        return self.graph.incoming(self.asked)

    def others(self) -> list[Edge]:
        """List the lines to all others."""
        return [edge for edge in self.graph.edges if edge.query != self.asked]

    def take_over(self, columns: Columns, receiver: Receiver, gone: Mobject) -> Animation:
        """Let who asks go to its place, and lay a line to it from each word."""
        moves = ReplacementTransform(receiver.word, self.listeners[self.asked])
        olds, news = (one.words + one.cells for one in (columns, self))
        around = gone, columns.bars, columns.number, receiver.icon, receiver.handed
        leaving = FadeOut(*around, run_time=theme.QUICK)
        lines = (Succession(Create(edge.path), FadeIn(edge.tip)) for edge in self.followed())
        laid = LaggedStart(*lines, lag_ratio=0.1, run_time=theme.NORMAL)
        return Succession(leaving, AnimationGroup(moves, become(olds, news)), laid)

    def open_up(self) -> Animation:
        """Let all other listeners come, each with its lines, whose weights are not told yet."""
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
        moves: list[Animation] = [FadeOut(self.cells)]
        for ours, theirs in ((self.words, other.words), (self.listeners, other.listeners)):
            for new, (old, word) in enumerate(zip(origins, theirs, strict=True)):
                path = aside(_LANE * np.sign(old - new) * UP)
                moves.append(ReplacementTransform(ours[old], word, path_func=path))
        for edge in other.followed():
            edge.thin()
        edges = zip(self.graph.edges, other.graph.edges, strict=True)
        return AnimationGroup(*moves, *(ReplacementTransform(*pair) for pair in edges))

    def put_through(self) -> Animation:
        """Let the cells light, and the lines to who asks become as wide as their weights."""
        return AnimationGroup(FadeIn(self.cells), *map(_weigh, self.followed()))

    def put_all_through(self) -> Animation:
        """Let all other lines become as wide as their weights."""
        return AnimationGroup(*map(_weigh, self.others()))

    def _between(self, query: int, key: int, reach: float) -> CubicBezier:
        start, end = self.words[key].get_center(), self.listeners[query].get_center()
        start[1] = self.words[0].baseline + 0.8 * _SIZE + _AIR
        end[1] = self.listeners[0].baseline - 0.25 * _SIZE - _AIR - reach
        bend = _LEAVE * (end - start)[1] * UP
        return CubicBezier(start, start + bend, end - bend, end)


def _weigh(edge: Edge) -> Animation:
    return ApplyMethod(edge.weigh)


def _row(words: Quantity, hue: ManimColor, room: Room) -> VGroup:
    row = VGroup()
    for place, word in zip(room.columns(*[1] * len(words)), words.words(), strict=True):
        text = Text(word, size=_SIZE, color=hue, declared=Declared("token"))
        row.add(place.hold(text.scale(min(1, _INNER * place.width / text.width))))
    return row
