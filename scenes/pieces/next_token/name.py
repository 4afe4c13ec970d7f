"""What a bar is called: a token, which may be only the beginning of a word."""

from __future__ import annotations

from manim import RIGHT, UP, VGroup

from scenes import theme
from scenes.stage.layout import Room
from scenes.stage.text import Text

_SIZE, _GAP = 0.56, 0.06


class Name(VGroup):
    """A token, and dots where the word goes on."""

    def __init__(self, word: str, *, goes_on: bool) -> None:
        super().__init__(Text(word, size=_SIZE))
        if goes_on:
            dots = Text("…", size=_SIZE).next_to(self[0], RIGHT, buff=_GAP)
            self.add(dots.stand_on(self[0].baseline))

    def stand_in(self, room: Room) -> Name:
        """Stand in the middle of a room's height, on the baseline of all names there."""
        return self.shift((room.center[1] - theme.MIDDLE * _SIZE - self[0].baseline) * UP)
