"""What each removal has done, kept in view: a small machine with its holes, and what is right."""

from __future__ import annotations

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import stirring
from scenes.pieces.the_transformer.machine import Machine
from scenes.pieces.the_transformer.told import UNPLUGGED, Told
from scenes.stage.layout import Room, line
from scenes.stage.text import Numeral, Text

_WIDE, _HIGH, _BETWEEN = 0.62, 0.2, 0.05  # of a part, and from one to the next
_NUMBER, _WHOLE = 0.55, 0.37
_BESIDE, _BELOW = 0.12, 0.1


class Board:
    """A place for each removal in a room, and below them of how many the right ones are."""

    def __init__(self, room: Room, told: Told) -> None:
        self._told, whole = told, told.surveys.translated.cite()
        words = (Text(said, size=_WHOLE) for said in ("right, of", "unseen sentences"))
        before, after = words
        said = line(before, Numeral(whole, decimals=0, size=_WHOLE), after)
        self._said = room.hold(said, LEFT + DOWN)
        self._places = room.columns(*(1 for _ in UNPLUGGED))
        self._entries = VGroup()

    def add(self, name: str, machine: Machine) -> Animation:
        """Let the machine as it is now shrink into its place, and say how well it writes so."""
        room, first = self._places[len(self._entries)], not self._entries
        large = machine.signs()
        small = large.copy()
        for tower in small:
            for sign in tower:
                sign.stretch_to_fit_width(_WIDE).stretch_to_fit_height(_HIGH)
            tower.arrange(UP, buff=_BETWEEN)
        room.hold(small.arrange(RIGHT, buff=_BESIDE, aligned_edge=DOWN), UP)
        number = Numeral(self._told.exact(name).cite(), decimals=0, size=_NUMBER)
        number.set_color(theme.HIGHLIGHT).next_to(small, DOWN, buff=_BELOW)
        self._entries.add(VGroup(small, number))
        told = FadeIn(number, *([self._said] if first else []))
        return LaggedStart(ReplacementTransform(large, small), told, lag_ratio=0.7)

    def recall(self) -> Animation:
        """Let the eye go along all that was tried."""
        return stirring(self._entries)

    def go(self) -> Animation:
        """Let all of it go."""
        return AnimationGroup(FadeOut(self._said, self._entries))
