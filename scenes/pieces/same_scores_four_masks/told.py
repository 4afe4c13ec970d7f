"""One sentence, glossed under each of several masks, and the adjective whose French they decide."""

from __future__ import annotations

from typing import Any

from attention_math.story import all_alike, leaders, leaders_hidden, taken_by_filling
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
    filled, padded
        With filling behind the sentence: not masked, and masked.
    query
        The adjective that falls.
    filling, hue
        How many of the last tokens are filling; the hue of a word beside the rows.

    Raises
    ------
    StageError
        If there is no such word.
    """

    filling, hue = FILLING, staticmethod(hue_of_gender)

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

    @property
    def most_taken(self) -> int:
        """The row of which filling takes most."""
        return int(self.taken(self.filled).row.values[0])

    def taken(self, reading: Reading) -> Reading:
        """Say what share of each row's weight the filling takes, and of which row most."""
        return derive(taken_by_filling, reading.weights)

    def flights(self, reading: Reading) -> list[tuple[int, int, int]]:
        """Say in which rows the most light is hidden now, where it was, and where most is then."""
        free, now = self.free.weights.values, reading.weights.values
        return leaders_hidden(free, now, reading.visible.values)

    def says_row(self) -> Phrase:
        """Say what the followed row hears."""
        return phrase(
            "“{word}” hears “{partner}” most, and writes:", word=self.word, partner=self.partner
        )

    def says_rows(self) -> Phrase:
        """Say what stands beside the rows."""
        return phrase("So does every row, with nothing hidden.")

    def says_title(self) -> Phrase:
        """Say what the words beside the rows are."""
        return phrase("writes")

    def says_question(self) -> Phrase:
        """Ask what the chapter is about."""
        return phrase("Three masks, in all heads: which breaks “{word}”?", word=self.word)

    def says_filling(self) -> Phrase:
        """Name the row of which filling takes most."""
        word = self.tokens.chosen(self.taken(self.filled).row).words()[0]
        return phrase("Filling after a short text: “{word}” hears this much.", word=word)

    def says_padded(self) -> Phrase:
        """Say what the padding mask does."""
        return phrase("The padding mask hides it: all goes to words.")

    def asks_earlier(self) -> Phrase:
        """Ask what a stencil over all that comes before will leave."""
        return phrase("Hide all earlier words. Does “{word}” still know?", word=self.word)

    def says_what_stays(self) -> Phrase:
        """Say whether anything is missed by who hears itself and what follows."""
        alike = derive(all_alike, self.free.written, self.later.written)
        if not alike.values:
            return phrase("“{word}” does; some others needed what stands before.", word=self.word)
        return phrase("It does: no word here needs an earlier one.", holds=alike)

    def says_causal(self) -> Phrase:
        """Say what the causal mask hides."""
        return phrase(
            "The causal mask hides later words. “{word}” without “{partner}”?",
            word=self.word,
            partner=self.partner,
        )
