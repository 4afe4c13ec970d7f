"""Every word at the place of its own mix, with what the model writes for it."""

from __future__ import annotations

from collections.abc import Iterator

from manim import (
    LEFT,
    RIGHT,
    UP,
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
_LARGER = 1.35  # the French


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


class TwoHalves(Halves):
    """Beside each word its French as well."""

    def __init__(
        self, words: Quantity, gloss: Quantity, mixes: Quantity, *, lanes: Lanes, room: Room
    ) -> None:
        super().__init__(words, mixes, lanes=lanes, room=room)
        self.french = VGroup()
        for word, dot, french in zip(self.words, self.dots, gloss.words(), strict=True):
            other = Text(french, size=_LARGER * word.size, color=hue_of_gender(french))
            way = RIGHT if word.get_x() > dot.get_x() else LEFT
            self.french.add(other.next_to(word, way, buff=2 * _GAP).stand_on(word.baseline))
        self.add(self.french)

    def tell(self, card: Mobject, query: int) -> Animation:
        """Say what the model writes for all, word after word; one is known and comes down."""
        told = [FadeIn(word, shift=UP * 0.2) for word in self.french]
        told[query] = ReplacementTransform(card, self.french[query])
        return LaggedStart(*told, lag_ratio=0.3)
