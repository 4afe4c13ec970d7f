"""All edges into one word of another model: what each weighs, and what its cut does."""

from __future__ import annotations

import numpy as np

from attention_math.derived import so_many
from attention_math.story import by_weight, lowest_and_highest
from scenes.mobjects.token_row import TokenRow
from scenes.stage.cited import Citation, Quantity
from scenes.stage.derive import derive
from scenes.stage.needing_models import needing_models

MODEL, SENTENCE, QUERY = "speaker", "the sky is", 2  # which is cut does not follow the viewer's
HEAVY = 0.5  # more than half of its row
Point = tuple[Citation, Citation]

_SIZE = 0.55


class WholeRow:
    """What another model reads, and what it writes next.

    Attributes
    ----------
    words
        Those of the line.
    edges
        The weight of each edge, and how likely the word is without it, by layer, head and key.
    correlation, count
        Of the weights and of how likely the word is, and of how many edges.
    word, likely
        What the model writes next, and how likely it is while nothing is cut.
    faint, heavy
        The places of light edges and of heavy ones, from light to heavy.
    order, by_speaker
        All places, from light to heavy; and so for each word that is listened to, one by one.
    parting
        Of two places, where the word is least likely without the edge, and most likely.
    """

    def __init__(self) -> None:
        with needing_models():
            from attention_math.chance import draw_on
            from attention_math.interventions import cut_row, hide_word
        read = derive(draw_on, MODEL, SENTENCE, 1, source="experiments").read
        whole = derive(hide_word, MODEL, SENTENCE, source="experiments")
        self.word, self.likely = whole.before.words()[QUERY], whole.kept.cite(QUERY)
        cuts = derive(cut_row, MODEL, SENTENCE, QUERY, source="experiments")
        self.correlation: Quantity = cuts.correlation
        self.count: Quantity = cuts.count
        self.are_twelve: Quantity = derive(so_many, cuts.weights[:, :, 0], 12)
        self.edges: list[Point] = [
            (cuts.weights.cite(*at), cuts.kept.cite(*at)) for at in np.ndindex(*cuts.weights.shape)
        ]
        self.faint, self.heavy = by_weight(cuts.weights.values, HEAVY)
        self.order = [*self.faint, *self.heavy]
        self.by_speaker = sorted(self.order, key=lambda at: self.edges[at][0].index[-1])
        self.parting = lowest_and_highest([kept.value for _, kept in self.edges])
        self.words = TokenRow(read.words()[: QUERY + 1], size=_SIZE, gap=_SIZE)
