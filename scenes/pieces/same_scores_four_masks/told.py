"""One sentence, glossed under each of several masks, and the adjective whose French they decide."""

from __future__ import annotations

from itertools import compress
from typing import Any, NamedTuple

from attention_math.story import hidden_cells, leaders, leaders_hidden
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.gender import hue_of_gender
from scenes.stage.needing_models import needing_models
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.refusal import StageError

Reading = Any  # a `MaskedReading`, or what is taken of one, with all that it has cited

FILLING = 2  # tokens behind the sentence
_NEEDED = (
    "this chapter needs an adjective that is feminine in French and stands before its noun: "
    "the white cat sees the green car"
)


class Trial(NamedTuple):
    """What is read before something is hidden, and under the mask that does; what that hides."""

    before: Reading
    under: Reading
    hides: str


class Told:
    """What one head weighs, and what the model writes, under each mask.

    Attributes
    ----------
    free, causal, later
        Without a mask, under the causal one, and under that turned round.
    filled, padded
        With filling behind the sentence: not masked, and masked.
    query
        The adjective that falls.
    hue
        The hue of a word that is written.

    Raises
    ------
    StageError
        If there is no such word.
    """

    hue = staticmethod(hue_of_gender)

    def __init__(self, model: str, head: int, tokens: Quantity) -> None:
        if model != "agreement":
            raise StageError("this chapter writes French word by word: choose the model agreement")
        with needing_models():
            from attention_math import masked, readings
        self.tokens, given = tokens, (model, " ".join(tokens.words()))

        def run(*mask: object) -> Reading:
            return derive(masked.read_masked, *given, *mask, head=head, source=tokens.source)

        self.free, self.causal, self.later = map(run, ("none", "causal", "later"))
        self.filled, self.padded = (run(mask, FILLING) for mask in ("none", "padding"))
        written = (one.written.values for one in (self.free, self.causal))
        found = readings.falling_adjective(tokens.words(), *written)
        if found is None:
            raise StageError(_NEEDED)
        self.query, _noun = found
        self.word = tokens.words()[self.query]

    @property
    def listeners(self) -> Quantity:
        """The words of the rows."""
        return self.free.tokens

    @property
    def partner(self) -> Word:
        """The word that the adjective hears most while nothing is hidden."""
        return self.tokens.chosen(self._leaders()).words()[0]

    @property
    def heard(self) -> int:
        """The place of that word."""
        return int(self._leaders().values[0])

    def _leaders(self) -> Quantity:
        return derive(leaders, self.free.weights[self.query])

    def trials(self) -> list[Trial]:
        """List what is tried on the row, first without a mask; what hides nothing is left out."""
        trials = [
            Trial(self.filled, self.padded, "filling"),
            Trial(self.free, self.later, "earlier"),
            Trial(self.free, self.causal, "later"),
        ]
        hidden = [hidden_cells(trial.under.visible.values) for trial in trials]
        hiding = (self.query in {at.query for at in cells} for cells in hidden)
        return [Trial(self.free, self.free, ""), *compress(trials, hiding)]

    def flight(self, trial: Trial) -> tuple[int, int] | None:
        """Say where most of the row's light was, if that is hidden then, and where most is then."""
        row = slice(self.query, self.query + 1)
        weights = (one.weights[row].values for one in trial[:2])
        flights = leaders_hidden(*weights, trial.under.visible[row].values)
        return next(((hidden, to) for _, hidden, to in flights), None)

    def asks_row(self) -> Phrase:
        """Ask what the row hears."""
        return phrase("Whom does “{word}” hear most?", word=self.word)

    def says_row(self) -> Phrase:
        """Say what the row hears."""
        return phrase(
            "“{word}” hears the highest, “{partner}”. It writes:",
            word=self.word,
            partner=self.partner,
        )

    def says_question(self) -> Phrase:
        """Ask what the chapter is about."""
        return phrase("Hide words, in all heads: what breaks “{word}”?", word=self.word)

    def asks_filling(self) -> Phrase:
        """Ask what is written without the filling."""
        (now,) = self.free.written[self.query : self.query + 1].words()
        return phrase("The padding mask hides filling after a text. Still “{now}”?", now=now)

    def asks_earlier(self) -> Phrase:
        """Ask what is written without all that comes before."""
        return phrase("Now hide all earlier words. Does “{word}” still know?", word=self.word)

    def asks_later(self) -> Phrase:
        """Ask what the causal mask does."""
        return phrase("The causal mask hides all later words. And now?")
