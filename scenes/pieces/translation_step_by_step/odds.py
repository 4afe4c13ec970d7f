"""What may be written next: words, and bars that say how likely each is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import (
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    GrowFromEdge,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.motion import exchange
from scenes.stage.cited import Quantity, Word
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room
from scenes.stage.text import Numeral, Text

_SIZE, _PITCH, _GAP, _LONGEST, _ASIDE, _BESIDE = 0.58, 0.64, 0.3, 6.0, 1.75, 0.95


class Odds(VGroup):
    """A line for each word: its name, its bar in the outline of 1, and of some the number."""

    def __init__(
        self, room: Room, words: Sequence[Word], odds: Quantity, *, numbered: int = 1
    ) -> None:
        heights = room.heights(len(words), most=_PITCH)
        length = min(_LONGEST, room.width - 2 * _ASIDE)
        left = room.center[0] - length / 2
        column = BarColumn(
            odds,
            unit=length,
            left=left,
            heights=heights,
            pitch=_PITCH,
            color=theme.INK,
            group="odds",
            whole=1,
            size=_SIZE,
        )
        self.outlines, self.bars = column.outlines, column.bars
        self.numbers = VGroup(*column.numbers[:numbered])
        self.names = VGroup()
        for word, height in zip(words, heights, strict=True):
            name = Text(word, size=_SIZE, color=hue_of_gender(word))
            name.set_x(left - _GAP, direction=RIGHT)
            self.names.add(name.stand_on(height - theme.MIDDLE * _SIZE))
        super().__init__(self.outlines, self.bars, self.names, self.numbers)

    def grow(self) -> Iterator[Animation]:
        """Let names come, and bars grow out of the left edge before their numbers."""
        yield FadeIn(self.names, self.outlines)
        bars = AnimationGroup(*(GrowFromEdge(bar, LEFT) for bar in self.bars))
        yield LaggedStart(bars, FadeIn(self.numbers), lag_ratio=0.6)

    def beside(self) -> list[Numeral]:
        """Return places behind the numbers, where others may be guessed."""
        return [one.copy().shift(_BESIDE * RIGHT) for one in self.numbers]

    def become(self, other: Odds) -> Iterator[Animation]:
        """Show what may be written at another step; names that are the same stay."""
        olds, news = list(self.names), list(other.names)
        if [one.text for one in olds] == [one.text for one in news]:
            yield from map(ReplacementTransform, olds, news)
        else:
            yield exchange(olds, news)
        yield from map(ReplacementTransform, self.bars, other.bars)
        yield from map(ReplacementTransform, self.outlines, other.outlines)
        if self.numbers or other.numbers:
            yield exchange(self.numbers, other.numbers)
