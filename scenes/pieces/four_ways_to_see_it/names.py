"""What a picture is called: one name after the other, and all of them stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import Animation, AnimationGroup, FadeIn, VGroup

from scenes import theme
from scenes.stage.layout import Room
from scenes.stage.text import Text

_SIZE = 1.45


class Names(VGroup):
    """The names that stand side by side; the last one is bright."""

    def __init__(self, rooms: Sequence[Room]) -> None:
        self._rooms: Iterator[Room] = iter(rooms)
        super().__init__()

    def put(self, name: Text) -> Animation:
        """Put a name beside those that stand; these wait."""
        waiting = [one.animate.set_fill(theme.DIM) for one in self]
        self.add(next(self._rooms).hold(name.scale(_SIZE)))
        return AnimationGroup(*waiting, FadeIn(name))

    def light(self) -> Animation:
        """Let all of them be bright."""
        return self.animate.set_fill(theme.INK)
