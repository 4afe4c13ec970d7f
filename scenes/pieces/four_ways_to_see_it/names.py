"""What a picture is called, above it: one name at a time."""

from __future__ import annotations

from manim import Animation, FadeIn, FadeOut, Succession, VGroup

from scenes import theme
from scenes.stage.layout import Room
from scenes.stage.text import Text

_LARGE = 2.2


class Names(VGroup):
    """The name that stands in a room."""

    def __init__(self, room: Room) -> None:
        self._room = room
        super().__init__()

    def put(self, name: Text, room: Room | None = None) -> Animation:
        """Put a name, large, in place of the one that stands there, be it in another room."""
        coming = FadeIn((room or self._room).hold(name.scale(_LARGE)))
        gone = [FadeOut(one, run_time=theme.QUICK) for one in self]
        self.submobjects = [name]
        return Succession(*gone, coming)
