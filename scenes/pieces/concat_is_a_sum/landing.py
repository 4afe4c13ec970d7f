"""The words that have turned, close up, below those that they were to translate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation, FadeIn, Mobject, VGroup

from scenes import theme
from scenes.pieces.concat_is_a_sum.layers import Layers
from scenes.stage.cited import Word
from scenes.stage.layout import stage
from scenes.stage.text import Text

_LARGEST = 2.4  # times as large as before
_APART, _FOOT = 0.15, 0.25  # between columns before that; below what is said, after it
_SIZE, _DROP = 1.15, 2.2  # of what a noun says now, and how much larger it is when it falls


class Landing:
    """Words of the sentence at some places, and what is written and was written for each."""

    def __init__(self, layers: Layers, places: Sequence[int]) -> None:
        self._places = list(places)
        tokens = VGroup(*(layers.sentence[place] for place in places))
        self._columns = [*zip(tokens, layers.gloss.turned(), strict=True)]
        pitch = max(part.width for pair in self._columns for part in pair) + _APART
        self._scale = min(_LARGEST, stage().width / (pitch * len(self._columns)))
        spare = (stage().width - self._scale * pitch * len(self._columns)) / 2
        rooms = stage().inset(left=spare, right=spare).columns(*[1] * len(self._columns))
        self._xs = [room.center[0] for room in rooms]
        upper, middle, _, lower = stage().rows(1.7, 1.4, 1.2, 1.5)
        self._from = tokens.get_y(), layers.gloss.baseline
        self._to = upper.center[1], middle.bottom + _FOOT
        self._below = lower.bottom + _FOOT

    def left(self) -> list[Mobject]:
        """List what comes near; all else may go."""
        return [part for pair in self._columns for part in pair]

    def come_near(self) -> list[Animation]:
        """Let the words fill the stage, in two lines."""
        moves = []
        for x, pair in zip(self._xs, self._columns, strict=True):
            for one, start, end in zip(pair, self._from, self._to, strict=True):
                foot = np.array([one[0].get_x(), start, 0.0])
                near = one.animate.scale(self._scale, about_point=foot)
                moves.append(near.shift(np.array([x, end, 0.0]) - foot))
        return moves

    def translate(self, nouns: Sequence[tuple[int, Word]]) -> list[Animation]:
        """Let fall below each noun that has turned what it says now."""
        falling = []
        for place, word in nouns:
            said = Text(word, size=_SIZE, color=theme.HIGHLIGHT)
            said.set_x(self._xs[self._places.index(place)])
            said.stand_on(self._below)
            falling.append(FadeIn(said, scale=_DROP))
        return falling
