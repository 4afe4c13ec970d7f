"""Every word at the place of its own mix, with what the model writes for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    Animation,
    FadeIn,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.pieces.weighted_sum.lanes import Lanes
from scenes.stage.cited import Quantity
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room
from scenes.stage.shapes import Dot
from scenes.stage.text import Text

_GAP = 0.16
_MOST, _SIZE = 0.75, 0.75  # from word to word, and of that the type
_LARGER = 1.15  # the French


class Halves(VGroup):
    """In each lane a dot for the word's mix, and towards the middle the word."""

    def __init__(self, words: Quantity, mixes: Quantity, *, lanes: Lanes, room: Room) -> None:
        self._lanes = lanes
        self.dots, self.words = VGroup(), VGroup()
        heights, middle = room.heights(len(words), most=_MOST), float(lanes.line.axis.get_x())
        size = min(theme.SIZE_TOKEN, _SIZE * room.height / len(words))
        rows = zip(words.words(), mixes.each(), heights, strict=True)
        for old, (word, cited, y) in zip(lanes.labels, rows, strict=True):
            dot = Dot(lanes.line.over(cited, y), radius=0.12, color=theme.VALUE)
            self.dots.add(dot.set_z_index(1))
            dot.stand_for(lanes.line.at_place(cited))
            way, base = RIGHT if dot.get_x() < middle else LEFT, y - theme.MIDDLE * size
            english = Text(word, size=size, color=old.get_fill_color())
            self.words.add(english.next_to(dot, way, buff=_GAP).stand_on(base))
        super().__init__(self.dots, self.words)

    def arrive(self, foot: Mobject, query: int) -> Iterator[Animation]:
        """Let every word go to its mix; that of the one that was followed is there already."""
        yield from map(ReplacementTransform, self._lanes.labels, self.words)
        yield ReplacementTransform(foot, self.dots[query])
        yield FadeIn(*(dot for place, dot in enumerate(self.dots) if place != query))


class AllFrench(VGroup):
    """In each word's lane a dot for its mix, and towards the middle what the model writes."""

    def __init__(self, gloss: Quantity, mixes: Quantity, lanes: Lanes, rod: Mobject) -> None:
        super().__init__()
        self._middle = float(lanes.line.axis.get_x())
        rows = zip(lanes.labels, gloss.words(), mixes.each(), lanes.heights, strict=True)
        for lane, (label, french, cited, y) in enumerate(rows):
            hue = hue_of_gender(french)
            dot = Dot(lanes.line.over(cited, y), radius=0.12, color=hue)
            dot.stand_for(lanes.line.at_place(cited))
            word = Text(french, size=_LARGER * label.size, color=hue)
            inwards = RIGHT if dot.get_x() < self._middle else LEFT
            self._put(word, dot, [lanes.parcels[lane], lanes.pips[lane], rod], inwards)
            self.add(VGroup(dot.set_z_index(2), word.stand_on(label.baseline)))

    @staticmethod
    def _put(word: Text, dot: Dot, others: Sequence[Mobject], inwards: np.ndarray) -> None:
        """Let a word stand beside its dot, and if something is there, beside that."""
        for way in (inwards, -inwards):
            for other in (dot, *others):
                word.next_to(other, way, buff=_GAP)
                if not any(_meet(word, one) for one in (dot, *others)):
                    return

    def tell(self) -> Animation:
        """Tell one half after the other."""
        halves = ([one for one in self if (one[0].get_x() < self._middle) == side]
                  for side in (True, False))  # fmt: skip
        return LaggedStart(*(FadeIn(*half) for half in halves if half), lag_ratio=0.7)


def _meet(first: Mobject, second: Mobject) -> bool:
    """Tell whether two stand in the same place across."""
    return abs(first.get_x() - second.get_x()) < (first.width + second.width) / 2
