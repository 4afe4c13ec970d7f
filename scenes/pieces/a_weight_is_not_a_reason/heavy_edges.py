"""Three edges of one head that weigh alike, and what a model makes of the sentence without each."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from attention_math.masked_scores import all_but, weights_under
from attention_math.story import Pair, alike_edges, all_alike, looks
from scenes.stage.cited import Citation, Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.needing_models import needing_models
from scenes.stage.refusal import StageError

_NEEDED = (
    "this chapter needs three edges that weigh alike, of which one alone is needed: choose a "
    "sentence such as the white cat sees the green car"
)


class HeavyEdges:
    """Which edges are cut one by one, and what each cut does.

    Attributes
    ----------
    words, french, kept
        Of the sentence, what is written for each of them while nothing is cut, and how likely.
    weights
        Of the head, queries × keys.
    chosen
        The edges: two that nothing hangs on, and the one on which a word hangs.

    Raises
    ------
    StageError
        If there are no such edges.
    """

    def __init__(
        self, model: str, head: int, tokens: Quantity, scaled: Quantity, weights: Quantity
    ) -> None:
        if model != "agreement":
            raise StageError(
                "this chapter cuts edges of a gloss word by word: choose the model agreement"
            )
        with needing_models():
            from attention_math import interventions, readings
        self.words, self.weights = tokens.words(), weights
        text, origin = " ".join(self.words), {"source": tokens.source}
        self._hiding = partial(derive, interventions.hide_word, model, text, **origin)
        whole = self._hiding()
        self.french, self.kept, self._before = whole.before.words(), whole.kept, whole.before
        self._cuts: list[Any] = [
            derive(interventions.cut_edge, model, text, *pair, head, **origin)
            for pair in looks(weights.values)
        ]
        costs = np.array([cut.nats.values[query] for query, cut in enumerate(self._cuts)])
        turned = [str(self.without(q)) != str(word) for q, word in enumerate(self.french)]
        is_telling = [readings.adjective_forms(word) is not None for word in self.words]
        found = alike_edges(weights.values, costs, turned, is_telling)
        if found is None:
            raise StageError(_NEEDED)
        self.chosen, self._scaled = found, scaled

    def left(self, pair: Pair) -> Quantity:
        """Give the head's weights when one edge is cut: the rest of its row takes over."""
        visible = derive(all_but, len(self.words), *pair, source=self._scaled.source)
        return derive(weights_under, self._scaled, visible)

    def kept_without(self, query: int) -> Citation:
        """Cite how likely a word still is without its heaviest edge."""
        return self._cuts[query].kept.cite(query)

    def without(self, query: int) -> Word:
        """Give what is written for a word without its heaviest edge."""
        return Word(self._cuts[query].after.cite(query))

    def stays(self, query: int) -> Quantity:
        """Say whether a word is written without its heaviest edge as with it."""
        row = slice(query, query + 1)
        return derive(all_alike, self._before[row], self._cuts[query].after[row])

    def unseen(self, pair: Pair) -> Word:
        """Give what is written for a word of which no rope leads to the other word at all."""
        return self._hiding(pair.key).after.words()[pair.query]
