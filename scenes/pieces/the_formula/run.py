"""What goes through the formula for one word: of its own sentence, and of that sentence's twin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from attention_math.derived import score_divisor
from attention_math.readings import gender_of
from attention_math.story import Pair
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.gender import Turning
from scenes.stage.needing_models import needing_models


class Run(NamedTuple):
    """One word's row: whom it may hear, and what the formula makes of each of them in turn."""

    words: Sequence[Word]
    scores: Quantity
    scaled: Quantity
    weights: Quantity


class Twin(Turning):
    """The same word in a sentence whose nouns stand the other way round.

    Attributes
    ----------
    run
        The word's row in the twin.

    Raises
    ------
    LookupError
        If what is written for the word has no gender either.
    """

    def __init__(self, model: str, head: int, arrays: Mapping[str, Quantity], pair: Pair) -> None:
        super().__init__(model, head, arrays, pair)
        if None in map(gender_of, self.forms):
            raise LookupError(f"no gender tells {self.forms} apart")
        with needing_models():
            from attention_math.masked import read_masked
        label = arrays["tokens"].source
        read = derive(read_masked, model, self.texts[1], "none", head=head, source=label)
        scaled, weights = read.scaled[pair.query], read.weights[pair.query]
        scores = scaled * derive(score_divisor, arrays["query"])
        self.run = Run(self.handed.words.words(), scores, scaled, weights)
