"""Four words with their ids, in place of which four vectors come."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import starmap

from manim import (
    DOWN,
    LEFT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.pieces.worked_example.projections import Projections
from scenes.stage.cited import Declared, Quantity, Word
from scenes.stage.layout import Room, line
from scenes.stage.text import Numeral, Text

_WORD, _ID, _APART = 0.8, 0.6, 0.9


class Opening(VGroup):
    """What comes in, across a whole stage."""

    def __init__(self, room: Room, words: Sequence[Word], ids: Quantity) -> None:
        declared = Declared("token")
        self.words = line(*(Text(one, size=_WORD, declared=declared) for one in words), gap=_APART)
        self.ids = VGroup(Numeral(one, decimals=0, size=_ID) for one in ids.each())
        for number, word in zip(self.ids, self.words, strict=True):
            number.next_to(word, DOWN).set_y(-_WORD)
        self.ids.add(Text("id", size=_ID, color=theme.QUIET).next_to(self.ids, LEFT, buff=_APART))
        room.hold(VGroup(self.words, self.ids))
        super().__init__(self.words, self.ids)

    def come(self) -> Animation:
        """Let the words come with their ids."""
        return AnimationGroup(FadeIn(self.words), FadeIn(self.ids, shift=0.3 * UP, lag_ratio=0.2))

    def draw(self, drawn: Projections) -> Animation:
        """Let the ids fall away, each word go to its place, a vector grow to it: up, or down?"""
        gone = FadeOut(self.ids, shift=0.5 * DOWN, run_time=theme.QUICK)
        pairs = zip(self.words, drawn.inputs.names, strict=True)
        going = LaggedStart(*starmap(ReplacementTransform, pairs), lag_ratio=0.4)
        coming = LaggedStart(*map(Create, drawn.inputs.arrows), lag_ratio=0.4)
        return LaggedStart(
            gone, going, AnimationGroup(FadeIn(drawn.plane, drawn.asked), coming), lag_ratio=0.8
        )
