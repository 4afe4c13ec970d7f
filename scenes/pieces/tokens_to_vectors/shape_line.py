"""The shape of a tensor, by the names of its axes and their lengths."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from manim import RIGHT, VGroup

from scenes import theme
from scenes.stage.cited import Declared, Quantity
from scenes.stage.text import Text

_SIZE = 0.4
_SPACE, _TIGHT = 0.2, 0.07


class ShapeLine(VGroup):
    """(B, T, C) = (2, 7, 8); the axis called ``new`` stands out."""

    def __init__(self, axes: Sequence[str], quantity: Quantity, *, new: str = "") -> None:
        super().__init__(Text("(", size=_SIZE))
        for place, axis in enumerate(axes):
            if place:
                self.add(Text(",", size=_SIZE))
            color = theme.HIGHLIGHT if axis == new else theme.INK
            self.add(Text(axis, size=_SIZE, color=color))
        sizes = ", ".join(map(str, quantity.shape))
        declared = Declared("shape", of=quantity.name)
        self.add(Text(f")  =  ({sizes})", size=_SIZE, declared=declared))
        for before, text in pairwise(self):
            text.next_to(before, RIGHT, buff=_SPACE if before.text == "," else _TIGHT)
        for text in self:
            text.stand_on(0)
