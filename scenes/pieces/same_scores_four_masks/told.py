"""One sentence, glossed under each of several masks, and the adjective whose French they decide."""

from __future__ import annotations

from typing import Any

from attention_math.story import changed_since, hidden_cells, leaders, leaders_hidden
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


class Told:
    """What one head weighs, and what the model writes, under each mask.

    Attributes
    ----------
    free, causal, later
        Without a mask, under the causal one, and under that turned round.
    filled, padded, both
        With filling behind the sentence: not masked, masked, and under the causal mask as well.
    query
        The adjective that falls.
    fallen
        The places of its noun and of all before it that fall with it.
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
        filled = (run(mask, FILLING) for mask in ("none", "padding", "causal and padding"))
        self.filled, self.padded, self.both = filled
        written = [one.written.values for one in (self.free, self.causal)]
        found = readings.falling_adjective(tokens.words(), *written)
        if found is None:
            raise StageError(_NEEDED)
        self.query, noun = found
        first = changed_since(*written, self.query)
        self.fallen = range(first, noun + 1)
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

    def trials(self) -> dict[str, Reading]:
        """Say under what masks the row is read, by what these hide of it that is not hidden yet."""
        trials = {"earlier": self.later, "filling": self.padded, "later": self.both}
        hidden = {name: self.hidden(one) for name, one in trials.items()}
        idle = [name for name, places in hidden.items() if not places]
        if hidden["filling"] == hidden["later"]:
            idle.append("filling")
        return {name: one for name, one in trials.items() if name not in idle}

    def hidden(self, reading: Reading) -> list[int]:
        """List what a mask hides from the row."""
        cells = hidden_cells(reading.visible.values)
        return [cell.key for cell in cells if cell.query == self.query]

    def flight(self, before: Reading, under: Reading) -> tuple[int, int] | None:
        """Say where most of the row's light was, if that is hidden then, and where most is then."""
        row = slice(self.query, self.query + 1)
        weights = (one.weights[row].values for one in (before, under))
        flights = leaders_hidden(*weights, under.visible[row].values)
        return next(((hidden, to) for _, hidden, to in flights), None)

    def asks_row(self) -> Phrase:
        """Ask what the row hears."""
        return phrase("One word decides the French of “{word}”. Which one?", word=self.word)

    def says_row(self) -> Phrase:
        """Say what the row hears."""
        return phrase(
            "“{word}” hears the highest, “{partner}”. It writes:",
            word=self.word,
            partner=self.partner,
        )

    def asks_earlier(self) -> Phrase:
        """Ask what is written without all that comes before."""
        return phrase("Hide all earlier words, in all heads: does it fall?")

    def asks_filling(self) -> Phrase:
        """Say what else is heard."""
        return phrase("Add filling behind the sentence: it is heard, too.")

    def says_filling_is_hidden(self) -> Phrase:
        """Say what the padding mask does to the last token."""
        hidden = 1 - self.padded.visible[self.query, -1]
        return phrase("The padding mask hides it.", holds=hidden)

    def asks_later(self) -> Phrase:
        """Ask what the causal mask does."""
        return phrase("The causal mask hides later words as well. And now?")

    def says_changed(self) -> Phrase:
        """Say what made the difference."""
        return phrase("Not one score has changed. What may be heard has.")
