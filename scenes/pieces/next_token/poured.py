"""A thousand draws: each falls onto the line of odds, and through its chute onto its pile."""

from __future__ import annotations

from collections import Counter

import numpy as np
from manim import Animation, Circle, UpdateFromAlphaFunc, linear

from scenes import theme
from scenes.pieces.next_token.odds_line import ABOVE, OddsLine
from scenes.pieces.next_token.piles import OF_ROW, Piles
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture
from scenes.stage.shapes import Path

_RADIUS = 0.46  # of the distance between two draws
_STAGES = np.cumsum([0, 0.06, 0.05, 0.05])  # of the time: onto the line, down the chute, the pile
_SLOW = 2.0  # so many draws, and the pace has doubled
_LARGE, _OF_THE_FIRST = 5.0, 20.0  # how much larger the first are, till they lie; and how many


class Poured(Path):
    """All draws as one shape, a dot each, in the order in which they were made.

    A pile grows row by row, so that it ends where its share does.
    """

    claim = Furniture("draws")

    def __init__(self, line: OddsLine, piles: Piles, numbers: Quantity, landed: Quantity) -> None:
        super().__init__(stroke_width=0, fill_color=theme.INK, fill_opacity=1)
        lie, enter, filled = [], [], Counter()
        for row, number in zip(landed.values.astype(int), numbers.values.tolist(), strict=True):
            high, place = divmod(filled[row], OF_ROW)
            filled[row] += 1
            left, foot, pitch = piles.lefts[row], piles.foot, piles.pitch
            lie.append([left + (place + 0.5) * pitch, foot + (high + 0.5) * pitch, 0.0])
            mouth = line.segments[row]
            along = (line.at(number, 0)[0] - mouth.get_left()[0]) / mouth.width
            enter.append([left + along * piles.wide, piles.top, 0.0])
        onto = np.array([line.at(number, 0) for number in numbers.values.tolist()])
        self._way = onto + [0, ABOVE, 0], onto, np.array(enter), np.array(lie)
        self._dot = Circle(radius=_RADIUS * piles.pitch, num_components=5).points
        order = np.arange(len(onto))
        self._begin = np.log1p(order / _SLOW) / np.log1p(len(order) / _SLOW) * (1 - _STAGES[-1])
        self._larger = 1 + _LARGE * np.exp(-order / _OF_THE_FIRST)
        self.stand(0.0)

    def stand(self, share: float) -> Poured:
        """Stand as they do when a share of the time is over; who has not begun has no size."""
        since = share - self._begin
        middles = self._way[0]
        for stage, end in enumerate(self._way[1:]):
            gone = (since - _STAGES[stage]) / (_STAGES[stage + 1] - _STAGES[stage])
            gone = np.clip(gone, 0, 1)[:, None] ** 1.5
            middles = middles + gone * (end - self._way[stage])
        size = np.clip(since / _STAGES[1] * 4, 0, 1)
        size = size * (self._larger + gone[:, 0] * (1 - self._larger))
        self.set_points((middles[:, None] + size[:, None, None] * self._dot[None]).reshape(-1, 3))
        return self.set_fill(opacity=min(1.0, share / _STAGES[1]))

    def pour(self, seconds: float) -> Animation:
        """Let them fall, one by one at first."""
        return UpdateFromAlphaFunc(self, Poured.stand, run_time=seconds, rate_func=linear)

    def go_back(self, seconds: float) -> Animation:
        """Let all go the same way back."""
        return UpdateFromAlphaFunc(
            self, lambda draws, share: draws.stand(1 - share), run_time=seconds, remover=True
        )
