"""One row of one head, and what becomes of it when it is cooled, and in two other sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attention_math.derived import score_divisor
from attention_math.readings import exchanged_words
from attention_math.softmax_steps import COLD, TemperatureSweep, place_of, temperature_sweep
from attention_math.story import Pair, leaders
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.needing_models import needing_models
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.refusal import StageError

_NEEDED = (
    "this chapter needs an adjective that finds its noun wherever that stands, and whose French "
    "turns with it: choose a sentence such as the white cat sees the green car"
)


class Ways:
    """One query in a sentence, in its twin, and where its noun has gone one place on.

    Attributes
    ----------
    pair
        The query, and the noun that it looks at.
    sweep, warm, cold
        The row at many temperatures; where among them is its own, and where the lowest.
    twin, moved
        What the head hands to the query in both other sentences.
    lines
        Who looks at whom in the twin.
    french
        What is written for it: here, in the twin, and where the noun has moved.

    Raises
    ------
    StageError
        If the noun is not found in all of them, or its French does not turn.
    """

    def __init__(self, model: str, head: int, words: Quantity, pair: Pair | None, row: Row) -> None:
        if model != "agreement":
            raise StageError("this chapter turns French word by word: choose the model agreement")
        with needing_models():
            from attention_math import crossing, interventions, masked, readings
        if pair is None:
            raise StageError(_NEEDED)
        self.words, self.pair, text = words, pair, " ".join(words.words())
        scores, query = row
        self.sweep: TemperatureSweep = derive(
            temperature_sweep, scores, derive(score_divisor, query)
        )
        root = derive(score_divisor, query).values[0]
        self.warm, self.cold = (place_of(self.sweep.temperatures.values, t) for t in (root, COLD))
        if pair.key + 1 >= len(words):
            raise StageError(_NEEDED)
        others = readings.twin(text), readings.exchanged(text, pair.key, pair.key + 1)
        self.exchanged = readings.nouns_to_exchange(words.words())

        def cited(function: object, sentence: str, *given: object) -> Any:  # noqa: ANN401
            return derive(function, model, sentence, *given, source=words.source)

        self.twin, self.moved = (cited(crossing.handed, t, pair.query, head) for t in others)
        reading = masked.read_masked, model, others[0], "none"
        self.lines = derive(*reading, head=head, source=words.source).weights
        written = (cited(interventions.hide_word, t).before for t in (text, *others))
        self.french = [one.words()[pair.query] for one in written]
        turned = self.french[0] != self.french[1] and self.french[0] == self.french[2]
        found = leaders(self.twin.weights.values), leaders(self.moved.weights.values)
        if not turned or found != ([pair.key], [pair.key + 1]):
            raise StageError(_NEEDED)

    @property
    def word(self) -> Word:
        return self.words.words()[self.pair.query]

    @property
    def row(self) -> Quantity:
        """The row at its own temperature."""
        return self.sweep.weights[self.warm]

    def in_the_twin(self, tokens: Quantity) -> Quantity:
        """Write the words of the sentence as they stand in its twin."""
        if self.exchanged is None:
            return self.twin.words
        return derive(exchanged_words, tokens, *self.exchanged)

    def swapped(self) -> list[int]:
        """Say for each place of the twin from which place of the sentence its word comes."""
        return _swapped(len(self.words), self.exchanged or (0, 0))

    def shifted(self) -> list[int]:
        """Say for each place of the sentence whose noun has moved where its word comes from."""
        return _swapped(len(self.words), (self.pair.key, self.pair.key + 1))

    def says_it_moves(self) -> Phrase:
        """Say of the noun that its place changes."""
        return phrase("“{noun}” moves to another drawer.", noun=self._moved_noun)

    def says_it_is_found(self) -> Phrase:
        """Say of the moved noun that it is found."""
        return phrase("“{noun}” is found there: by its content.", noun=self._moved_noun)

    @property
    def _moved_noun(self) -> Word:
        return self.moved.words.chosen(derive(leaders, self.moved.weights)).words()[0]


Row = tuple[Quantity, Quantity]  # raw scores of the query, and all queries of the head


def _swapped(count: int, pair: Sequence[int]) -> list[int]:
    """List places in order, but for two that have changed places."""
    first, second = pair
    goes = {first: second, second: first}
    return [goes.get(place, place) for place in range(count)]
