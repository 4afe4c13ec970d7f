"""All edges into one word of another model, from the words that are looked at, and as points."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, Animation, FadeIn, LaggedStart, VGroup

from attention_math.story import by_weight, edge_owner
from scenes import theme
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.a_weight_is_not_a_reason.cut_plane import CutPlane, Point
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.layout import Room
from scenes.stage.needing_models import needing_models
from scenes.stage.text import Text

MODEL, SENTENCE, QUERY = "speaker", "the sky is", 2  # which is cut does not follow the viewer's
HEAVY = 0.5  # more than half of its row
NEAR = 0.77, 0.88  # between these is what it says without any of them

_AIR, _SIZE = 0.25, 0.5


class WholeRow(VGroup):
    """A line of words, and what another model writes next.

    Attributes
    ----------
    edges
        The weight of each edge, and how likely the word is without it, by layer, head and key.
    word, likely, last
        What the model writes next, and how likely it is while nothing is cut; and after
        which word.
    faint, heavy
        The places of light edges and of heavy ones, from light to heavy.
    """

    def __init__(self, room: Room) -> None:
        with needing_models():
            from attention_math.chance import draw_on
            from attention_math.interventions import cut_row, hide_word
        read = derive(draw_on, MODEL, SENTENCE, 1, source="experiments").read
        whole = derive(hide_word, MODEL, SENTENCE, source="experiments")
        self.word, self.likely = whole.before.words()[QUERY], whole.kept.cite(QUERY)
        cuts = derive(cut_row, MODEL, SENTENCE, QUERY, source="experiments")
        self.correlation: Quantity = cuts.correlation
        self.edges: list[Point] = [
            (cuts.weights.cite(*at), cuts.kept.cite(*at)) for at in np.ndindex(*cuts.weights.shape)
        ]
        self._weights = cuts.weights
        self.faint, self.heavy = by_weight(cuts.weights.values, HEAVY)
        self.last = read.words()[QUERY]
        self.words = TokenRow([*read.words()[: QUERY + 1], self.word], size=_SIZE)
        following = self.words[-1].shift(RIGHT * _AIR)
        following.box.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        self.title = Text("another model: the speaker", size=_SIZE)
        self.title.next_to(self.words, LEFT, buff=2 * _AIR)
        super().__init__(self.title, self.words)
        room.hold(self, shrink=True)

    def owner(self, place: int) -> Quantity:
        """Find of which layer and head an edge is."""
        return derive(edge_owner, self._weights, place)

    def speak(self) -> Animation:
        """Name the model, let its words come, and what it writes after them."""
        read = (FadeIn(token, shift=DOWN * 0.2) for token in self.words[:-1])
        said = FadeIn(self.words[-1], shift=RIGHT * 0.4)
        return LaggedStart(FadeIn(self.title), *read, said, lag_ratio=0.4)

    def fly(self, places: Sequence[int], plane: CutPlane, lag_ratio: float) -> Animation:
        """Let the words that are looked at send the dots of their edges."""
        starts = [token.get_bottom() for token in self.words[: QUERY + 1]]
        flying = (
            FadeIn(plane.dots[place], target_position=starts[place % len(starts)])
            for place in places
        )
        return LaggedStart(*flying, lag_ratio=lag_ratio)
