"""Beside rows the words that they write; that of the followed one large, with its probability."""

from __future__ import annotations

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.pieces.self_and_cross.desks import TITLE_ABOVE, WRITES, Desk
from scenes.stage.cited import Quantity, Word
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import line
from scenes.stage.text import Numeral, Text

_LARGE, _SIZE, _NUMBER = 0.92, 0.55, 0.4
_GAP, _BELOW, _FALL = 0.3, 0.2, 0.3


class Written(VGroup):
    """A word a row, the probability of the followed row's below it, and a title.

    Attributes
    ----------
    word, early
        What the followed row writes, and what the row above it.
    """

    def __init__(
        self, desk: Desk, columns: int, written: Quantity, shares: Quantity, *, row: int
    ) -> None:
        self._left = desk.left + columns * desk.cell[0] + _GAP
        sizes = [_LARGE if i == row else _SIZE for i in range(desk.rows)]
        words = zip(written.words(), sizes, strict=True)
        self.words = VGroup(*(self._level(*pair, desk, i) for i, pair in enumerate(words)))
        self.word, self.early = self.words[row], self.words[row - 1]
        self.number = line(Numeral(shares.cite(row), size=_NUMBER), Text("likely", size=_NUMBER))
        self.number.next_to(self.word, DOWN, buff=_BELOW).set_x(self._left, LEFT)
        self.title = Text("writes", size=theme.SIZE_LABEL, color=theme.QUIET, italic=True)
        self.title.set_x(self._left, LEFT).stand_on(desk.top + TITLE_ABOVE)
        super().__init__(self.words, self.number, self.title)

    def open(self) -> Animation:
        """Come for the first time, with the title: all but what is asked for."""
        known = (word for word in self.words if word is not self.word)
        return LaggedStart(FadeIn(self.title), *map(_coming, known), lag_ratio=0.5)

    def close(self) -> Animation:
        """Let the word that was asked for come, and its number."""
        return LaggedStart(_coming(self.word), FadeIn(self.number), lag_ratio=0.5)

    def come(self) -> Animation:
        """Let the words come out of their rows, and then the number."""
        return LaggedStart(*map(_coming, self.words), FadeIn(self.number), lag_ratio=0.5)

    def drop(self) -> Animation:
        """Let the words fall: what is to be heard is not known yet."""
        return FadeOut(self.words, self.number, shift=DOWN * _FALL)

    def turn(self, other: Written) -> Animation:
        """Let other words come, now that these have been dropped."""
        return AnimationGroup(other.come(), ReplacementTransform(self.title, other.title))

    def _level(self, word: Word, size: float, desk: Desk, row: int) -> Text:
        text = Text(word, size=min(size, size * desk.cell[1]), color=hue_of_gender(word))
        text.scale(min(1.0, (WRITES - _GAP) / text.width)).set_x(self._left, LEFT)
        return text.stand_on(desk.height(row) - theme.MIDDLE * text.em)


def _coming(word: Text) -> Animation:
    return FadeIn(word, shift=RIGHT * 0.5)
