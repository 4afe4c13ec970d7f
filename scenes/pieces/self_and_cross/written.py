"""Beside the row that is followed the word that it writes, large, with its probability."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, Animation, FadeIn, FadeOut, LaggedStart, VGroup

from scenes import theme
from scenes.pieces.self_and_cross.desks import WRITES, Desk
from scenes.stage.cited import Quantity
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import line
from scenes.stage.text import Numeral, Text

_LARGE, _NUMBER = 0.92, 0.4
_GAP, _BELOW, _FALL = 0.3, 0.2, 0.3


class Written(VGroup):
    """A word level with its row, and its probability below it."""

    def __init__(
        self, desk: Desk, columns: int, written: Quantity, shares: Quantity, *, row: int
    ) -> None:
        left, word = desk.left + columns * desk.cell[0] + _GAP, written.words()[row]
        size = min(_LARGE, _LARGE * desk.cell[1])
        self.word = Text(word, size=size, color=hue_of_gender(word))
        self.word.scale(min(1.0, (WRITES - 2 * _GAP) / self.word.width)).set_x(left, LEFT)
        self.word.stand_on(desk.height(row) - theme.MIDDLE * self.word.em)
        self.number = line(Numeral(shares.cite(row), size=_NUMBER), Text("likely", size=_NUMBER))
        self.number.next_to(self.word, DOWN, buff=_BELOW).set_x(left, LEFT)
        super().__init__(self.word, self.number)

    def come(self) -> Animation:
        """Let the word come out of its row, and then the number."""
        word = FadeIn(self.word, shift=RIGHT * 0.5, scale=0.5)
        return LaggedStart(word, FadeIn(self.number), lag_ratio=0.5)

    def drop(self) -> Animation:
        """Let the word fall: what is to be heard is not known yet."""
        return FadeOut(self, shift=DOWN * _FALL)
