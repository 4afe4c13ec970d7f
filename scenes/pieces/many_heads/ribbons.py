"""What each head gathers for a word: a ribbon of numbers each, all of them end to end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, Animation, AnimationGroup, FadeIn, VGroup

from scenes.mobjects.bars import Bars
from scenes.pieces.many_heads.fan import hue_of
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room

_THICK, _HIGH = 0.72, 0.46  # of a bar's pitch; and of a room, its highest


class Ribbons(VGroup):
    """What each head tells a word, in the order of the heads' numbers.

    Parameters
    ----------
    outputs
        Of each head: what it makes of values by its weights.
    row
        The word's place.
    limit
        The size of the largest entry of all ribbons.
    """

    def __init__(self, room: Room, outputs: Sequence[Quantity], *, row: int, limit: float) -> None:
        columns = room.columns(*[1] * len(outputs))
        heads = enumerate(zip(columns, outputs, strict=True))
        super().__init__(*(_bars(one, told[row], limit, head) for head, (one, told) in heads))

    def come(self, head: int) -> Animation:
        """Let a head hand down what it gathers."""
        one = self[head]
        bars = FadeIn(one.bars, shift=0.5 * DOWN, lag_ratio=0.05)
        return AnimationGroup(FadeIn(one.line), bars)


def _bars(room: Room, values: Quantity, limit: float, head: int) -> Bars:
    """Let a vector's entries stand and hang in a room; one of ``limit`` fills it."""
    pitch, unit = room.width / len(values), _HIGH * room.height / limit
    xs = room.left + pitch * (np.arange(len(values)) + 0.5)
    feet = [np.array([x, room.center[1], 0.0]) for x in xs]
    hue = hue_of(head)
    return Bars(values, feet, unit=unit, thick=_THICK * pitch, hue=hue, group="ribbons")
