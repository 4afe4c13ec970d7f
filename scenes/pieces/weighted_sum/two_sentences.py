"""What one head hands to one word in a sentence and in its twin, all on one line of gender."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attention_math.directions import falls_into_halves, telling_nouns
from attention_math.readings import twin_of
from attention_math.story import Pair
from scenes.pieces.weighted_sum.handed import Handed
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.gender import found_line
from scenes.stage.needing_models import needing_models
from scenes.stage.refusal import StageError

NEEDED = (
    "this chapter needs an adjective or a determiner that looks most at its own noun, by which its "
    "French turns: the white cat sees the green car, or my heavy box"
)


class TwoSentences(Handed):
    """A word that agrees with its noun: what it is handed here, and in the sentence's twin.

    Parameters
    ----------
    arrays
        Of the head and what enters it, by the names of a trace; ``tokens`` are the words.
    pair
        The word, and its noun.

    Attributes
    ----------
    line
        The line of gender of the head's values, and every noun on it at the place of ``pair.key``.
    words, weights, places
        Of the sentence: its words, how the word weighs them, and where their values lie.
    own, twin
        These three, and the same of the twin.
    swapped
        The place with which the noun changes; without one another noun comes.
    way, written, turn
        Where the word's mix lies from step to step between both sentences, what the model writes
        for it there, and the place at which that turns.
    """

    def __init__(self, model: str, head: int, arrays: Mapping[str, Quantity], pair: Pair) -> None:
        self._arrays, self._label, self.pair = arrays, arrays["tokens"].source, pair
        self.line = found_line(model, arrays, pair.key)
        if not bool(self.line.falls_apart.values):
            raise StageError(NEEDED)
        words = list(arrays["tokens"].words())
        text, self.swapped = twin_of(words, pair.key)
        sentences = " ".join(words), text
        handed, crossing = self._run("handed", model, text, pair.query, head), self._run(
            "crossing", model, *sentences, pair.query)  # fmt: skip
        super().__init__(arrays, pair.query, (self.line.center, self.line.axis))
        self.own = self.words, self.weights, self.places
        self.twin = handed.words, handed.weights, self._along(handed.value)
        self.way = self._along(crossing.mixes[:, head - 1])
        self.turn = self._along(crossing.turn[head - 1])
        self.written = crossing.written
        self.gloss = self._run("hide_word", model, sentences[0]).before

    @property
    def fall_apart(self) -> Quantity:
        """Whether both genders are there, and each word lies on the side of its own."""
        return derive(falls_into_halves, self.mixes, self.turn, self.words)

    @property
    def turns(self) -> tuple[Word, Word]:
        """What the model writes for the word here, and in the twin."""
        one, *_, two = self.written.words()
        return one, two

    def telling(self) -> list[int]:
        """Choose nouns that tell what the line is about."""
        return telling_nouns(self.line.nouns.values, self.turn.values)

    def _run(self, name: str, *given: object) -> Any:  # noqa: ANN401
        """Derive from what needs a model that runs."""
        with needing_models():
            from attention_math import crossing, interventions
        function = getattr(crossing, name, None) or getattr(interventions, name)
        try:
            return derive(function, *given, source=self._label)
        except ValueError as error:
            raise StageError(str(error)) from None
