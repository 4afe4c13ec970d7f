"""All that the chapter cites of one measured word."""

from __future__ import annotations

from typing import NamedTuple, Self

from manim.utils.color import ManimColor

from attention_math.concordance import (
    Concordance,
    Dictionary,
    concordance,
    dictionary,
    opening_sentences,
)
from attention_math.senses import (
    SensePlaces,
    all_lines_right,
    same_sense_counts,
    sense_labels,
    sense_places,
)
from scenes import theme
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive

_AFTER, _LINE = 50, 50  # characters: after the word, and of a row of the dictionary


class Measured(NamedTuple):
    """What `attention_math.senses` and `attention_math.concordance` tell of a word, cited."""

    sentences: Concordance
    dictionary: Dictionary
    seen: SensePlaces
    opening: Quantity
    labels: Quantity
    counts: Quantity
    all_right: Quantity

    @classmethod
    def of(cls, word: str) -> Self:
        """Cite everything.

        Raises
        ------
        ValueError
            If the word was not measured, or the measurement cannot be read.
        """
        asked = opening_sentences, sense_labels, same_sense_counts, all_lines_right
        return cls(
            derive(concordance, word, _AFTER, source="senses"),
            derive(dictionary, word, _LINE, source="senses"),
            derive(sense_places, word, source="senses"),
            *(derive(one, word, source="senses") for one in asked),
        )

    @property
    def word(self) -> Word:
        return self.sentences.word.words()[0]

    @property
    def names(self) -> tuple[Word, ...]:
        return self.dictionary.names.words()

    @property
    def opened(self) -> list[int]:
        """List a sentence of each sense, as they end in the plane, from the top."""
        return self.opening.values.tolist()

    def name(self, sentence: int) -> Word:
        """Name the sense that a sentence uses."""
        return self.names[self.labels.values[sentence]]

    def senses(self, sentences: Quantity) -> tuple[Word, ...]:
        """Name the senses of sentences whose numbers are cited."""
        return self.dictionary.names.chosen(self.labels.chosen(sentences)).words()

    def hue(self, sentence: int) -> ManimColor:
        """Return the hue of the sense that a sentence uses."""
        return theme.SENSES[self.labels.values[sentence]]
