"""A sentence word by word, each with its id: as it is read, and then down one side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeIn, LaggedStart, MoveToTarget, VGroup

from scenes import theme
from scenes.stage.cited import Citation, Word
from scenes.stage.layout import Room
from scenes.stage.text import Numeral, Text

_SIZE, _LARGEST, _GAP = 0.42, 0.78, 0.3


class IdColumn(VGroup):
    """Words along one side of a room, from above, and their ids beside them, farther in."""

    def __init__(
        self, words: Sequence[Word], ids: Sequence[Citation], room: Room, side: np.ndarray = LEFT
    ) -> None:
        self.words = VGroup(*(Text(word, size=_SIZE) for word in words))
        self.ids = VGroup(
            *(Numeral(one, decimals=0, size=_SIZE, color=theme.HIGHLIGHT) for one in ids)
        )
        super().__init__(self.words, self.ids)
        edge = room.left if side[0] < 0 else room.right
        inner = edge - side[0] * (max(word.width for word in self.words) + _GAP)
        heights = room.heights(len(words), most=0.75)
        for word, number, height in zip(self.words, self.ids, heights, strict=True):
            word.set_x(edge, direction=side).stand_on(height - theme.MIDDLE * _SIZE)
            number.set_x(inner, direction=side).stand_on(height - theme.MIDDLE * _SIZE)

    def lie_down(self, room: Room) -> IdColumn:
        """Stand in a row, ids below the words, as large as the room holds."""
        for part in (*self.words, *self.ids):
            part.generate_target()
        free = room.width - _LARGEST * (len(self.words) - 1)
        size = min(_LARGEST, _SIZE * free / sum(word.width for word in self.words))
        VGroup(*self.words, *self.ids).scale(size / _SIZE)
        self.words.arrange(RIGHT, buff=size)
        self.words.move_to(room.center)
        for word, number in zip(self.words, self.ids, strict=True):
            word.stand_on(float(room.center[1]) + 0.3)
            number.move_to(word).stand_on(float(room.center[1]) - 0.3 - size)
        return self

    def appear(self) -> list[Animation]:
        """Let words come, one by one, and then their ids out of them."""
        words = (FadeIn(word, shift=UP * 0.3) for word in self.words)
        ids = (FadeIn(number, shift=DOWN * 0.4) for number in self.ids)
        return [LaggedStart(*row, lag_ratio=0.2) for row in (words, ids)]

    def stand_up(self) -> Animation:
        """Go from the row to the column, one word after the other."""
        pairs = zip(self.words, self.ids, strict=True)
        moves = (move for pair in pairs for move in map(MoveToTarget, pair))
        return LaggedStart(*moves, lag_ratio=0.12)

    def mark_below(self, place: int) -> VGroup:
        """Return where a "?" asks what an id may mean: below it."""
        return self.ids[place].copy().shift(DOWN * 2 * self.ids[place].height)
