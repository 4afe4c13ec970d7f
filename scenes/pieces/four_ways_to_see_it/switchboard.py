"""All words twice: lines as wide as weights lead from who speaks to who listens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    CubicBezier,
    FadeIn,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    VGroup,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.graph import Graph
from scenes.mobjects.motion import aside
from scenes.pieces.four_ways_to_see_it.shelf import Shelf
from scenes.pieces.four_ways_to_see_it.ways import Ways
from scenes.stage.cited import Declared, Quantity
from scenes.stage.layout import Room
from scenes.stage.text import Text

_SIZE, _PITCH, _LEAVE, _AIR, _PAST = 0.6, 0.95, 0.35, 0.15, 0.35


class Switchboard(VGroup):
    """Senders on the left, listeners on the right of a room, one below the other."""

    def __init__(
        self, room: Room, words: Quantity, listening: Quantity, weights: Quantity, asked: int
    ) -> None:
        heights = room.heights(len(words), most=_PITCH)
        size = min(_SIZE, 0.75 * room.height / len(words))
        columns = (words, theme.KEY, room.left, LEFT), (listening, theme.QUERY, room.right, RIGHT)
        self.words, self.listeners = (
            VGroup(*(_word(word, hue, size, height)
                     for word, height in zip(given.words(), heights, strict=True)))
            for given, hue, _, _ in columns
        )  # fmt: skip
        for column, (_, _, end, side) in zip((self.words, self.listeners), columns, strict=True):
            widest = max(word.width for word in column)
            inner = end + widest if side is LEFT else end - widest
            for word in column:
                word.set_x(inner, -side)
        self.asked = asked
        self.graph = Graph(weights, np.ones(weights.shape, bool), self._between, theme.WEIGHT)
        super().__init__(self.words, self.listeners, self.graph)

    @classmethod
    def both(cls, room: Room, ways: Ways, asking: Quantity, weights: Quantity) -> list[Self]:
        """Draw a sentence's, and that of its twin."""
        query, sides = ways.pair.query, (ways.words, asking)
        twin = map(ways.in_the_twin, sides)
        return [cls(room, *sides, weights, query), cls(room, *twin, ways.lines, query)]

    def besides(self) -> list[Mobject]:
        """List all listeners but who asks, and the lines to them."""
        others = [i for i, _ in enumerate(self.listeners) if i != self.asked]
        return [one for i in others for one in (self.listeners[i], *self.graph.incoming(i))]

    def take_over(self, shelf: Shelf, word: Text) -> Animation:
        """Let a shelf's words become senders, its bars the lines to who asks."""
        moves, far = [], 0.0
        for old, new in zip(shelf.words, self.words, strict=True):
            far += old.width + _AIR  # each passes the others at its own distance
            path = aside(RIGHT * far * (abs(old.get_y() - new.get_y()) > new.height))
            moves.append(ReplacementTransform(old, new, path_func=path))
        for bar, edge in zip(shelf.bars, self.graph.incoming(self.asked), strict=True):
            moves += [ReplacementTransform(bar, edge.path), FadeIn(edge.tip)]
        return AnimationGroup(*moves, ReplacementTransform(word, self.listeners[self.asked]))

    def open_up(self) -> Animation:
        """Let all other listeners come, each with its lines."""
        rows = [
            FadeIn(word, *self.graph.incoming(i))
            for i, word in enumerate(self.listeners)
            if i != self.asked
        ]
        return LaggedStart(*rows, lag_ratio=0.35)

    def relay(self, other: Switchboard, origins: Sequence[int]) -> Animation:
        """Lay another sentence's lines; ``origins`` says which of these words its words were."""
        moves = []
        columns = (self.words, other.words), (self.listeners, other.listeners)
        for ours, theirs in columns:
            far = max((w.width for i, w in enumerate(theirs) if origins[i] != i), default=0) + _PAST
            for new, (old, word) in enumerate(zip(origins, theirs, strict=True)):
                path = aside(RIGHT * far * ((new != old) + (new > old)))
                moves.append(ReplacementTransform(ours[old], word, path_func=path))
        edges = zip(self.graph.edges, other.graph.edges, strict=True)
        return AnimationGroup(*moves, *(ReplacementTransform(*pair) for pair in edges))

    def _between(self, query: int, key: int, reach: float) -> CubicBezier:
        start = self.words[key].get_right() + _AIR * RIGHT
        end = self.listeners[query].get_left() + (_AIR + reach) * LEFT
        start[1], end[1] = (
            column[i][1] for column, i in ((self._middles(self.words), key),
                                           (self._middles(self.listeners), query))
        )  # fmt: skip
        bend = _LEAVE * (end - start)[0] * RIGHT
        return CubicBezier(start, start + bend, end - bend, end)

    @staticmethod
    def _middles(column: VGroup) -> list:
        return [[0, word.baseline + theme.MIDDLE * word.em] for word in column]


def _word(word: str, hue: ManimColor, size: float, height: float) -> Text:
    text = Text(word, size=size, color=hue, declared=Declared("token"))
    return text.stand_on(height - theme.MIDDLE * size)
