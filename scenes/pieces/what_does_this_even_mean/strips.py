"""Two vectors as strips of numbers, that are laid one over the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from manim import DOWN, Animation, AnimationGroup, FadeIn, FadeOut, Mobject, VGroup, rush_into

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room

_SIZE, _HIGHEST, _BETWEEN = 0.58, 1.1, 0.5


class Strips(VGroup):
    """One strip a vector, the second below the first: a cell an entry, coloured by its sign."""

    def __init__(self, room: Room, *vectors: Quantity) -> None:
        law = partial(theme.score_color, limit=vectors[0].limit())
        cell = room.cell(1, len(vectors[0]), most=(room.width, _HIGHEST))
        self.first, self.second = (
            AttentionGrid(one[None, :], cell=cell, size=_SIZE, color_of=law) for one in vectors
        )
        super().__init__(self.first, self.second)
        for strip, half in zip(self, room.rows(1, 1), strict=True):
            half.hold(strip)

    def leave(self, *words: Mobject) -> Iterator[Animation]:
        """Let each come out of its own word."""
        for strip, word in zip(self, words, strict=True):
            yield FadeIn(strip, target_position=word, scale=0.1)

    def meet(self) -> Animation:
        """Let them stand one below the other, entry below entry."""
        return self.animate.arrange(DOWN, buff=_BETWEEN).move_to(self)

    def clap(self) -> Animation:
        """Lay one over the other, at one blow: of two that are alike, one is seen."""
        at_once = {"rate_func": rush_into, "run_time": theme.QUICK}
        return AnimationGroup(*(one.animate(**at_once).move_to(self) for one in self))

    def enter(self, *words: Mobject) -> Animation:
        """Let what both have in common go back into each word."""
        self.remove(self.second)
        alike = zip((self.first, self.first.copy()), words, strict=True)
        gone = (FadeOut(strip, target_position=word, scale=0.1) for strip, word in alike)
        return AnimationGroup(*gone)
