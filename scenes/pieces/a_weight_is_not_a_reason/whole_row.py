"""All edges into one word of another model, as cells by layer, head and key; and as points."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LEFT, UP, Animation, FadeIn, LaggedStart, TransformFromCopy, VGroup

from attention_math.story import by_weight
from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.pieces.a_weight_is_not_a_reason.cost_plane import CostPlane, Point
from scenes.stage.cited import Quantity
from scenes.stage.claims import Claiming
from scenes.stage.derive import derive
from scenes.stage.layout import Room
from scenes.stage.needing_models import needing_models
from scenes.stage.text import Text

MODEL, SENTENCE, QUERY = "speaker", "the sky is", 2  # which is cut does not follow the viewer's
HEAVY = 0.5  # more than half of its row

_NAMES = ("layer one", "layer two", "layer three")
_CELL, _AIR, _SIZE = (0.85, 0.36), 0.3, 0.4


class WholeRow(VGroup):
    """A grid for each layer, a row for each head, a column for each word that is looked at.

    Attributes
    ----------
    costs
        The weight and the cost of each edge, in the order of the cells.
    faint, heavy
        The places of light edges and of heavy ones, from light to heavy.
    """

    def __init__(self, room: Room) -> None:
        with needing_models():
            from attention_math.interventions import cut_row
        cuts = derive(cut_row, MODEL, SENTENCE, QUERY, source="experiments")
        self.correlation: Quantity = cuts.correlation
        self.costs: list[Point] = [
            (cuts.weights.cite(*at), cuts.nats.cite(*at)) for at in np.ndindex(*cuts.weights.shape)
        ]
        self.faint, self.heavy = by_weight(cuts.weights.values, HEAVY)
        self.grids = VGroup(*(AttentionGrid(layer, view="heat", cell=_CELL)
                              for layer in cuts.weights))  # fmt: skip
        self.grids.arrange(np.array([0, -1, 0]), buff=_AIR)
        names = (Text(name, size=_SIZE, color=theme.QUIET) for name in _NAMES)
        self.names = VGroup(*(name.next_to(grid, LEFT, buff=0.25)
                              for name, grid in zip(names, self.grids, strict=True)))  # fmt: skip
        self.words = VGroup()
        for column, word in enumerate(SENTENCE.split()):
            text = Text(word, size=_SIZE, color=theme.KEY)
            text.set_x(self.grids[0].cell(0, column).get_x())
            self.words.add(text.stand_on(self.grids[0].get_top()[1] + 0.16))
        title = Text("the last word looks at", size=_SIZE, color=theme.QUERY)
        self.words.add(title.next_to(self.words, UP, buff=_AIR / 2))
        super().__init__(self.grids, self.names, self.words)
        room.hold(self, shrink=True)

    @property
    def cells(self) -> list[Claiming]:
        """All cells, in the order of the costs."""
        return [cell for grid in self.grids for cell in grid.cells]

    def come(self) -> Animation:
        """Let the layers appear one after the other."""
        named = FadeIn(self.words, *self.names)
        return LaggedStart(named, *map(FadeIn, self.grids), lag_ratio=0.4)

    def fly(self, places: Sequence[int], plane: CostPlane, lag_ratio: float) -> Animation:
        """Let copies of cells become their dots."""
        cells = self.cells
        flying = (TransformFromCopy(cells[place], plane.dots[place]) for place in places)
        return LaggedStart(*flying, lag_ratio=lag_ratio)
