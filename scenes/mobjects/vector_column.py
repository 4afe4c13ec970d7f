"""A vector as one column of numbers under its name."""

from __future__ import annotations

from collections.abc import Callable

from manim import VGroup
from manim.utils.color import ManimColor

from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.stage.cited import Quantity
from scenes.stage.text import Text

_ABOVE = 0.2


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
