"""One word's row of every sheet, and below each the ribbon that a head gathers by it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from manim import DOWN, Animation, AnimationGroup, FadeIn, FadeOut, LaggedStart, Restore, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.bars import Bars
from scenes.mobjects.heat_map import HeatMap
from scenes.pieces.many_heads.sheets import hue_of
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room

_ROW, _WIDE = 0.3, 0.72  # how high a row is; of its column, what a row and a ribbon take
_THICK, _HIGH = 0.72, 0.46  # of a bar's pitch; and of a room, what its highest bar takes


class Ribbons:
    """What each head tells a word, side by side at first and then end to end.

    Parameters
    ----------
    sheets, outputs
        Of each head: its weights, and what it makes of values by them.
    row
        The word's place.
    limit
        The size of the largest entry of all ribbons.
    """

    def __init__(
        self,
        room: Room,
        sheets: Sequence[Quantity],
        outputs: Sequence[Quantity],
        *,
        row: int,
        limit: float,
    ) -> None:
        upper, self._room = room.rows(0.9, 4.2)
        above, below = (one.columns(*[1] * len(sheets)) for one in (upper, self._room))
        self.rows, self.ribbons = VGroup(), VGroup()
        for head, (weights, output) in enumerate(zip(sheets, outputs, strict=True)):
            width, hue = _WIDE * below[head].width, hue_of(head)
            law = partial(theme.weight_color, hue=hue)
            strip = HeatMap(weights[row : row + 1], width=width, height=_ROW, color_of=law)
            self.rows.add(above[head].hold(strip))
            spare = (below[head].width - width) / 2
            narrow = below[head].inset(left=spare, right=spare)
            self.ribbons.add(bars_in(narrow, output[row], limit, hue, "ribbons"))

    def leave(self, outlines: VGroup) -> Animation:
        """Let the word's row leave every sheet, out of what outlines it."""
        for row, outline in zip(self.rows, outlines, strict=True):
            row.save_state()
            row.stretch_to_fit_width(outline.width).stretch_to_fit_height(outline.height)
            row.move_to(outline)
        return LaggedStart(*map(Restore, self.rows), lag_ratio=0.08)

    def emit(self) -> Animation:
        """Let each head hand down what it gathers by its row."""
        coming = (
            AnimationGroup(FadeIn(one.line), FadeIn(one.bars, shift=0.5 * DOWN, lag_ratio=0.05))
            for one in self.ribbons
        )
        return LaggedStart(*coming, lag_ratio=0.12)

    def join(self) -> list[Animation]:
        """Lay all ribbons end to end; the rows have done their work."""
        return [FadeOut(self.rows), *self.end_to_end(self._room)]

    def end_to_end(self, room: Room) -> list[Animation]:
        """Let them fill a room so."""
        pairs = zip(self.ribbons, room.columns(*[1] * len(self.ribbons)), strict=True)
        return [laid(one, column, self._room) for one, column in pairs]


def bars_in(room: Room, values: Quantity, limit: float, hue: ManimColor, group: str) -> Bars:
    """Let a vector's entries stand and hang in a room, side by side; one of ``limit`` fills it."""
    pitch, unit = room.width / len(values), _HIGH * room.height / limit
    xs = room.left + pitch * (np.arange(len(values)) + 0.5)
    feet = [np.array([x, room.center[1], 0.0]) for x in xs]
    return Bars(values, feet, unit=unit, thick=_THICK * pitch, hue=hue, group=group)


def laid(bars: Bars, room: Room, before: Room) -> Animation:
    """Let bars stand in a room as they stood in one of another height, and fill its width."""
    middle = bars.line.get_center()
    moved = bars.animate.stretch_to_fit_width(room.width, about_point=middle)
    moved = moved.stretch(room.height / before.height, 1, about_point=middle)
    return moved.shift(room.center - middle)
