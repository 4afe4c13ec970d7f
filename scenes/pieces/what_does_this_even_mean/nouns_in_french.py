"""Two nouns of a sentence in French, and the hue of their gender, which their boxes keep."""

from __future__ import annotations

from collections.abc import Sequence

from manim import RIGHT, Animation, FadeIn, FadeOut, LaggedStart, VGroup
from manim.utils.color import ManimColor

from attention_math.readings import gender_of
from scenes import theme
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.what_does_this_even_mean.asked import Asked
from scenes.stage.cited import Word
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import line
from scenes.stage.text import Text

_SIZE, _SIZE_NAME = 0.8, 0.5
_BEFORE, _BETWEEN, _GAP = 0.4, 0.6, 0.2
_GENDERS = "masculine", "feminine"


class NounsInFrench(VGroup):
    """In the line of the form that agrees with it, each noun in French, and its gender.

    Parameters
    ----------
    sentence
        The words out of which they come.
    asked
        Knows which nouns, and what is written for each: its article, if it has one, and itself.
    lines
        Where they stand, masculine first.
    """

    def __init__(self, sentence: TokenRow, asked: Asked, lines: VGroup) -> None:
        self._sentence, self._nouns = sentence, asked.exchanged
        french = asked.nouns_in_french()
        self._hues = [hue_of_gender(words[-1]) for words in french]
        super().__init__(
            *(self._in_line(lines, *one) for one in zip(french, self._hues, strict=True))
        )

    def come(self) -> Animation:
        """Let one after the other come out of its noun, whose box takes the hue."""
        places = (self._sentence[noun] for noun in self._nouns)
        pairs = zip(self, places, strict=True)
        moves = (FadeIn(one, target_position=noun, scale=0.5) for one, noun in pairs)
        boxes = (
            self._sentence[noun].box.animate.set_stroke(hue, theme.STROKE_FRAME)
            for noun, hue in zip(self._nouns, self._hues, strict=True)
        )
        return LaggedStart(*(m for pair in zip(moves, boxes, strict=True) for m in pair),
                           lag_ratio=0.35)  # fmt: skip

    def go(self) -> Animation:
        """Let the words go; the boxes stay as they are."""
        return FadeOut(self)

    def paint_exchanged(self, twin: TokenRow) -> None:
        """Give the boxes of the twin, where each noun has the other's place, the same hues."""
        for noun, hue in zip(self._nouns, reversed(self._hues), strict=True):
            twin[noun].box.set_stroke(hue, theme.STROKE_FRAME)

    @staticmethod
    def _in_line(lines: VGroup, french: Sequence[Word], hue: ManimColor) -> VGroup:
        said = gender_of(french[-1]) or ""
        place = lines[_GENDERS.index(said)]
        words = line(*(Text(word, size=_SIZE, color=hue) for word in french), gap=_GAP)
        words.next_to(place.get_left(), RIGHT, buff=_BEFORE)
        gender = Text(said, size=_SIZE_NAME, color=hue).next_to(words, RIGHT, buff=_BETWEEN)
        for part in (*words, gender):
            part.stand_on(place.get_y() - theme.MIDDLE * _SIZE)
        return VGroup(words, gender)
