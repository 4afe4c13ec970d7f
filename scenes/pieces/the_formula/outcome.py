"""What becomes of a word: both forms that it may take, and the one that it takes."""

from __future__ import annotations

from manim import RIGHT, VGroup

from attention_math.readings import gender_of
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.stage.cited import Quantity, Word
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room, line
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.shapes import Rule
from scenes.stage.text import Text

SIZE = 0.85  # of words
_GAP, _APART = 0.35, 1.1  # between words; between both forms, with room for a question mark


class Outcome:
    """A word, and what is written for it, if a model writes.

    Attributes
    ----------
    begun
        The word, and an arrow.
    forms
        What is written for it in a sentence and in its twin, the masculine one first; none where
        there is no twin.
    answers
        What is written in the sentence, and in its twin.
    """

    def __init__(self, word: Word, *written: Word) -> None:
        self._word = word
        self._written = sorted(written, key=lambda form: gender_of(form) == "feminine")
        self.begun = VGroup(
            *line(Text(word, size=SIZE), Formula(FORMULAS["becomes"], size=SIZE), gap=_GAP)
        )
        self.forms = VGroup(
            *(Text(form, size=SIZE, color=hue_of_gender(form)) for form in self._written)
        )
        self.answers = written

    def question(self) -> Phrase:
        """Ask which form the formula will make of it."""
        if not self._written:
            return phrase("What does this formula hand to “{word}”?", word=self._word)
        return phrase(
            "How does this formula make “{word}” “{one}”, or “{two}”?",
            word=self._word,
            one=self._written[0],
            two=self._written[1],
        )

    def landing(self) -> Phrase:
        """Ask where what is handed over will lie; or say whose vector it is."""
        if not self._written:
            return phrase("One head at work: this is what it hands to “{word}”.", word=self._word)
        return phrase("What “{word}” is handed: where will it land?", word=self._word)

    def twin(self, swaps: Quantity | None) -> Phrase:
        """Say what changes before the second run."""
        if swaps is None:
            return phrase("Once more for “{word}”, now at speed.", word=self._word)
        if not swaps.values:
            return phrase("Another noun comes, “{word}” stays.", holds=1 - swaps, word=self._word)
        return phrase("The nouns change places, “{word}” stays.", holds=swaps, word=self._word)

    def again(self) -> Phrase:
        """Ask where the second gift will lie; or say that it is the first one."""
        if not self._written:
            return phrase("The same word, the same formula: the same vector.")
        return phrase("Same formula, same “{word}”: which side now?", word=self._word)

    def statement(self) -> Phrase:
        """Say what the formula has done."""
        if not self._written:
            return phrase("One formula, one head at work: ask, answer, hand over.")
        one, two = self.answers
        return phrase("One formula, one head at work: “{one}”, or “{two}”.", one=one, two=two)

    def ask(self, room: Room) -> Rule:
        """Set the word, an arrow, and both forms in a line; and say where a guess has its place."""
        row = line(*self.begun, *self.forms, gap=_GAP)
        for form in self.forms[1:]:
            form.shift(RIGHT * (_APART - _GAP))
        room.hold(row, shrink=True)
        near = (self.forms or self.begun)[0 if self.forms else -1].get_right()
        return Rule(near, near + RIGHT * _APART)
