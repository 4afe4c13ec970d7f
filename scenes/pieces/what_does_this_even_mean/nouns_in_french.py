"""Two nouns of a sentence in French, and the hue of their gender, which their boxes keep."""

from __future__ import annotations

from collections.abc import Sequence

from manim import UP, Animation, FadeIn, FadeOut, LaggedStart, VGroup
from manim.utils.color import ManimColor

from attention_math.readings import gender_of
from scenes import theme
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.what_does_this_even_mean.asked import Asked
from scenes.stage.cited import Word
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import line
from scenes.stage.text import Text

_SIZE, _SIZE_NAME = 0.62, 0.4
_ABOVE, _BETWEEN, _GAP = 0.3, 0.24, 0.16


class NounsInFrench(VGroup):
    """Above each noun what is written for it in French, and above that its gender.

    Parameters
    ----------
    sentence
        The words above which they stand.
    asked
        Knows which nouns, and what is written for each: its article, if it has one, and itself.
    """

    def __init__(self, sentence: TokenRow, asked: Asked) -> None:
        self._sentence, self._nouns = sentence, asked.exchanged
        french = asked.nouns_in_french()
        self._hues = [hue_of_gender(words[-1]) for words in french]
        super().__init__(*map(self._above, self._nouns, french, self._hues))

    def come(self) -> Animation:
        """Let one after the other rise out of its noun, whose box takes the hue."""
        moves = (FadeIn(one, shift=UP * 0.3) for one in self)
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

    def _above(self, noun: int, french: Sequence[Word], hue: ManimColor) -> VGroup:
        words = line(*(Text(word, size=_SIZE, color=hue) for word in french), gap=_GAP)
        words.next_to(self._sentence[noun], UP, buff=_ABOVE)
        gender = Text(gender_of(french[-1]) or "", size=_SIZE_NAME, color=hue)
        return VGroup(words, gender.next_to(words, UP, buff=_BETWEEN))
