"""Two vectors as strips of numbers, that are laid one over the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from manim import (
    DOWN,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    TransformFromCopy,
    VGroup,
    rush_into,
    there_and_back,
)

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.pieces.what_does_this_even_mean.sentence import Answered
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room

_SIZE, _HIGHEST, _BETWEEN, _BESIDE = 0.56, 1.1, 0.5, 0.3


class Strips(VGroup):
    """One strip a vector behind its word, the second below the first: a cell an entry."""

    def __init__(
        self, room: Room, answered: Sequence[Answered], vectors: Sequence[Quantity]
    ) -> None:
        law = partial(theme.score_color, limit=vectors[0].limit())
        self._words = words = [one.sentence.asked for one in answered]
        widest = max(word.width for word in words) + _BESIDE
        cells = room.inset(left=widest).cell(1, len(vectors[0]), most=(room.width, _HIGHEST))
        self.first, self.second = (
            VGroup(word.copy(), AttentionGrid(one[None, :], cell=cells, size=_SIZE, color_of=law))
            for word, one in zip(words, vectors, strict=True)
        )
        super().__init__(self.first, self.second)
        for strip, half in zip(self, room.rows(1, 1), strict=True):
            half.hold(strip.arrange(RIGHT, buff=_BESIDE))

    def leave(self) -> Iterator[Animation]:
        """Let each come out of its own word, which goes along."""
        for (word, strip), own in zip(self, self._words, strict=True):
            yield TransformFromCopy(own, word)
            yield FadeIn(strip, target_position=own, scale=0.1)

    def meet(self) -> Animation:
        """Let them stand one below the other, entry below entry."""
        return self.animate.arrange(DOWN, buff=_BETWEEN).move_to(self)

    def clap(self) -> Animation:
        """Lay one over the other, at one blow: of two that are alike, one is seen."""
        at_once = {"rate_func": rush_into, "run_time": theme.QUICK}
        return AnimationGroup(*(one.animate(**at_once).move_to(self) for one in self))

    def swell(self) -> Animation:
        """Let the one that is seen swell for a moment: it stands for both."""
        return self.first.animate(rate_func=there_and_back).scale(1.03)

    def enter(self) -> Animation:
        """Let what both have in common go back into each word."""
        self.remove(self.second)
        alike = zip((self.first, self.first.copy()), self._words, strict=True)
        gone = (FadeOut(strip, target_position=word, scale=0.1) for strip, word in alike)
        return AnimationGroup(*gone)
