"""Beside each row the word that it writes: that of the followed one large, with its probability."""

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

_LARGE, _SMALL, _NUMBER = 0.72, 0.4, 0.4
_GAP, _FALL, _ROOM = 0.3, 0.3, 0.6  # the last one of a row's height


class Written(VGroup):
    """What rows write, each at the height of its row."""

    def __init__(
        self, desk: Desk, columns: int, written: Quantity, shares: Quantity, *, row: int
    ) -> None:
        self.followed, words = row, written.words()
        self._seen = min(_LARGE, _ROOM * desk.cell[1])
        self._left = desk.left + columns * desk.cell[0] + _GAP
        self.told = VGroup(*(self._told(i, words[i], shares, desk) for i in range(desk.rows)))
        self.title = Text("writes", size=theme.SIZE_LABEL, color=theme.QUIET, italic=True)
        self.title.set_x(self._left, LEFT).stand_on(desk.top + TITLE_ABOVE)
        super().__init__(self.told, self.title)

    @property
    def answer(self) -> VGroup:
        """The word of the followed row, and its number."""
        return self.told[self.followed]

    @property
    def rest(self) -> VGroup:
        """The title, and the words of all other rows."""
        others = (one for i, one in enumerate(self.told) if i != self.followed)
        return VGroup(self.title, *others)

    def come(self) -> Animation:
        """Let the followed row's word come out of it, and then its number."""
        word, number = self.answer
        return LaggedStart(FadeIn(word, shift=RIGHT * 0.5), FadeIn(number), lag_ratio=0.6)

    def point_at(self, row: int) -> Animation:
        """Let another row's word be seen as well."""
        word = self.told[row][0]
        hue = hue_of_gender(word.text)
        return word.animate.scale(self._seen / word.size, about_edge=LEFT).set_color(hue)

    def drop(self) -> Animation:
        """Let the followed row's word fall: what is to be heard is not known yet."""
        return FadeOut(self.answer, shift=DOWN * _FALL)

    def turn(self, other: Written) -> Animation:
        """Let others take the place of these words; the followed row's has been dropped."""
        moves: list[Animation] = [other.come(), ReplacementTransform(self.title, other.title)]
        for row, (old, new) in enumerate(zip(self.told, other.told, strict=True)):
            if row == self.followed:
                continue
            if old[0].text == new[0].text:
                moves.append(ReplacementTransform(old, new))
            else:
                moves.append(FadeOut(old, shift=DOWN * _FALL))
                moves.append(FadeIn(new, shift=DOWN * _FALL))
        return AnimationGroup(*moves)

    def _told(self, row: int, word: Word, shares: Quantity, desk: Desk) -> VGroup:
        if row != self.followed:
            text = Text(word, size=min(_SMALL, _ROOM * desk.cell[1]), color=theme.QUIET)
            told = line(text)
        else:
            text = Text(word, size=min(_LARGE, 0.8 * desk.cell[1]), color=hue_of_gender(word))
            told = line(text, Numeral(shares.cite(row), size=_NUMBER), gap=0.22)
            told.scale(min(1.0, (WRITES - _GAP) / told.width))
        told.set_x(self._left, LEFT)
        return told.shift([0, desk.height(row) - theme.MIDDLE * text.em - text.baseline, 0])
