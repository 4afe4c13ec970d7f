"""Where both sentences stand, and where the plane, with their French above it."""

from __future__ import annotations

from typing import NamedTuple

from scenes.stage.layout import Room, stage


class Rooms(NamedTuple):
    """Two lines for two sentences; or a plane, and above it their French, as one or in two."""

    lines: tuple[Room, Room]
    one: Room
    french: tuple[Room, Room]
    plane: Room
    note: Room


def rooms() -> Rooms:
    """Divide the stage."""
    above, plane, note = stage().rows(0.75, 4.7, 0.4)
    lines = stage().inset(bottom=0.1).rows(1, 1)
    return Rooms(lines, above, above.halves(gap=0.4), plane, note)
