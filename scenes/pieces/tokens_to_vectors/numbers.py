"""What the chapter cites: the table, a sentence with its twin in it, and the space of words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from attention_math.directions import WordSpace, places_along, word_space
from attention_math.readings import kept_place, twin
from attention_math.story import told_first
from attention_math.tables import batch_ids, embedding_table, look_up
from attention_math.wordlist import vocabulary_ids, vocabulary_words
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive

MOST_ROWS, MOST_COLUMNS = 200, 16


@dataclass(frozen=True)
class Numbers:
    """All that is looked up for the ids of a sentence that a model reads, and for its twin's.

    Raises
    ------
    ValueError
        If the table is too large, or the sentence has no twin in it, or no word that both have.
    """

    ids: Quantity
    sentence: str
    model: str

    def __post_init__(self) -> None:
        rows, columns = self.table.shape
        if rows > MOST_ROWS or columns > MOST_COLUMNS:
            raise ValueError(
                f"every row of the table is drawn, and that of {self.model} has {rows} rows of "
                f"{columns} numbers; {MOST_ROWS} of {MOST_COLUMNS} have room"
            )
        _ = self.kept

    @cached_property
    def table(self) -> Quantity:
        return self._of_model(embedding_table)

    @cached_property
    def rows(self) -> Quantity:
        """The numbers of the table's rows."""
        return self._of_model(vocabulary_ids)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the table's rows."""
        return self._of_model(vocabulary_words).words()

    @cached_property
    def batch(self) -> Quantity:
        return derive(batch_ids, self.ids, twin(self.sentence), self.model)

    @cached_property
    def sheets(self) -> Quantity:
        return derive(look_up, self.batch, self.table)

    @cached_property
    def other_words(self) -> list[Word]:
        return [self.words[row] for row in self.batch.values[1].tolist()]

    @cached_property
    def kept(self) -> int:
        """The place of the word that both sentences have, and that the chapter follows."""
        return kept_place(*([self.words[row] for row in one] for one in self.batch.values.tolist()))

    def sooner(self, numbers: Iterable[int]) -> list[int]:
        """Put words of the space that either sentence has before all others."""
        told = [self.words[row] for one in self.batch.values.tolist() for row in one]
        return told_first(numbers, self.space.words.words(), told)

    @cached_property
    def space(self) -> WordSpace:
        return self._of_model(word_space)

    @cached_property
    def places(self) -> list[Quantity]:
        """Where the words of either sentence stand in the space."""
        axes = self.space.center, self.space.axes
        return [derive(places_along, self.sheets[b], *axes) for b in (0, 1)]

    def row_of(self, place: int) -> int:
        """Return the row of a word of the sentence."""
        return int(self.ids.values[place])

    def rows_of_space(self) -> list[int]:
        """Return the row of each word of the space."""
        return list(map(list(self.words).index, self.space.words.words()))

    def _of_model(self, function: object) -> Quantity | WordSpace:
        return derive(function, self.model, source=self.ids.source)
