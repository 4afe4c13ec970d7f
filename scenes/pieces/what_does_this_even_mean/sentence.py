"""A sentence with one word that is asked for, and the road on which another word may reach it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
from manim import (
    DOWN,
    LEFT,
    ORIGIN,
    UP,
    Animation,
    FadeIn,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import settle
from scenes.mobjects.token_row import Token, TokenRow
from scenes.stage.layout import Room
from scenes.stage.text import Text

SIZE, _GAP = 0.56, 0.26
_ALONE, _LEAP = 2.6, 1.1
_PULSE = 10.0


class Sentence(TokenRow):
    """The words in a room, in one row; one of them is ``asked`` for, and framed."""

    def __init__(self, room: Room, words: Sequence[str], asked: int) -> None:
        super().__init__(words, size=SIZE, gap=_GAP, widest=room.width)
        room.hold(self)
        self.place = asked
        self.asked.box.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)

    @property
    def asked(self) -> Token:
        return self[self.place]

    def fill(self, room: Room) -> Token:
        """Let the word that is asked for stand alone and large, until it is restored."""
        self.asked.save_state()
        return room.hold(self.asked.scale(_ALONE))

    def join(self) -> Animation:
        """Let the other words appear around it."""
        others = (token for token in self if token is not self.asked)
        return LaggedStart(*map(FadeIn, others), lag_ratio=0.1)

    def exchange(self, twin: Sentence, exchanged: Sequence[int]) -> Iterator[Animation]:
        """Let it become another sentence: two words leap into each other's place."""
        first, second = exchanged
        leaps = {first: (second, DOWN), second: (first, UP)}
        for place, token in enumerate(twin):
            origin, way = leaps.get(place, (place, ORIGIN))
            leap = partial(_leap, way * _LEAP * token.height)
            yield ReplacementTransform(self[origin], token, path_func=leap)


class Answered(VGroup):
    """A sentence, and behind it the French form that is written for the word it asks for."""

    def __init__(self, sentence: Sentence, name: Text) -> None:
        self.sentence, self.written = sentence, name.copy()
        super().__init__(self.sentence, self.written)

    def settle(self, rooms: Sequence[Room]) -> Iterator[Animation]:
        """Move both into rooms of their own, one behind the other."""
        for part, room in zip(self, rooms, strict=True):
            yield settle(part, room, LEFT, shrink=True)


def _leap(way: np.ndarray, start: np.ndarray, end: np.ndarray, share: float) -> np.ndarray:
    """Go in a straight line, and aside while others are in the way."""
    return (1 - share) * start + share * end + way * np.sin(np.pi * share) ** 0.5
