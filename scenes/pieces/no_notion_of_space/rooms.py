"""Where both sentences stand, alone or beside the plane."""

from __future__ import annotations

from typing import NamedTuple

from scenes.stage.layout import Room, stage


class Rooms(NamedTuple):
    """Two lines for two sentences, or two on the left and the plane on the right."""

    lines: tuple[Room, Room]
    left: tuple[Room, Room]
    plane: Room
    note: Room


def rooms() -> Rooms:
    """Divide the stage."""
    left, right = stage().columns(5.6, 7.6, gap=0.4)
    plane, note = right.rows(8, 1)
    return Rooms(
        stage().inset(bottom=0.3).rows(1, 1),
        left.rows(1, 1),
        plane.inset(top=0.6, bottom=0.6),
        note,
    )
