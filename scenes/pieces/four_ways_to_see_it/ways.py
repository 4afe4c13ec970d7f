"""One row of one head, and what becomes of it when it is cooled, and in two other sentences."""

from __future__ import annotations

from typing import Any

from attention_math.derived import score_divisor
from attention_math.readings import exchanged_words
from attention_math.softmax_steps import COLD, TemperatureSweep, place_of, temperature_sweep
from attention_math.story import Pair, leaders, ranks
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.needing_models import needing_models
from scenes.stage.refusal import StageError

_NEEDED = (
    "this chapter needs an adjective that finds its noun, and whose French turns if that changes "
    "places with another: choose a sentence such as the white cat sees the green car"
)


class Ways:
    """One query in a sentence, and in its twin.

    Attributes
    ----------
    pair
        The query, and the noun that it looks at.
    sweep, warm, cold
        The row at many temperatures; where among them is its own, and where the lowest.
    ranks, shuffled
        The place of each key of the row among the best, and among the worst.
    twin
        What the head hands to the query in the other sentence.
    lines
        Who looks at whom in the twin.
    shares
        Of both sentences, what the noun's answer is worth: its weight.
    french
        What is written for the query here, and in the twin.

    Raises
    ------
    StageError
        If the noun is not found in both of them, or the French does not turn.
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
        root = derive(score_divisor, query)
        self.sweep: TemperatureSweep = derive(temperature_sweep, scores, root)
        stops = root.values[0], COLD
        self.warm, self.cold = (place_of(self.sweep.temperatures.values, t) for t in stops)
        self.ranks = derive(ranks, self.row)
        self.shuffled = derive(ranks, self.row * -1.0)
        self.exchanged = readings.nouns_to_exchange(words.words())
        if self.exchanged is None:
            raise StageError(_NEEDED)
        other = readings.twin(text)

        def cited(function: object, sentence: str, *given: object) -> Any:  # noqa: ANN401
            return derive(function, model, sentence, *given, source=words.source)

        self.twin = cited(crossing.handed, other, pair.query, head)
        reading = masked.read_masked, model, other, "none"
        self.lines = derive(*reading, head=head, source=words.source).weights
        self.shares = [one.cite(pair.key) for one in (self.row, self.twin.weights)]
        written = (cited(interventions.hide_word, t).before for t in (text, other))
        self.french = [one.words()[pair.query] for one in written]
        is_found = leaders(self.twin.weights.values) == [pair.key]
        if self.french[0] == self.french[1] or not is_found:
            raise StageError(_NEEDED)

    @property
    def row(self) -> Quantity:
        """The row at its own temperature."""
        return self.sweep.weights[self.warm]

    def in_the_twin(self, tokens: Quantity) -> Quantity:
        """Write the words of the sentence as they stand in its twin."""
        return derive(exchanged_words, tokens, *self.exchanged)

    def swapped(self) -> list[int]:
        """Say for each place of the twin from which place of the sentence its word comes."""
        first, second = self.exchanged
        goes = {first: second, second: first}
        return [goes.get(place, place) for place in range(len(self.words))]


Row = tuple[Quantity, Quantity]  # raw scores of the query, and all queries of the head
