"""Where both lines stand: while one is written, when they are compared, and under a road."""

from __future__ import annotations

from typing import NamedTuple

from scenes.stage.layout import Room, stage


class Rooms(NamedTuple):
    """Rooms for an English line, a French line, and below them for what may be written.

    ``bottom`` is where the French stands as far from the English as it can; ``roads`` are those of
    all three when a road leads over the English.
    """

    english: Room
    french: Room
    odds: Room
    bottom: Room
    roads: tuple[Room, Room, Room]


def rooms() -> Rooms:
    """Divide the stage."""
    english, _, french, odds = stage().rows(1.0, 1.85, 1.0, 2.0)
    *_, bottom = stage().rows(4.7, 1.0)
    upper, _, lower = stage().inset(top=0.9).rows(1, 0.9, 1)
    _, forms = lower.columns(5.0, 8.2)
    return Rooms(english, french, odds, bottom, (upper.inset(left=1.5, right=1.5), lower, forms))
