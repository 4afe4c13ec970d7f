"""A thick edge and a thin one of a head, and what a model writes without each of its edges."""

from __future__ import annotations

import numpy as np

from attention_math.masked_scores import all_but, weights_under
from attention_math.story import Pair, thick_and_thin
from scenes.stage.cited import Citation, Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.needing_models import needing_models
from scenes.stage.refusal import StageError

_NEEDED = (
    "this chapter needs an edge that nothing hangs on, and a lighter one that its word needs: "
    "choose a sentence such as the green bird sees the white river"
)
Point = tuple[Citation, Citation]


class TwoEdges:
    """Which two edges are cut first, and what every cut does.

    Attributes
    ----------
    words, french
        Of the sentence, and what is written for each of them while nothing is cut.
    weights
        Of the head, queries × keys.
    thick, thin
        The edge on which nothing hangs, and the lighter one that its word needs.

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
            from attention_math import interventions
        self.words, self.weights, self._scaled = tokens.words(), weights, scaled
        text, origin = " ".join(self.words), {"source": tokens.source}
        self._cuts = derive(interventions.cut_head, model, text, head, **origin)
        before = derive(interventions.hide_word, model, text, **origin).before
        self.french = before.words()
        asked = weights, self._cuts.whole, self._cuts.kept, before, self._cuts.after
        found = thick_and_thin(*(one.values for one in asked))
        if found is None:
            raise StageError(_NEEDED)
        self.thick, self.thin = found

    @property
    def are_of_one_word(self) -> bool:
        return self.thick.query == self.thin.query

    def left(self, pair: Pair) -> Quantity:
        """Give the head's weights when one edge is cut: the rest of its row takes over."""
        visible = derive(all_but, len(self.words), *pair, source=self._scaled.source)
        return derive(weights_under, self._scaled, visible)

    def whole(self, query: int) -> Citation:
        """Cite how likely a word is while nothing is cut."""
        return self._cuts.whole.cite(query)

    def kept(self, pair: Pair) -> Citation:
        """Cite how likely the word of an edge still is without it."""
        return self._cuts.kept.cite(*pair)

    def instead(self, pair: Pair) -> tuple[Word, Citation]:
        """Give what is written for a word without one of its edges, and how likely that is."""
        return Word(self._cuts.after.cite(*pair)), self._cuts.likely.cite(*pair)

    def others(self) -> list[Pair]:
        """List all edges but the two, from light to heavy."""
        pairs = [Pair(*at) for at in np.ndindex(*self.weights.shape)]
        rest = (pair for pair in pairs if pair not in (self.thick, self.thin))
        return sorted(rest, key=lambda pair: self.weights.values[pair])

    def written(self) -> list[tuple[Point, Word, Word]]:
        """Give the thick edge and all that turn a word, from heavy to light: both their words."""
        pairs = reversed([self.thin, *self.others()])
        turned = (pair for pair in pairs if self.instead(pair)[0] != self.french[pair.query])
        return [(self.point(pair), self.french[pair.query], self.instead(pair)[0])
                for pair in (self.thick, *turned)]  # fmt: skip

    def point(self, pair: Pair, *, cut: bool = True) -> Point:
        """Cite how much an edge weighs, and how likely its word is without it or with it."""
        return self.weights.cite(*pair), self.kept(pair) if cut else self.whole(pair.query)
