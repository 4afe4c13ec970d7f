"""What becomes of a word: both forms that it may take, and in their place the one that it takes."""

from __future__ import annotations

from manim import (
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    Succession,
    VGroup,
)

from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.icons import Icon
from scenes.mobjects.motion import become
from scenes.stage.cited import Word
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room, line
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.shapes import Rule
from scenes.stage.text import Text

_ASKED, _TOLD = 0.85, 1.05  # sizes of words
_INSIDE = 0.5  # of its size: what goes into a word
_GAP, _APART = 0.35, 1.1  # between words; between both forms, with room for a question mark


class Outcome:
    """A word, what it is handed, and what is written for it, if a model writes.

    Attributes
    ----------
    handed
        A vector, which is the answer where no model writes.
    forms
        What is written, and what would be if the word did not see the one that tells it; none
        where that makes no difference.
    """

    def __init__(self, word: Word, handed: HeatMap, *written: Word) -> None:
        self._word, self.handed, self._written = word, handed, written
        self.forms = written if len(set(written)) > 1 else ()

    def question(self) -> Phrase:
        """Ask which form it will be, and whether the formula can be read by now."""
        if not self.forms:
            return phrase("Here it is again. Which of its signs can you read by now?")
        return phrase(
            "Will “{word}” be “{one}” or “{two}”? Can you read the line now?",
            word=self._word,
            one=self.forms[0],
            two=self.forms[1],
        )

    def decision(self) -> Phrase:
        """Say what decides between both forms; or whose vector it is that comes."""
        if not self.forms:
            return phrase("One head at work: this is what it hands to “{word}”.", word=self._word)
        one, two = self.forms
        return phrase("What it is handed decides: “{one}” or “{two}”?", one=one, two=two)

    def deciding(self, asked: VGroup, told: VGroup, given: Icon) -> Animation:
        """Let what is handed over go into the answer, which grows while another one fades."""
        begun, forms, answer = asked[:2], asked[2:], told[-1]
        if len(forms):
            grown = ReplacementTransform(forms[0], answer), FadeOut(*forms[1:], scale=0.5)
        else:
            grown = (FadeIn(answer, scale=0.5),)
        gone = given.animate.scale(_INSIDE).move_to(forms[0] if len(forms) else answer)
        settled = become(begun, told[:2])
        return Succession(gone, AnimationGroup(FadeOut(given), settled, *grown))

    def asked(self, room: Room) -> tuple[VGroup, Rule]:
        """Set the word, an arrow, and both forms in a line; and say where a guess has its place."""
        begun, forms = self._begun(_ASKED), [_french(form, _ASKED) for form in self.forms]
        row = line(*begun, *forms, gap=_GAP)
        for form in forms[1:]:
            form.shift(RIGHT * (_APART - _GAP))
        room.hold(row, shrink=True)
        near = (forms or begun)[0 if forms else -1].get_right()
        return row, Rule(near, near + RIGHT * _APART)

    def told(self, room: Room) -> VGroup:
        """Set the word, an arrow and the answer in a line; the answer is its last part."""
        answer = _french(self._written[0], _TOLD) if self._written else self.handed
        return room.hold(line(*self._begun(_TOLD), answer, gap=_GAP), shrink=True)

    def _begun(self, size: float) -> tuple[Text, Formula]:
        return Text(self._word, size=size), Formula(FORMULAS["becomes"], size=size)


def _french(word: Word, size: float) -> Text:
    return Text(word, size=size, color=hue_of_gender(word))
