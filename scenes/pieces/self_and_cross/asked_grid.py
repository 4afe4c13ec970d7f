"""A grid whose rows ask whatever is plugged in below: a cell comes when it is answered."""

from __future__ import annotations

import numpy as np
from manim import (
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    VGroup,
)

from attention_math.story import leaders
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.icons import Icon, parcel
from scenes.mobjects.motion import journey, passing
from scenes.pieces.self_and_cross.cartridge import Cartridge
from scenes.pieces.self_and_cross.desks import Desk
from scenes.pieces.self_and_cross.names import Names
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive

_NUMBER, _SHARE = 0.44, 0.46  # the largest size of a number, and that of a cell's width
_BUBBLE, _PARCEL = 0.55, 0.36  # of a cell's smaller side
_DEPTH = 2


class AskedGrid(AttentionGrid):
    """Weights, and the largest of the one row that is followed as numbers; it stands at a desk."""

    def __init__(
        self, desk: Desk, weights: Quantity, row: int, visible: np.ndarray | None = None
    ) -> None:
        size = min(_NUMBER, _SHARE * desk.cell[0])
        super().__init__(weights, cell=desk.cell, size=size, visible=visible, digits=[row])
        self.leaders = [int(place) for place in derive(leaders, weights[row]).values]
        self.told = VGroup(*(self.mark(row, j) for j in self.leaders))
        told = self.told.submobjects
        self.marks.remove(*(mark for mark in self.row_marks(row) if mark not in told))
        corner = self.cells.get_corner([-1, 1, 0])
        self.shift(np.array([desk.left, desk.top, 0]) - corner)
        self.desk, self.followed, self.rim = desk, row, VGroup()

    def question(self) -> Animation:
        """Let a question run along the followed row."""
        row = self.row(self.followed)
        bubble = Icon("query", height=_BUBBLE * min(self.desk.cell))
        bubble.move_to(row[0]).set_z_index(_DEPTH)
        far = row[-1].get_center() - row[0].get_center()
        return passing(bubble, bubble.animate.shift(far))

    def ask(self) -> Animation:
        """Let a question run along the followed row; every row lights up where it is answered."""
        return AnimationGroup(self.question(), *map(self._light, range(self.desk.rows)))

    def hand_back(self, cartridge: Cartridge, names: Names) -> Animation:
        """Let each pin send its word's value, as large as its weight, to the one who asks."""
        row, largest = self.followed, _PARCEL * min(self.desk.cell)
        end = names.pins[row].get_center()
        moves = []
        for j, pin in enumerate(cartridge.pins):
            sent = parcel(self.quantity.cite(row, j), largest)
            sent.next_to(pin, UP, buff=0).set_z_index(_DEPTH)
            cell = self.cell(row, j).get_center()
            moves.append(journey(sent, cell, end))
        return AnimationGroup(*moves)

    def tell(self) -> Animation:
        """Let the numbers come."""
        return FadeIn(self.told)

    def turn(self, other: AskedGrid) -> Animation:
        """Let every row hear another sentence in place of this one, from the first row on."""
        rows = range(self.desk.rows)
        turning = (AnimationGroup(FadeOut(self.row(i)), FadeIn(other.row(i))) for i in rows)
        return LaggedStart(*turning, lag_ratio=0.3)

    def lit(self) -> Animation:
        """Let a frame go round all that it shows, and stay."""
        self.rim.add(self.frame(self.cells).set_z_index(_DEPTH))
        return Create(self.rim[0])

    def _light(self, row: int) -> Animation:
        return LaggedStart(*map(FadeIn, self.row(row)), lag_ratio=0.25)
