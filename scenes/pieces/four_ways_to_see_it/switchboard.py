"""Lines as wide as weights lead up from all words to the one that listens."""

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

from scenes import theme
from scenes.mobjects.edge import Edge
from scenes.mobjects.graph import Graph
from scenes.mobjects.motion import aside
from scenes.pieces.four_ways_to_see_it.columns import Columns
from scenes.pieces.four_ways_to_see_it.receiver import Receiver
from scenes.pieces.four_ways_to_see_it.rooms import Rooms
from scenes.pieces.four_ways_to_see_it.ways import Ways
from scenes.stage.cited import Declared, Quantity, Word
from scenes.stage.layout import Room
from scenes.stage.text import Text

_SIZE, _LISTENER, _LEAVE, _AIR, _LANE = 0.55, 0.85, 0.4, 0.08, 0.58


class Switchboard(VGroup):
    """From a row's words and cells lines lead up to the one who asks."""

    def __init__(
        self, room: Room, columns: Columns, listening: Quantity, weights: Quantity, asked: int
    ) -> None:
        self.columns, self.words, self.cells = columns, columns.words, columns.cells
        self.listener = _listener(listening.words()[asked], room, float(self.words[asked].get_x()))
        visible = np.arange(len(listening))[:, None] == np.full(len(listening), asked)
        self.graph = Graph(weights, visible, self._between, theme.WEIGHT)
        super().__init__(self.words, self.cells, self.listener, self.graph)

    @classmethod
    def both(cls, rooms: Rooms, ways: Ways, asking: Quantity, weights: Quantity) -> list[Self]:
        """Draw a sentence's, and that of its twin."""
        query, twin = ways.pair.query, map(ways.in_the_twin, (ways.words, asking))
        given = (ways.words, asking, ways.row, weights), (*twin, ways.twin.weights, ways.lines)
        return [
            cls(rooms.listeners, Columns(rooms.columns, words, row), listening, lines, query)
            for words, listening, row, lines in given
        ]

    def take_over(self, columns: Columns, receiver: Receiver, gone: Mobject) -> Animation:
        """Let who asks and all words go to their places, and lay a line from each word."""
        around = gone, columns.bars, columns.number, receiver.icon, receiver.handed
        leaving = FadeOut(*around, run_time=theme.QUICK)
        moves = ReplacementTransform(receiver.word, self.listener), *columns.fly(self.columns)
        lines = (Succession(Create(edge.path), FadeIn(edge.tip)) for edge in self.graph.edges)
        laid = LaggedStart(*lines, lag_ratio=0.1, run_time=theme.NORMAL)
        return Succession(leaving, AnimationGroup(*moves), AnimationGroup(FadeIn(self.cells), laid))

    def relay(self, other: Switchboard, origins: Sequence[int]) -> Animation:
        """Let words change places, and lay the lines anew; whom one word hears is not told yet.

        ``origins`` says which of these words the other's words were.
        """
        moves = [FadeOut(self.cells), ReplacementTransform(self.listener, other.listener)]
        for new, (old, word) in enumerate(zip(origins, other.words, strict=True)):
            path = aside(_LANE * np.sign(old - new) * UP)
            moves.append(ReplacementTransform(self.words[old], word, path_func=path))
        other.graph.thin()
        edges = zip(self.graph.edges, other.graph.edges, strict=True)
        return AnimationGroup(*moves, *(ReplacementTransform(*pair) for pair in edges))

    def put_through(self) -> Animation:
        """Let the cells light, and the lines become as wide as their weights."""
        return AnimationGroup(FadeIn(self.cells), *map(_weigh, self.graph.edges))

    def _between(self, _query: int, key: int, reach: float) -> CubicBezier:
        start, end = self.words[key].get_center(), self.listener.get_center()
        start[1] = self.words[0].baseline + 0.8 * _SIZE + _AIR
        end[1] = self.listener.baseline - 0.25 * _LISTENER - _AIR - reach
        bend = _LEAVE * (end - start)[1] * UP
        return CubicBezier(start, start + bend, end - bend, end)


def _weigh(edge: Edge) -> Animation:
    return ApplyMethod(edge.weigh)


def _listener(word: Word, room: Room, x: float) -> Text:
    text = Text(word, size=_LISTENER, color=theme.QUERY, declared=Declared("token"))
    return room.hold(text).set_x(x)
