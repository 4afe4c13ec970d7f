"""A sentence with one word that is asked for, and the road on which another word may reach it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import (
    LEFT,
    Animation,
    FadeIn,
    LaggedStart,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import settle
from scenes.mobjects.token_row import Token, TokenRow
from scenes.stage.layout import Room
from scenes.stage.text import Text

SIZE, _GAP = 0.56, 0.26
_ALONE = 2.6


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


class Answered(VGroup):
    """A sentence, and behind it the French form that is written for the word it asks for."""

    def __init__(self, sentence: Sentence, name: Text) -> None:
        self.sentence, self.written = sentence, name.copy()
        super().__init__(self.sentence, self.written)

    def settle(self, rooms: Sequence[Room]) -> Iterator[Animation]:
        """Move both into rooms of their own, one behind the other."""
        for part, room in zip(self, rooms, strict=True):
            yield settle(part, room, LEFT, shrink=True)
