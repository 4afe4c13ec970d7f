"""Where things stand: a sentence down each side, the table, what is taken out of it, the space."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from manim import DOWN, VGroup

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.stage.cited import Declared, Quantity, Word
from scenes.stage.layout import Room, line, stage
from scenes.stage.text import Text

_MOST_DIGITS = 8  # of a row's entries: more are told by colour alone
_SIDE, _MIDDLE, _TABLE, _BESIDE, _ACROSS = 2.6, 8.2, 1.9, 0.6, 0.5


class Rooms(NamedTuple):
    """The rooms of the chapter; ``near`` and ``vector`` take in the right side too."""

    left: Room
    middle: Room
    right: Room
    table: Room
    center: Room
    near: Room
    vector: Room


def rooms() -> Rooms:
    """Divide the stage."""
    left, middle, right = stage().columns(_SIDE, _MIDDLE, _SIDE)
    table, rest = middle.columns(_TABLE, _MIDDLE - _TABLE)
    center = middle.columns(1, _ACROSS, 1)[1]
    vector = Room(rest.left + _BESIDE, right.right, rest.bottom, rest.top)
    return Rooms(left, middle, right, table, center, stage().inset(left=_SIDE), vector)


def big_row(table: Quantity, row: int, room: Room) -> AttentionGrid:
    """Lay one row of a table out, large, in the colours of the table."""
    count = table.shape[1]
    grid = AttentionGrid(
        table[row : row + 1],
        cell=room.cell(1, count, most=(1.1, 1.1)),
        size=0.36,
        color_of=partial(theme.score_color, limit=table.limit()),
        digits=None if count <= _MOST_DIGITS else (),
    )
    return room.hold(grid)


def spelt(word: Word, grid: AttentionGrid) -> VGroup:
    """Write below a row which word it is the vector of."""
    vector = Formula(FORMULAS["vector"], size=0.7, declared=Declared("mathematics"))
    said = line(Text(word, size=0.7), Text("→", size=0.7, color=theme.QUIET), vector, gap=0.35)
    return said.next_to(grid, DOWN, buff=0.7)
