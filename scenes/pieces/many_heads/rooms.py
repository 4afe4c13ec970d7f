"""Where things stand in the chapter: a sentence above, and below it what heads make of it."""

from __future__ import annotations

from typing import NamedTuple

from scenes.stage.layout import Room, stage

_LISTENERS, _NUMBERS = 0.95, 0.1  # at the sides of the sheets
_AIR = 0.2  # below the arcs
_WORDS, _GAP = 0.8, 0.4  # how high a word is, and how far below it the rest begins


class Rooms(NamedTuple):
    """Of a sentence and its arcs, of maps; and below one word of ribbons, then of three lines."""

    looks: Room
    sheets: Room
    ribbons: Room
    mixing: Room


def divided() -> Rooms:
    """Divide the stage."""
    upper, lower = stage().rows(2.1, 3.75)
    below = stage().inset(top=_WORDS)
    sheets = lower.inset(left=_LISTENERS, right=_NUMBERS)
    return Rooms(upper.inset(bottom=_AIR), sheets, below, below.inset(top=_GAP))
