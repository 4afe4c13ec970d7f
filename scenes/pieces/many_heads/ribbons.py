"""What each head gathers for a word: a ribbon of numbers, then all ribbons end to end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, Animation, AnimationGroup, FadeIn, VGroup

from scenes.mobjects.bars import Bars
from scenes.pieces.many_heads.fan import hue_of
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room

_WIDE, _THICK, _HIGH = 0.8, 0.72, 0.46  # of a column; of a bar's pitch; and of a room, its highest


class Ribbons:
    """What each head tells a word, below its reader at first.

    Parameters
    ----------
    outputs
        Of each head: what it makes of values by its weights.
    row
        The word's place.
    order
        In which the heads stand in the room, counted from 0.
    limit
        The size of the largest entry of all ribbons.
    """

    def __init__(
        self,
        room: Room,
        outputs: Sequence[Quantity],
        *,
        row: int,
        order: Sequence[int],
        limit: float,
    ) -> None:
        self._room = room
        columns = room.columns(*[1] * len(outputs))
        self.ribbons = VGroup()
        for head, output in enumerate(outputs):
            column = columns[order.index(head)]
            spare = (1 - _WIDE) / 2 * column.width
            narrow = column.inset(left=spare, right=spare)
            self.ribbons.add(_bars(narrow, output[row], limit, head))

    def emit(self, head: int) -> Animation:
        """Let a head hand down what it gathers."""
        one = self.ribbons[head]
        bars = FadeIn(one.bars, shift=0.5 * DOWN, lag_ratio=0.05)
        return AnimationGroup(FadeIn(one.line), bars)

    def join(self, room: Room) -> list[Animation]:
        """Lay all ribbons end to end, in the order of the heads' numbers."""
        pairs = zip(self.ribbons, room.columns(*[1] * len(self.ribbons)), strict=True)
        return [self._laid(one, column) for one, column in pairs]

    def _laid(self, bars: Bars, room: Room) -> Animation:
        middle = bars.line.get_center()
        moved = bars.animate.stretch_to_fit_width(room.width, about_point=middle)
        moved = moved.stretch(room.height / self._room.height, 1, about_point=middle)
        return moved.shift(room.center - middle)


def _bars(room: Room, values: Quantity, limit: float, head: int) -> Bars:
    """Let a vector's entries stand and hang in a room; one of ``limit`` fills it."""
    pitch, unit = room.width / len(values), _HIGH * room.height / limit
    xs = room.left + pitch * (np.arange(len(values)) + 0.5)
    feet = [np.array([x, room.center[1], 0.0]) for x in xs]
    hue = hue_of(head)
    return Bars(values, feet, unit=unit, thick=_THICK * pitch, hue=hue, group="ribbons")
