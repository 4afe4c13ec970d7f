"""One row of numbers at each step of a computation, each step under the last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from manim import LEFT, RIGHT, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.stage.cited import Quantity
from scenes.stage.text import Text

_CELL_HEIGHT = 0.5
_NAME_GAP = 0.25
_ROOM_FOR_NAME = 3.2  # before a row apart
_APART = 1.0  # the widest cell of a row apart
_NARROWEST = 0.8  # where a number with two decimals fits


@dataclass(frozen=True)
class Step:
    """What a row is called, its numbers (one row of a matrix), and how they look.

    A row that stands ``apart`` has other columns than those above it.
    """

    name: str
    row: Quantity
    law: Callable[[float], ManimColor]
    height: float
    keys: Sequence[str] = ()
    apart: bool = False
    decimals: int = 2


class StepRows(VGroup):
    """Rows of cells of one width from ``left`` on, each with its name before it.

    Only a step with ``keys`` names its columns: those below share them, but not a row that stands
    apart. That one ends where the others end, with cells of its own width.
    """

    def __init__(
        self, steps: Sequence[Step], *, left: float, cell_width: float, size: float = 0.3
    ) -> None:
        self.rows, self.names = VGroup(), VGroup()
        right = left + cell_width * steps[0].row.shape[1]
        for step in steps:
            width = cell_width
            if step.apart:
                width = min(_APART, (right - left - _ROOM_FOR_NAME) / step.row.shape[1])
            grid = AttentionGrid(
                step.row, keys=step.keys, decimals=step.decimals, color_of=step.law, size=size,
                cell=(width, _CELL_HEIGHT), view="numbers" if width >= _NARROWEST else "heat",
            )  # fmt: skip
            edge, x = (RIGHT, right) if step.apart else (LEFT, left)
            grid.shift([x, step.height, 0] - grid.cells.get_edge_center(edge))
            name = Text(step.name, size=theme.SIZE_LABEL, color=theme.QUIET)
            name.next_to(grid.cells, LEFT, buff=_NAME_GAP).stand_on(step.height - 0.1)
            self.rows.add(grid)
            self.names.add(name)
        super().__init__(self.rows, self.names)
