"""Makes what is plugged in and what is written, at a desk, for each of the sentences."""

from __future__ import annotations

from manim import RIGHT, UP, VGroup

from scenes.pieces.self_and_cross.asked_grid import AskedGrid
from scenes.pieces.self_and_cross.cartridge import Cartridge
from scenes.pieces.self_and_cross.crossing import Crossing
from scenes.pieces.self_and_cross.desks import Desk, desks
from scenes.pieces.self_and_cross.names import Names
from scenes.pieces.self_and_cross.plugged import Plugged, titled
from scenes.pieces.self_and_cross.told import GIVEN, Told
from scenes.stage.cited import Quantity
from scenes.stage.heading import in_pill
from scenes.stage.layout import stage
from scenes.stage.text import Text

_NAME, _TITLE, _PILL = 0.38, 0.5, 0.42


class Bench:
    """All desks, and what may stand at them; ``origin`` says of which layer the own grid is."""

    def __init__(self, told: Told, origin: Text) -> None:
        self.told, self._origin = told, origin
        self.desks = desks(told.count, len(told.english[GIVEN]))

    def names(self, desk: Desk) -> Names:
        """Name the rows; of the own grid alone, as its layer reads them."""
        asking = self.told.own.asking if desk is self.desks.own else self.told.french
        return Names(desk, asking.words())

    def crossing(self, which: int) -> Crossing:
        return Crossing(self.told, which)

    def itself(self, desk: Desk) -> Plugged:
        """Plug the French into its own grid."""
        own = self.told.own
        grid = AskedGrid(desk, own.weights, self.told.row, own.visible)
        cartridge = Cartridge(desk, own.words.words(), Text("French", size=_NAME))
        title = self._title(grid, Text("self", size=_TITLE), own.weights)
        right, origin = grid.cells.get_right()[0], in_pill(self._origin.copy(), _PILL)
        origin.set_x(right, RIGHT).shift([max(0.0, stage().left - origin.get_left()[0]), 0, 0])
        return Plugged(desk, grid, cartridge, title, origin.set_y(stage().top, UP))

    def english(self, desk: Desk, which: int) -> Plugged:
        """Plug one of the English sentences into a grid of both."""
        weights = self.told.readings[which].weights
        grid = AskedGrid(desk, weights, self.told.row)
        words = self.told.english[which].words()
        cartridge = Cartridge(desk, words, Text("English", size=_NAME))
        title = self._title(grid, Text("cross", size=_TITLE), weights)
        return Plugged(desk, grid, cartridge, title)

    def _title(self, grid: AskedGrid, said: Text, weights: Quantity) -> VGroup:
        return titled(grid, said, weights, is_alone=grid.desk not in self.desks.both)
