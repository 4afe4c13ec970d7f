"""A tensor with three axes as sheets one behind the other, with the names of its axes."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UL, Line, Rectangle, VGroup

from scenes import theme
from scenes.mobjects.heat_strip import HeatStrip
from scenes.stage.cited import Quantity
from scenes.stage.text import Text

_BEHIND = np.array([1.4, 1.0, 0.0])  # from a sheet to the next one behind it


class SheetStack(VGroup):
    """``sheets[b]`` is a matrix of the tensor; the first one stands in front.

    ``axes`` names the depth, the height and the width of the stack; ``meanings`` says what each
    of them counts.
    """

    def __init__(
        self,
        quantity: Quantity,
        *,
        cell: tuple[float, float],
        axes: tuple[str, str, str],
        meanings: tuple[str, str, str],
        limit: float,
    ) -> None:
        depth, rows, columns = quantity.shape
        size = {"width": columns * cell[0], "height": rows * cell[1]}
        self.row_height = cell[1]
        self.sheets, self.borders = VGroup(), VGroup()
        for b in range(depth):
            sheet = HeatStrip(quantity[b], limit=limit, **size).shift(b * _BEHIND)
            border = Rectangle(color=theme.EDGE, stroke_width=2 * theme.STROKE_THIN, **size)
            self.sheets.add(VGroup(sheet, border.move_to(sheet)))
            self.borders.add(border)
        front, back = self.sheets[0], self.sheets[-1]
        self.edge = Line(front.get_corner(UL), back.get_corner(UL), color=theme.EDGE,
                         stroke_width=2 * theme.STROKE_THIN)  # fmt: skip
        self.names = VGroup(*(
            VGroup(Text(name, italic=True, size=theme.SIZE_TOKEN),
                   Text(meaning, size=theme.SIZE_LABEL, color=theme.QUIET))
            .arrange(direction, buff=0.15, aligned_edge=edge)
            for name, meaning, direction, edge
            in zip(axes, meanings, (LEFT, DOWN, RIGHT), (DOWN, RIGHT, DOWN), strict=True)
        ))  # fmt: skip
        for depth_or_width in (self.names[0], self.names[2]):
            name, meaning = depth_or_width
            meaning.stand_on(name.baseline)
        self.names[0].next_to(self.edge.get_center(), UL, buff=0.12)
        self.names[1].next_to(front, LEFT, buff=0.15)
        self.names[2].next_to(front, DOWN, buff=0.15)
        # What is drawn last stands in front.
        super().__init__(*reversed(self.sheets), self.edge, self.names)

    def frame(self, sheet: int, row: int) -> Rectangle:
        """Frame one row of a sheet: one vector."""
        picture = self.sheets[sheet]
        top = picture.get_top()[1] - row * self.row_height
        return Rectangle(
            width=picture.width, height=self.row_height, color=theme.HIGHLIGHT,
            stroke_width=theme.STROKE_FRAME,
        ).move_to([picture.get_x(), top - self.row_height / 2, 0])  # fmt: skip
