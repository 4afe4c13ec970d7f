"""A table seen through a lens that goes in, and down along its rows to the one that is sought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    UpdateFromAlphaFunc,
    VGroup,
    VMobject,
    smooth,
)

from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.pieces.tokens_to_vectors.ink import is_seen
from scenes.stage.cited import Quantity, Word
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline
from scenes.stage.text import Numeral, Text

_AFAR, _NEAR = 1.5, 4.4  # how wide the table is
_PITCH, _SIDE = 0.62, 4  # from row to row, seen near; so many rows on either side of the middle
_FILLED = (1.0, 0.84)  # of its pitch: how high a row is, seen from afar and near
_READABLE = (0.3, 0.6)  # pitches between which the words beside the rows come up
_GAP, _AROUND = 0.2, 0.06

Look = tuple[float, float, float]  # the row in the middle, the pitch, and how near it is seen


class RowLens(VGroup):
    """All rows of a table, from afar; ``look`` goes near, where rows have words, and along them.

    In the middle, while it is near, a frame holds one row, and ``counter`` reads its number.
    """

    def __init__(
        self, table: Quantity, words: Sequence[Word], numbers: Quantity, room: Room
    ) -> None:
        law = partial(theme.score_color, limit=table.limit())
        self.table, self.numbers, self._height = table, numbers, room.height
        self.afar, self.center_row = room.height / len(table), (len(table) - 1) / 2
        self.strips = [
            HeatMap(table[row : row + 1], width=1.0, height=1.0, color_of=law)
            for row in range(len(table))
        ]
        self.words = [Text(word, color=theme.INK) for word in words]
        self.frame = Outline(
            width=_NEAR + 2 * _AROUND,
            height=_PITCH,
            color=theme.HIGHLIGHT,
            stroke_width=theme.STROKE_FRAME,
        )
        self.counter = Numeral(numbers.cite(0), decimals=0, size=0.6, color=theme.HIGHLIGHT)
        self.base = Outline(width=_AFAR, height=room.height, stroke_width=0)
        self.base.move_to(room.center)
        super().__init__()
        self.show(self.center_row, self.afar, 0.0).leave_unseen()

    def end_of(self, row: int, side: np.ndarray = LEFT) -> np.ndarray:
        """Return an end of a row in the whole table."""
        return self.base.get_edge_center(side) + [0, (self.center_row - row) * self.afar, 0]

    def entrance(self) -> np.ndarray:
        """Return where a thread reaches the number beside the frame."""
        return self.base.get_center() + LEFT * (_NEAR / 2 + _GAP + 2 * self.counter.em)

    def show(self, middle: float, pitch: float, near: float) -> RowLens:
        """Stand with a row in the middle, rows so far apart, ``near`` between 0 and 1."""
        reach = (1 - near) * self._height / 2 + near * (_SIDE + 0.9) * _PITCH
        center, width = self.base.get_center(), (1 - near) * _AFAR + near * _NEAR
        share = _FILLED[0] + (_FILLED[1] - _FILLED[0]) * near
        for row, (strip, word) in enumerate(zip(self.strips, self.words, strict=True)):
            away = (middle - row) * pitch
            seen = float(np.clip((reach - abs(away)) / (0.9 * _PITCH) if near else 1.0, 0, 1))
            strip.stretch_to_fit_height(share * pitch).stretch_to_fit_width(width)
            strip.move_to(center + [0, away, 0]).set_fill(opacity=seen)
            up = float(np.clip((pitch - _READABLE[0]) / (_READABLE[1] - _READABLE[0]), 0, 1))
            word.next_to(strip, RIGHT, buff=_GAP).stand_on(strip.get_y() - theme.MIDDLE * word.em)
            word.set_fill(opacity=seen * up)
        self.frame.move_to(center).set_stroke(opacity=near)
        if near == 1:
            self.counter.read(self.numbers.cite(round(middle)))
        self.counter.next_to(self.frame, LEFT, buff=_GAP).set_fill(opacity=near)
        return self

    def go_near(self, row: int) -> Animation:
        """Go in until this row stands in the middle, with its neighbours and their words."""
        return self._go((self.center_row, self.afar, 0.0), (float(row), _PITCH, 1.0))

    def go_along(self, start: int, end: int) -> Animation:
        """Go from row to row."""
        return self._go((float(start), _PITCH, 1.0), (float(end), _PITCH, 1.0))

    def go_back(self, row: int, room: Room) -> Animation:
        """Go out from a row until the whole table is seen, in another room."""
        here = self.base.get_center()
        self.base.move_to(room.center)
        return self._go((float(row), _PITCH, 1.0), (self.center_row, self.afar, 0.0), here)

    def go_to(self, room: Room) -> Animation:
        """Let the whole table go into another room."""
        whole, here = (self.center_row, self.afar, 0.0), self.base.get_center()
        self.base.move_to(room.center)
        return self._go(whole, whole, here)

    def fly_out(self, rows: Iterable[int], dots: Iterable[VMobject]) -> Animation:
        """Let rows of the whole table fly out to where dots stand, and each leave the table."""
        pairs = zip(rows, dots, strict=True)
        flying = [FadeIn(dot, target_position=self.strips[row], scale=0.3) for row, dot in pairs]
        going = map(FadeOut, self.strips)
        return AnimationGroup(*(LaggedStart(*each, lag_ratio=0.03) for each in (flying, going)))

    def appear(self) -> Animation:
        """Let the whole table come, row by row."""
        return LaggedStart(*map(FadeIn, self.strips), lag_ratio=0.02)

    def _go(self, start: Look, end: Look, here: np.ndarray | None = None) -> Animation:
        self.submobjects = self._parts()  # also those that will be seen on the way
        there = self.base.get_center()
        way = np.zeros(3) if here is None else there - here

        def step(lens: RowLens, alpha: float) -> None:
            lens.base.move_to(there - (1 - alpha) * way)
            middle, near = ((1 - alpha) * start[i] + alpha * end[i] for i in (0, 2))
            lens.show(middle, start[1] ** (1 - alpha) * end[1] ** alpha, near)
            if alpha == 1:
                lens.leave_unseen()

        return UpdateFromAlphaFunc(self, step, rate_func=smooth)

    def leave_unseen(self) -> RowLens:
        """Keep on stage what can be seen of the table."""
        self.submobjects = list(filter(is_seen, self._parts()))
        return self

    def _parts(self) -> list[VMobject]:
        return [*self.strips, *self.words, self.frame, self.counter]
