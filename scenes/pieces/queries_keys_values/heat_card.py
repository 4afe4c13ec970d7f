"""A small picture of a matrix that is done, with its symbol and what it means."""

from __future__ import annotations

from collections.abc import Callable

from manim import LEFT, RIGHT, VGroup
from manim.utils.color import ManimColor

from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.stage.cited import Quantity
from scenes.stage.text import Text

_PICTURE = (1.2, 1.0)
_GAP = 0.25


class HeatCard(VGroup):
    """The matrix as heat, and to its right the symbol above plain words.

    Whatever its shape, the picture fills the same room.
    """

    def __init__(
        self,
        quantity: Quantity,
        symbol: str,
        words: str,
        *,
        law: Callable[[float], ManimColor],
        color: ManimColor,
        size: float = 0.32,
    ) -> None:
        rows, columns = quantity.shape
        cell = (_PICTURE[0] / columns, _PICTURE[1] / rows)
        self.grid = AttentionGrid(quantity, view="heat", cell=cell, color_of=law)
        self.symbol = Formula(symbol, size=0.45)
        self.words = Text(words, size=size, color=color)
        self.symbol.next_to(self.grid, RIGHT, buff=_GAP).shift([0, 0.24, 0])
        self.words.next_to(self.grid, RIGHT, buff=_GAP).stand_on(-0.32)
        self.words.align_to(self.symbol, LEFT)
        super().__init__(self.grid, self.symbol, self.words)
