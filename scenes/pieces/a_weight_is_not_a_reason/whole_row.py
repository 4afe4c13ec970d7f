"""All edges into one word of another model, as cells by layer, head and key; and as points."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeIn, LaggedStart, TransformFromCopy, VGroup

from attention_math.story import by_weight
from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.a_weight_is_not_a_reason.cut_plane import CutPlane, Point
from scenes.stage.cited import Quantity
from scenes.stage.claims import Claiming
from scenes.stage.derive import derive
from scenes.stage.layout import Room
from scenes.stage.needing_models import needing_models
from scenes.stage.text import Text

MODEL, SENTENCE, QUERY = "speaker", "the sky is", 2  # which is cut does not follow the viewer's
HEAVY = 0.5  # more than half of its row
NEAR = 0.77, 0.88  # between these is what it says without any of them

_NAMES = ("layer one", "layer two", "layer three")
_CELL, _AIR, _SIZE = (1.12, 0.33), 0.2, 0.42


class WholeRow(VGroup):
    """A grid for each layer, a row for each head, a column for each word that is looked at.

    Attributes
    ----------
    edges
        The weight of each edge, and how likely the word is without it, in the order of the cells.
    word, likely
        What the model writes next, and how likely it is while nothing is cut.
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
        self.faint, self.heavy = by_weight(cuts.weights.values, HEAVY)
        self.grids = VGroup(*(AttentionGrid(layer, view="heat", cell=_CELL)
                              for layer in cuts.weights))  # fmt: skip
        self.grids.arrange(DOWN, buff=_AIR)
        names = (Text(name, size=_SIZE, color=theme.QUIET) for name in _NAMES)
        self.names = VGroup(*(name.next_to(grid, LEFT, buff=0.25)
                              for name, grid in zip(names, self.grids, strict=True)))  # fmt: skip
        self.words = TokenRow([*read.words()[: QUERY + 1], self.word], size=_SIZE)
        self.words.next_to(self.grids, UP, buff=_AIR)
        for column, token in enumerate(self.words):
            token.set_x(self.grids[0].get_left()[0] + (column + 0.5) * _CELL[0])
        following = self.words[-1].shift(RIGHT * _AIR)
        following.box.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        self.title = Text("another model: the speaker", size=_SIZE)
        self.title.next_to(self.words, UP, buff=_AIR).align_to(self.names, LEFT)
        super().__init__(self.grids, self.names, self.words, self.title)
        room.hold(self, shrink=True)

    @property
    def cells(self) -> list[Claiming]:
        """All cells, in the order of the edges."""
        return [cell for grid in self.grids for cell in grid.cells]

    def speak(self) -> Animation:
        """Name the model, let its words come, and what it writes after them."""
        read = (FadeIn(token, shift=DOWN * 0.2) for token in self.words[:-1])
        said = FadeIn(self.words[-1], shift=RIGHT * 0.4)
        return LaggedStart(FadeIn(self.title), *read, said, lag_ratio=0.4)

    def come(self) -> Animation:
        """Let the layers appear one after the other."""
        layers = zip(self.names, self.grids, strict=True)
        return LaggedStart(*(FadeIn(*layer) for layer in layers), lag_ratio=0.4)

    def fly(self, places: Sequence[int], plane: CutPlane, lag_ratio: float) -> Animation:
        """Let copies of cells become their dots."""
        cells = self.cells
        flying = (TransformFromCopy(cells[place], plane.dots[place]) for place in places)
        return LaggedStart(*flying, lag_ratio=lag_ratio)
