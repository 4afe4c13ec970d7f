"""What goes through the formula for one word: of its own sentence, and of that sentence's twin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from attention_math.derived import score_divisor
from attention_math.directions import places_along
from attention_math.readings import gender_of, twin_of
from attention_math.story import Pair
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.gender import found_line
from scenes.stage.needing_models import needing_models


class Run(NamedTuple):
    """One word's row: whom it may hear, and what the formula makes of each of them in turn."""

    words: Sequence[Word]
    scores: Quantity
    scaled: Quantity
    weights: Quantity


class Twin:
    """The same word in a sentence whose nouns stand the other way round, and the line of gender.

    Parameters
    ----------
    arrays
        Of the head and what enters it, by the names of a trace; ``tokens`` are the words.
    pair
        The word, and its noun.

    Attributes
    ----------
    forms
        What is written for the word here, and in the twin.
    way, turn
        Where on the line its mixes lie, from here to the twin; and where its French turns.
    run
        The word's row in the twin.
    noun, swapped
        The place of its noun, and of the one that changes places with it; without one another noun
        comes.

    Raises
    ------
    LookupError
        If the twin makes no other word of it, or nouns do not fall apart by gender.
    """

    def __init__(self, model: str, head: int, arrays: Mapping[str, Quantity], pair: Pair) -> None:
        with needing_models():
            from attention_math import crossing, masked
        words, label = list(arrays["tokens"].words()), arrays["tokens"].source
        self.noun = pair.key
        other, self.swapped = twin_of(words, pair.key)
        cited: Any = partial(derive, source=label)
        try:
            way = cited(crossing.crossing, model, " ".join(words), other, pair.query)
        except ValueError as error:
            raise LookupError(str(error)) from None
        line = found_line(model, arrays, pair.key)
        self.forms = way.written.words()[0], way.written.words()[-1]
        if not bool(line.falls_apart.values) or None in map(gender_of, self.forms):
            raise LookupError(f"no line of gender tells {self.forms} apart")
        self.way, self.turn = (
            derive(places_along, mixes, line.center, line.axis)
            for mixes in (way.mixes[:, head - 1], way.turn[head - 1])
        )
        handed = cited(crossing.handed, model, other, pair.query, head)
        read = cited(masked.read_masked, model, other, "none", head=head)
        scaled, weights = read.scaled[pair.query], read.weights[pair.query]
        scores = scaled * derive(score_divisor, arrays["query"])
        self.run = Run(handed.words.words(), scores, scaled, weights)
