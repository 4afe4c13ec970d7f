"""Beside the row that is followed the word that it writes, large, with its probability."""

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
from scenes.stage.text import Numeral, Text

_LARGE, _EARLY, _NUMBER = 0.92, 0.7, 0.42
_GAP, _BELOW, _FALL = 0.3, 0.2, 0.3


class Written(VGroup):
    """The word of the row that is followed, its probability below it, and a title.

    ``early`` is what the row above writes; it stands on stage when it is asked for.
    """

    def __init__(
        self, desk: Desk, columns: int, written: Quantity, shares: Quantity, *, row: int
    ) -> None:
        self._left = desk.left + columns * desk.cell[0] + _GAP
        words = written.words()
        self.word = self._level(words[row], _LARGE, desk, row)
        self.number = Numeral(shares.cite(row), size=_NUMBER)
        self.number.next_to(self.word, DOWN, buff=_BELOW).set_x(self._left, LEFT)
        self.early = self._level(words[row - 1], _EARLY, desk, row - 1)
        self.title = Text("writes", size=theme.SIZE_LABEL, color=theme.QUIET, italic=True)
        self.title.set_x(self._left, LEFT).stand_on(desk.top + TITLE_ABOVE)
        super().__init__(self.word, self.number, self.title)

    def come(self) -> Animation:
        """Let the word come out of its row, and then its number."""
        coming = FadeIn(self.word, shift=RIGHT * 0.5), FadeIn(self.number)
        return LaggedStart(*coming, lag_ratio=0.6)

    def drop(self) -> Animation:
        """Let the word fall: what is to be heard is not known yet."""
        return FadeOut(self.word, self.number, shift=DOWN * _FALL)

    def turn(self, other: Written) -> Animation:
        """Let another word come, now that this one has been dropped."""
        return AnimationGroup(other.come(), ReplacementTransform(self.title, other.title))

    def _level(self, word: Word, size: float, desk: Desk, row: int) -> Text:
        text = Text(word, size=min(size, size * desk.cell[1]), color=hue_of_gender(word))
        text.scale(min(1.0, (WRITES - _GAP) / text.width)).set_x(self._left, LEFT)
        return text.stand_on(desk.height(row) - theme.MIDDLE * text.em)
