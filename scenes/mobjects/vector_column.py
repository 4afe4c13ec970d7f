"""A vector as one column of numbers, and columns that add up or differ entry by entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from manim import VGroup
from manim.utils.color import ManimColor

from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.stage.cited import Quantity
from scenes.stage.claims import Equation, Operation, relation, states
from scenes.stage.text import Text

_ABOVE = 0.2
_SIGN = 0.45


class VectorColumn(VGroup):
    """One vector under its name: numbers in brackets, or in cells coloured by ``cell_color``."""

    def __init__(
        self,
        quantity: Quantity,
        name: Text | None = None,
        *,
        pitch: tuple[float, float],
        color: Callable[[float], ManimColor] | ManimColor | None = None,
        cell_color: Callable[[float], ManimColor] | None = None,
        decimals: int = 2,
    ) -> None:
        entries = quantity[:, None]
        if cell_color is None:
            self.body = NumberMatrix(entries, decimals=decimals, color=color, pitch=pitch)
            self.ground, self.numerals = self.body.brackets, self.body.numerals
        else:
            self.body = AttentionGrid(entries, decimals=decimals, cell=pitch, color_of=cell_color)
            self.ground, self.numerals = self.body.cells, self.body.marks
        super().__init__(self.ground, self.numerals)
        self.name = name
        if name is not None:
            baseline = self.numerals[0].get_y() + pitch[1] / 2 + _ABOVE
            self.add(name.set_x(self.ground.get_x()).stand_on(baseline))


def relating(operation: Operation, parts: Sequence[VectorColumn], result: VectorColumn) -> str:
    """Let each entry state how it follows from its row, and return the one sign true of all.

    One sign stands for all rows: "=" only if every row closes in the digits that are shown.
    """
    rows = list(zip(*(part.numerals for part in parts), strict=True))
    signs = {
        relation(operation, row, total) for row, total in zip(rows, result.numerals, strict=True)
    }
    sign = "=" if signs == {"="} else "≈"
    for row, total in zip(rows, result.numerals, strict=True):
        states(total, Equation(operation, row, total, sign))
    return sign


def signs_between(columns: Sequence[VectorColumn], signs: Sequence[str]) -> VGroup:
    """Write a sign in the middle of each gap between columns."""
    written = VGroup()
    for (left, right), sign in zip(pairwise(columns), signs, strict=True):
        x = (left.ground.get_right()[0] + right.ground.get_left()[0]) / 2
        written.add(Text(sign, size=_SIGN).move_to([x, left.ground.get_y(), 0]))
    return written
