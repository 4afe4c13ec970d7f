"""A sentence with an empty box at its end, into which the next token comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import (
    Animation,
    FadeIn,
    FadeOut,
    Mobject,
    ReplacementTransform,
    Restore,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import become, exchange
from scenes.mobjects.token_row import TokenRow
from scenes.stage.claims import Furniture, shows
from scenes.stage.layout import Room

_LARGEST, _OF_ROOM = 0.85, 0.64  # the size of the words, also in the height of a room
_GAP, _ALONE = 0.15, 2.0


class Asking(VGroup):
    """The words in a room, in one row, and a box that is as wide as what follows."""

    def __init__(self, room: Room, words: Sequence[str], following: str) -> None:
        self.room = room
        size = min(_LARGEST, _OF_ROOM * room.height)
        row = room.hold(TokenRow([*words, following], size=size, gap=_GAP, widest=room.width))
        *self.words, self.answer = row
        self.blank = shows(self.answer.box.copy(), Furniture("panel"))
        self.blank.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        super().__init__(*self.words, self.blank)

    def alone(self, room: Room) -> Asking:
        """Stand large in a room, until it rises."""
        self.save_state()
        return room.hold(self.scale(_ALONE), shrink=True)

    def rise(self) -> Iterator[Animation]:
        """Go back to the own room."""
        yield Restore(self)

    def take(self, drawn: Mobject) -> Iterator[Animation]:
        """Let what was drawn fly into the box, from where it stands."""
        yield ReplacementTransform(self.blank, self.answer.box)
        yield FadeIn(self.answer.label, target_position=drawn)

    def say_instead(self, other: Asking) -> Iterator[Animation]:
        """Take another word in place of the one that was taken in."""
        boxes = (*self.words, self.answer.box), (*other.words, other.answer.box)
        yield become(*boxes)
        yield exchange([self.answer.label], [other.answer.label])

    def go_back(self, shorter: Asking) -> Iterator[Animation]:
        """Lose what was taken in, and all from where a shorter one ends."""
        yield become(self.words, shorter.words)
        yield FadeOut(self.answer, *self.words[len(shorter.words) :])
        yield FadeIn(shorter.blank)
