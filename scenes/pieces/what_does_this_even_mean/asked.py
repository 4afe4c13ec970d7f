"""What a model writes for one word of a sentence: of all of it, without a word, of its twin."""

from __future__ import annotations

from typing import Any

from attention_math.story import Pair, all_alike, turning_word
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.needing_models import needing_models
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.refusal import StageError

_NEEDED = (
    "this chapter needs a word whose French depends on one other alone, a noun, and a noun of the "
    "other gender to put there: the white car sees the green cat"
)


class Asked:
    """One word of a sentence, both its French forms, and how likely a model makes them.

    Attributes
    ----------
    tokens, twin
        The words of the sentence, and of the same with two nouns exchanged.
    pair
        Which word is asked for, and which noun decides.
    forms
        Masculine and feminine.

    Raises
    ------
    StageError
        If there is no such word.
    """

    def __init__(self, model: str, sentence: str, tokens: Quantity) -> None:
        if model != "agreement":
            raise StageError(
                "this chapter asks for French word by word: choose the model agreement"
            )
        with needing_models():
            from attention_math import interventions, readings
        self.tokens, self.words = tokens, tokens.words()
        self.exchanged = readings.nouns_to_exchange(self.words)
        if self.exchanged is None:
            raise StageError(_NEEDED)
        self.twin = derive(readings.exchanged_words, tokens, *self.exchanged)
        self._origin = {"source": tokens.source}
        self._texts = " ".join(self.words), " ".join(self.twin.words())
        self._model, self._module, self._readings = model, interventions, readings
        self.whole, self.other = (self._run("hide_word", model, text) for text in self._texts)
        places = range(len(self.words))
        self.hidden = [self._run("hide_word", model, self._texts[0], p) for p in places]
        self.pair = self._choose(
            [readings.adjective_forms(word) is not None for word in self.words]
        )
        row = self.pair.query
        written = [self.whole, self.other]
        if readings.is_feminine(self.words[self.pair.key]):
            written.reverse()
        self.forms = [Word(effect.before.cite(row)) for effect in written]
        self._columns = [int(effect.ids.values[row]) for effect in written]

    def _run(self, name: str, *given: object) -> Any:  # noqa: ANN401 - what it returns, cited
        return derive(getattr(self._module, name), *given, **self._origin)

    def _choose(self, is_telling: list[bool]) -> Pair:
        hidden = [effect.after.values for effect in self.hidden]
        written = self.whole.before.values, hidden, self.other.before.values
        pair = turning_word(*written, is_telling)
        if pair is None or pair.key not in self.exchanged:
            raise StageError(_NEEDED)
        return pair

    def others(self) -> tuple[list[int], int, list[int]]:
        """List the words before the noun that decides, that noun, and the words after it.

        The word that is asked for is none of them.
        """
        query, noun = self.pair
        places = [place for place in range(len(self.words)) if place != query]
        at = places.index(noun)
        return places[:at], noun, places[at + 1 :]

    def likely(self, effect: Any) -> Quantity:  # noqa: ANN401
        """Say how likely an effect makes both forms."""
        return effect.probabilities[self.pair.query, self._columns]

    def answer(self) -> int:
        """Say which of both forms is written for the whole sentence: 0 or 1."""
        return self._columns.index(int(self.whole.ids.values[self.pair.query]))

    def usefulness(self, place: int) -> Quantity:
        """Say how much of the answer's probability goes if a word is hidden."""
        entry = self.pair.query, self._columns[self.answer()]
        return self.whole.probabilities[entry] - self.hidden[place].probabilities[entry]

    def nouns_in_french(self) -> list[list[Word]]:
        """Give what is written for each noun that is exchanged: its article, if any, and itself."""
        owners = self._readings.noun_places(self.words)
        written: list[list[Word]] = []
        for noun in self.exchanged:
            own = [place for place, owner in enumerate(owners) if owner == noun != place]
            articles = [p for p in own if self._readings.adjective_forms(self.words[p]) is None]
            written.append([Word(self.whole.before.cite(p)) for p in (*articles, noun)])
        return written

    def entering(self) -> list[Quantity]:
        """Give the vectors with which the word enters the model, in both sentences."""
        return [
            self._run("entering_at", self._model, text, self.pair.query) for text in self._texts
        ]

    def says_forms(self) -> Phrase:
        """Name both French forms."""
        first, second = self.forms
        return phrase("{first} or {second}", first=first, second=second)

    def says_it_flips(self) -> Phrase:
        """Say what becomes of the word without its noun, and ask for others."""
        row = slice(self.pair.query, self.pair.query + 1)
        stays = derive(all_alike, self.whole.before[row], self.hidden[self.pair.key].after[row])
        return phrase("Without that noun it flips! Any other?", holds=1 - stays)

    def says_the_same(self) -> Phrase:
        """Say that those are equal to the last bit, which holds where the places are alike."""
        alike = self._run("entering_alike", self._model, *self._texts)[self.pair.query]
        word = self.words[self.pair.query]
        return phrase(
            "For “{word}” the very same numbers enter, both times.", holds=alike, word=word
        )
