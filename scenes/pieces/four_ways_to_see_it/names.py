"""What a picture is called: one name after the other, in one place."""

from __future__ import annotations

from manim import UP, Animation, AnimationGroup, FadeIn, FadeOut, Succession, VGroup

from scenes import theme
from scenes.stage.layout import Room
from scenes.stage.text import Text

_SIZE = 1.6


class Names(VGroup):
    """The name that stands now."""

    def __init__(self, room: Room) -> None:
        self._room = room
        super().__init__()

    def fall_short(self) -> Animation:
        """Let the name that stands lose its light: it is not this."""
        return AnimationGroup(*(one.animate.set_color(theme.DIM) for one in self))

    def put(self, name: Text) -> Animation:
        """Put a name in place of the one that stands."""
        gone = [FadeOut(one, shift=0.3 * UP) for one in self]
        self.submobjects = []
        self.add(self._room.hold(name.scale(_SIZE), shrink=True))
        return Succession(*gone, FadeIn(name, shift=0.3 * UP), run_time=theme.NORMAL)
