"""Where one grid stands alone, and where two stand side by side that have their rows in common."""

from __future__ import annotations

from typing import NamedTuple

from scenes.stage.layout import Room, stage

NAMES = 2.15  # beside the cells: who asks
_TITLES, _CARTRIDGE, _BETWEEN = 1.15, 1.45, 0.45
_LARGEST, _WIDEST, _SQUARE = 1.05, 2.4, 1.2
_WIDER = 1.15  # times as wide, beside each other: the cells of one sentence, for a long first token
TITLE_ABOVE = 0.2  # from the cells up to a title's baseline


class Desk(NamedTuple):
    """The upper left corner of a grid's cells, how large each is, and how many rows there are."""

    left: float
    top: float
    cell: tuple[float, float]
    rows: int

    @property
    def bottom(self) -> float:
        return self.top - self.rows * self.cell[1]

    def height(self, row: int) -> float:
        """Return where the middle of a row is."""
        return self.top - (row + 0.5) * self.cell[1]


class Desks(NamedTuple):
    """One sentence alone, two alone, and both side by side: all with rows at the same heights."""

    own: Desk
    other: Desk
    both: tuple[Desk, Desk]


def desks(rows: int, keys: int) -> Desks:
    """Divide the stage for a grid of rows × rows and one of rows × keys."""
    room = stage()
    high = min(_LARGEST, (room.height - _TITLES - _CARTRIDGE) / rows)
    top = (room.height - _TITLES - _CARTRIDGE - rows * high) / 2
    top = room.top - _TITLES - top
    own, other = (_alone(room, top, high, rows, columns) for columns in (rows, keys))
    free = room.width - NAMES - _BETWEEN
    wide = min(_SQUARE * high, free / (_WIDER * rows + keys))
    left = room.center[0] - ((_WIDER * rows + keys) * wide + NAMES + _BETWEEN) / 2 + NAMES
    first = Desk(left, top, (_WIDER * wide, high), rows)
    second = Desk(left + rows * first.cell[0] + _BETWEEN, top, (wide, high), rows)
    return Desks(own, other, (first, second))


def _alone(room: Room, top: float, high: float, rows: int, columns: int) -> Desk:
    wide = min(_WIDEST, (room.width - NAMES) / columns)
    left = room.center[0] - (columns * wide + NAMES) / 2 + NAMES
    return Desk(left, top, (wide, high), rows)
