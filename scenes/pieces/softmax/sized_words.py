"""The words of a row, each as large as its weight."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, RIGHT, VGroup

from scenes import theme
from scenes.stage.cited import Declared, Quantity
from scenes.stage.layout import Room
from scenes.stage.text import Numeral, Text

_LARGEST, _NUMBER, _GAP, _BELOW = 2.4, 0.38, 0.35, 0.8


class SizedWords(VGroup):
    """Words whose areas are their weights, as far as they can be read, and these below them."""

    def __init__(self, room: Room, words: Sequence[str], weights: Quantity) -> None:
        self.words, self.numbers, slots = VGroup(), VGroup(), VGroup()
        for word, cited in zip(words, weights.each(), strict=True):
            size = max(theme.SMALLEST, theme.dot_radius(cited.value, _LARGEST))
            text = Text(word, size=size, color=theme.KEY, declared=Declared("token"))
            number = Numeral(cited, size=_NUMBER, color=theme.WEIGHT)
            number.next_to(text.stand_on(0), DOWN).stand_on(-_BELOW)
            self.words.add(text)
            self.numbers.add(number)
            slots.add(VGroup(text, number))
        slots.arrange(RIGHT, buff=_GAP)
        for text, number in slots:
            number.stand_on(text.stand_on(0).baseline - _BELOW)
        super().__init__(self.words, self.numbers)
        room.hold(self, shrink=True)
