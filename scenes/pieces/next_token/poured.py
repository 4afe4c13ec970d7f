"""A thousand draws: each falls onto the line of odds, and from there into its token's row."""

from __future__ import annotations

from collections import Counter

import numpy as np
from manim import Animation, Circle, UpdateFromAlphaFunc, linear

from scenes import theme
from scenes.pieces.next_token.odds_table import OF_TEN, OddsTable
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture
from scenes.stage.shapes import Path

_RADIUS = 0.4  # of the distance between two draws
_FALL, _FLIGHT = 0.06, 0.14  # of the whole time: onto the line, and into the row
_HIGH = 0.4  # above the line, where they begin
_FEW_FIRST = 0.5  # the power by which the first draws come slowly


class Poured(Path):
    """All draws as one shape, a dot each, in the order in which they were made.

    A row is filled column by column, ten draws each, so that it ends where its share does.
    """

    claim = Furniture("draws")

    def __init__(self, table: OddsTable, numbers: Quantity, landed: Quantity) -> None:
        super().__init__(stroke_width=0, fill_color=theme.INK, fill_opacity=1)
        self.on_line = np.array([table.line.at(number, 0) for number in numbers.values.tolist()])
        self.slots, filled = [], Counter()
        for row in landed.values.astype(int).tolist():
            column, place = divmod(filled[row], OF_TEN)
            down = ((OF_TEN - 1) / 2 - place) * table.pitch
            x = table.left + (column + 0.5) * table.pitch
            self.slots.append([x, table.middles[row] + down, 0.0])
            filled[row] += 1
        self.slots = np.array(self.slots)
        self._dot = Circle(radius=_RADIUS * table.pitch, num_components=5).points
        self._begin = (np.arange(len(numbers)) / len(numbers)) ** _FEW_FIRST
        self._begin *= 1 - _FALL - _FLIGHT
        self.stand(0.0)

    def stand(self, share: float) -> Poured:
        """Stand as they do when a share of the time is over; who has not begun has no size."""
        fallen = np.clip((share - self._begin) / _FALL, 0, 1)[:, None]
        flown = np.clip((share - self._begin - _FALL) / _FLIGHT, 0, 1)[:, None]
        flown = flown * flown * (3 - 2 * flown)
        above = self.on_line + np.array([0, _HIGH, 0]) * (1 - fallen)
        middles = above + flown * (self.slots - above)
        size = np.minimum(1, 2 * fallen)[:, :, None]
        self.set_points((middles[:, None] + size * self._dot[None]).reshape(-1, 3))
        return self.set_fill(opacity=min(1.0, share / _FALL))

    def pour(self, seconds: float) -> Animation:
        """Let them fall, slowly at first."""
        return UpdateFromAlphaFunc(
            self, lambda draws, share: draws.stand(share), run_time=seconds, rate_func=linear
        )
