"""What becomes of a word: both forms that it may take, and the one that it takes."""

from __future__ import annotations

from manim import RIGHT, VGroup

from attention_math.readings import gender_of
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.stage.cited import Word
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
        What is written, and what would be if the word did not see the one that tells it, the
        masculine one first; none where that makes no difference.
    answer, others
        Of these, what is written, and the other one.
    """

    def __init__(self, word: Word, *written: Word) -> None:
        self._word = word
        forms = written if len(set(written)) > 1 else ()
        self._written = sorted(forms, key=lambda form: gender_of(form) == "feminine")
        self.begun = VGroup(
            *line(Text(word, size=SIZE), Formula(FORMULAS["becomes"], size=SIZE), gap=_GAP)
        )
        self.forms = VGroup(
            *(Text(form, size=SIZE, color=hue_of_gender(form)) for form in self._written)
        )
        self.answer, self.others = (
            VGroup(*(text for text in self.forms if (text.text == written[0]) is chosen))
            for chosen in (True, False)
        )

    def question(self) -> Phrase:
        """Ask which form the formula will make of it."""
        if not self._written:
            return phrase("What does this line hand to “{word}”?", word=self._word)
        return phrase(
            "How does this line make “{word}” “{one}”, or “{two}”?",
            word=self._word,
            one=self._written[0],
            two=self._written[1],
        )

    def decision(self) -> Phrase:
        """Say where what is handed over comes to lie; or whose vector it is."""
        if not self._written:
            return phrase("One head at work: this is what it hands to “{word}”.", word=self._word)
        return phrase("What “{word}” is handed lies on one side.", word=self._word)

    def statement(self) -> Phrase:
        """Say what the formula has done."""
        if not self._written:
            return phrase("One line, one head at work: ask, answer, hand over.")
        form = next(form for form in self._written if form == self.answer[0].text)
        return phrase(
            "One line, one head at work: “{word}” is “{form}”.", word=self._word, form=form
        )

    def ask(self, room: Room) -> Rule:
        """Set the word, an arrow, and both forms in a line; and say where a guess has its place."""
        row = line(*self.begun, *self.forms, gap=_GAP)
        for form in self.forms[1:]:
            form.shift(RIGHT * (_APART - _GAP))
        room.hold(row, shrink=True)
        near = (self.forms or self.begun)[0 if self.forms else -1].get_right()
        return Rule(near, near + RIGHT * _APART)
