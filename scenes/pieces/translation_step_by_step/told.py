"""What a translator looks at and writes, step by step, and how it hears of a noun; each cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attention_math.story import leaders
from attention_math.word_order import (
    crossing_rows,
    is_in_order,
    leaps_over,
    looks_past,
    way_from_before,
)
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.needing_models import needing_models
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.refusal import StageError

if TYPE_CHECKING:
    from attention_math.step_by_step import NextWords
    from attention_math.trace import AttentionTrace

_NEEDED = (
    "this chapter needs a word that turns only if its noun is hidden from all others, in both "
    "languages: the white cat sees the green car"
)
_NO_TRANSLATION = (
    "this chapter watches a translation being written: choose the model translator and its kind "
    "cross, and leave the French to it"
)
_ONE_ROAD = (
    "this chapter needs a head that looks past the noun, and this one looks at it: choose head 1 "
    "of layer 2"
)
_FEWEST = 3  # steps of which it tells
ROADS = "self", "cross"


class Told:
    """A sentence, its translation, and the steps between them.

    Attributes
    ----------
    steps
        What may be written at each step, likeliest first; the last one ends the translation.
    row, noun
        The step that writes the word which hears of a noun on two roads, and the noun's place.
    heard
        The place of the English word at which that step looks most.
    forms
        That word and what is written without the noun, as they stand in the vocabulary.
    word, instead
        Which of both is which.

    Raises
    ------
    StageError
        If no translation is being written, or it has no such word.
    """

    def __init__(
        self,
        trace: AttentionTrace,
        sentence: str,
        *,
        english: Quantity,
        french: Quantity,
        weights: Quantity,
    ) -> None:
        model = trace.source.model
        if (model, trace.source.kind, trace.translation) != ("translator", "cross", None):
            raise StageError(_NO_TRANSLATION)
        with needing_models():
            from attention_math import interventions, step_by_step
        self.english, self.french, self.weights = english.words(), french.words(), weights
        given = {"source": english.source}
        self.steps: list[NextWords] = [
            derive(step_by_step.next_words, model, sentence, row, **given)
            for row in range(len(self.french))
        ]
        fork = derive(step_by_step.fork, model, sentence, **given)
        if fork is None or len(self.steps) < _FEWEST:
            raise StageError(_NEEDED)
        self.row, self.noun = int(fork.row.values[0]), int(fork.noun.values[0])
        self._leading = derive(leaders, weights[self.row])
        self.heard = int(self._leading.values[0])
        if not looks_past(weights.values[self.row], self.noun):
            raise StageError(_ONE_ROAD)
        self.forms, columns = fork.words.words(), fork.ids.values.tolist()
        written = int(fork.written.values[0])
        self.word, self.instead = self.forms[written], self.forms[1 - written]
        self._keys, self._place = english, fork.noun

        def likely(*kinds: str) -> Quantity:
            hidden = (self.noun,) if kinds else ()
            call = interventions.hide_word, model, sentence, *hidden
            return derive(*call, **given, kinds=kinds).probabilities[self.row, columns]

        self.whole, self.both = likely(), likely(*ROADS)
        self.apart = [likely(road) for road in ROADS]
        self.crossing = derive(crossing_rows, weights[:-1])
        self._is_in_order = derive(is_in_order, weights[:-1])

    @property
    def ending(self) -> Word:
        """What ends the translation."""
        return self.steps[-1].words.words()[0]

    def says_the_leap(self) -> Phrase:
        """Tell of the second step: whether it passes over a word."""
        skipped = self._keys.chosen(derive(leaps_over, self.weights, 1)).words()
        way = derive(way_from_before, self.weights, 1)
        if skipped:
            return phrase(
                "It leaps over “{word}”: that comes later.", holds=way.leaps, word=skipped[0]
            )
        if way.goes_on.values:
            return phrase("It looks at the next English word.", holds=way.goes_on)
        return phrase("It looks no farther on in English.", holds=way.stays)

    def says_the_order(self) -> Phrase:
        """Tell whether the two languages have one order."""
        order = self._is_in_order
        if len(self.crossing):
            return phrase("Where lines cross, French has its own order.", holds=1 - order)
        return phrase("No two lines cross: here both languages have one order.", holds=order)

    def asks_who_told(self) -> Phrase:
        """Ask how the word knows of its noun, at which its step did not look most."""
        noun = self._keys.chosen(self._place).words()[0]
        heard = self._keys.chosen(self._leading).words()[0]
        return phrase(
            "“{word}” heard “{heard}”. To French, “{noun}” is feminine: who told it?",
            word=self.word,
            heard=heard,
            noun=noun,
        )
