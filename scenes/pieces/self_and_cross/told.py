"""A French prefix that is held still, and what a translator makes of it under several sentences."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from attention_math.story import all_alike, leaders
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.needing_models import needing_models
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.refusal import StageError

GIVEN, LATE, EARLY = range(3)  # the sentence, and those with another adjective
Reading = Any  # a `Held`, with all that it has cited

_NEEDED = (
    "this chapter exchanges an adjective whose French follows its noun: it needs a sentence such "
    "as the white cat sees the green car"
)


class Itself(NamedTuple):
    """How the prefix hears itself in a head: weights, who asks and answers, who may hear whom."""

    weights: Quantity
    asking: Quantity
    words: Quantity
    visible: np.ndarray


class Told:
    """One prefix, and three sentences that differ in one word.

    Attributes
    ----------
    place, row
        Of the adjective in the English, and of its noun in the French: that row is followed.
    french, own
        The tokens of the prefix, cited as those that ask, and how they hear themselves.
    english
        The tokens of each sentence: the given one, with another adjective that follows its noun,
        and with one that precedes it.
    readings
        What the head weighs and what the rows write under each.

    Raises
    ------
    StageError
        If there is no such adjective.
    """

    def __init__(
        self, model: str, layer: int, head: int, french: Quantity, key: Quantity, own: Itself
    ) -> None:
        with needing_models():
            from attention_math import adjectives, held, readings
        found = adjectives.late_adjective(key.words(), french.words())
        if found is None:
            raise StageError(_NEEDED)
        self.place, self.row = found
        self.count = self.row + 1
        self.french, seen = french[: self.count], own.visible[: self.count, : self.count]
        weights = own.weights[: self.count, : self.count]
        self.own = Itself(weights, own.asking[: self.count], own.words[: self.count], seen)
        others = adjectives.adjectives_instead(key.words(), self.place)
        exchanged = (derive(adjectives.replaced_word, key, self.place, w) for w in others)
        self.english = [key, *exchanged]
        prefix = _joined(self.french.words()[1:])
        texts = [_joined(words.words()) for words in self.english]
        self.readings: list[Reading] = [
            derive(held.held_prefix, model, text, prefix, layer, head, source=key.source)
            for text in texts
        ]
        self._given = self.readings[GIVEN].weights, self.english[GIVEN]
        if str(self.early) not in (readings.adjective_forms(others[1]) or ()):
            raise StageError(_NEEDED)

    @property
    def word(self) -> Word:
        """The token whose row is followed."""
        return self.french.words()[self.row]

    @property
    def early(self) -> Word:
        """What the row before writes for the adjective that precedes its noun."""
        return self.readings[EARLY].written.words()[self.row - 1]

    def adjective(self, which: int) -> Word:
        """Give the adjective of one of the sentences."""
        return self.english[which].words()[self.place]

    def says_who_answers_itself(self) -> Phrase:
        """Say of whom the followed word takes most in its own sentence."""
        most, word = self._most(self.own.weights, self.own.words, self.row), self.word
        itself = derive(all_alike, most, self.own.asking[self.row : self.row + 1])
        if itself.values:
            return phrase("“{word}” takes most from itself.", holds=itself, word=word)
        (other,), apart = most.words(), 1 - itself
        return phrase("“{word}” takes most from “{other}”.", holds=apart, word=word, other=other)

    def says_who_wrote(self) -> Phrase:
        """Say of whom the row before takes most, and what it writes."""
        return phrase(
            "The word before takes most from “{other}” and writes “{written}”.",
            other=self._most(*self._given, self.row - 1).words()[0],
            written=self.readings[GIVEN].written.words()[self.row - 1],
        )

    def asks_what_comes(self) -> Phrase:
        """Say of whom the followed row takes most, and ask what it writes."""
        other, word = self._most(*self._given, self.row).words()[0], self.word
        return phrase(
            "“{word}” takes most from “{other}”. What will it write?", word=word, other=other
        )

    def _most(self, weights: Quantity, words: Quantity, row: int) -> Quantity:
        return words.chosen(derive(leaders, weights[row]))[:1]

    def says_what_was_missed(self) -> Phrase:
        """Say where the adjective that precedes its noun would have come."""
        early, word = self.early, self.word
        return phrase("“{early}” belongs before “{word}”: too late.", early=early, word=word)

    def says_what_comes_instead(self) -> Phrase:
        """Say with what the row goes on, for which the adjective comes too late."""
        return phrase("So it goes on with “{written}”.", written=self.written(EARLY))

    def written(self, which: int) -> Word:
        """Give what the followed row writes under one of the sentences."""
        return self.readings[which].written.words()[self.row]


def require_translator(model: str) -> None:
    """Refuse a model that reads one sentence alone.

    Raises
    ------
    StageError
        In a line.
    """
    if model != "translator":
        raise StageError("this chapter needs two sentences: choose the model translator")


def _joined(words: tuple[Word, ...]) -> str:
    return " ".join(words).replace(" ##", "")
