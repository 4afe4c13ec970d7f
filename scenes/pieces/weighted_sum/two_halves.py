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
from scenes.pieces.weighted_sum.balance import hue_of_gender
from scenes.pieces.weighted_sum.lanes import Lanes
from scenes.stage.cited import Quantity
from scenes.stage.shapes import Dot
from scenes.stage.text import Text

_GAP = 0.16


class TwoHalves(VGroup):
    """In each lane a dot for the word's mix; towards the middle the word, and its French."""

    def __init__(self, lanes: Lanes, words: Quantity, mixes: Quantity, gloss: Quantity) -> None:
        self._lanes = lanes
        self.dots, self.words, self.french = VGroup(), VGroup(), VGroup()
        middle = float(lanes.line.axis.get_x())
        rows = zip(words.words(), gloss.words(), mixes.each(), lanes.heights, strict=True)
        for old, (word, french, cited, y) in zip(lanes.labels, rows, strict=True):
            dot = Dot(lanes.line.over(cited, y), radius=0.1, color=theme.VALUE)
            self.dots.add(dot.set_z_index(1))
            dot.stand_for(lanes.line.at_place(cited))
            way = RIGHT if dot.get_x() < middle else LEFT
            english = Text(word, size=old.em, color=old.get_fill_color())
            other = Text(french, size=1.3 * old.em, color=hue_of_gender(french))
            english.next_to(dot, way, buff=_GAP).stand_on(old.baseline)
            self.words.add(english)
            self.french.add(other.next_to(english, way, buff=_GAP).stand_on(old.baseline))
        super().__init__(self.dots, self.words, self.french)

    def arrive(self, foot: Mobject, query: int) -> Iterator[Animation]:
        """Let every word go to its mix; that of the one that was followed is there already."""
        yield from map(ReplacementTransform, self._lanes.labels, self.words)
        yield ReplacementTransform(foot, self.dots[query])
        yield FadeIn(*(dot for place, dot in enumerate(self.dots) if place != query))

    def tell(self, card: Mobject, query: int) -> Animation:
        """Say what the model writes for all, word after word; one is known and comes down."""
        told = [FadeIn(word, shift=UP * 0.2) for word in self.french]
        told[query] = ReplacementTransform(card, self.french[query])
        return LaggedStart(*told, lag_ratio=0.3)
