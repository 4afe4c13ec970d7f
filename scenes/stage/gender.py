"""The gender of a French word: its hue, and the line of values on which it lies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from manim.utils.color import ManimColor

from attention_math.directions import line_of_gender, noun_ids, places_along, projected
from attention_math.readings import exchanged_words, gender_of, twin_of
from attention_math.story import Pair, all_alike
from attention_math.tables import embedding_table, look_up
from scenes import theme
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.needing_models import needing_models


def hue_of_gender(french: str) -> ManimColor:
    """Return the hue of a word's gender; a word that has none is plain."""
    return getattr(theme, (gender_of(french) or "ink").upper())


class Turning:
    """A word that agrees with its noun, and its way to the twin of its sentence, where it turns.

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
    texts, swapped
        The sentence and its twin; and the place with which the noun changes, without which another
        noun comes.
    swaps
        Whether the twin has the words of the sentence with both exchanged.
    handed
        What the head hands to the word in the twin.
    way, written, turn
        Where on the line its mix lies from step to step between both sentences, what the model
        writes for it there, and the place at which that turns.

    Raises
    ------
    LookupError
        If the twin makes no other word of it, or nouns do not fall apart by gender.
    """

    def __init__(self, model: str, head: int, arrays: Mapping[str, Quantity], pair: Pair) -> None:
        with needing_models():
            from attention_math import crossing
        words, self.pair = list(arrays["tokens"].words()), pair
        cited: Any = partial(derive, source=arrays["tokens"].source)
        other, self.swapped = twin_of(words, pair.key)
        self.texts = " ".join(words), other
        try:
            way = cited(crossing.crossing, model, *self.texts, pair.query)
        except ValueError as error:
            raise LookupError(str(error)) from None
        self.line = _found_line(model, arrays, pair.key)
        if not bool(self.line.falls_apart.values):
            raise LookupError(f"head {head} tells no noun’s gender: choose another head")
        self.handed = cited(crossing.handed, model, other, pair.query, head)
        places = pair.key, pair.key if self.swapped is None else self.swapped
        exchanged = derive(exchanged_words, arrays["tokens"], *places)
        self.swaps = derive(all_alike, exchanged, self.handed.words)
        self.written = way.written
        self.way, self.turn = (
            derive(places_along, mixes, self.line.center, self.line.axis)
            for mixes in (way.mixes[:, head - 1], way.turn[head - 1])
        )

    @property
    def forms(self) -> tuple[Word, Word]:
        """What the model writes for the word here, and in the twin."""
        one, *_, two = self.written.words()
        return one, two


def _found_line(model: str, arrays: Mapping[str, Quantity], place: int) -> Any:  # noqa: ANN401
    """Find the line of a head's values, and every noun on it as it would be at one place.

    Parameters
    ----------
    arrays
        ``value`` and its projection, of the head, and ``key_side.positions``.
    """
    label = arrays["value"].source
    table = derive(embedding_table, model, source=label)
    rows = derive(look_up, derive(noun_ids, model, source=label), table)
    entering = rows + arrays["key_side.positions"][place]
    projection = arrays["value_weight"], arrays["value_bias"]
    return derive(line_of_gender, arrays["value"], derive(projected, entering, *projection))
