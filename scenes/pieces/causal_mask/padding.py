"""Columns of padding, which no word may see, before those of the words."""

from __future__ import annotations

from manim import DOWN, LEFT, Animation, FadeIn, LaggedStart, VGroup

from scenes import theme
from scenes.pieces.causal_mask.shuttered_grid import ShutteredGrid
from scenes.stage.cited import Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Text

_WIDTH = 0.6


class Padding(VGroup):
    """The first columns of a mask, beside the grid of the others, whose labels make room."""

    def __init__(self, grid: ShutteredGrid, padded: Quantity) -> None:
        self.grid, self.cells = grid, VGroup()
        rows, columns = padded.shape
        self.added = columns - grid.quantity.shape[1]
        for i in range(rows):
            for j in range(self.added):
                cell = Rectangle(width=_WIDTH, height=grid.cells[0].height, fill_opacity=1,
                                 fill_color=theme.HIDDEN, stroke_color=theme.LINE,
                                 stroke_width=1)  # fmt: skip
                cell.next_to(grid.row(i), LEFT, buff=(self.added - 1 - j) * _WIDTH)
                self.cells.add(shows(cell, Encoding(padded.cite(i, j), "fill", theme.hidden_color)))
        self.title = Text("padding", size=theme.SIZE_LABEL, color=theme.QUIET)
        self.title.set_x(self.cells.get_x()).stand_on(grid.column_labels[0].baseline)
        super().__init__(self.cells, self.title)

    @staticmethod
    def room_for(room: Room) -> Room:
        """Leave room for padding before a grid that fills the rest."""
        return room.inset(left=2.4 * _WIDTH)

    def make_room(self) -> list[Animation]:
        """Let the labels of the rows step aside."""
        labels = VGroup(self.grid.row_labels, self.grid.axis_titles[0])
        return [labels.animate.shift(LEFT * self.added * _WIDTH)]

    def enter(self) -> Animation:
        """Let the cells come down, column by column."""
        columns = (self.cells[j :: self.added] for j in reversed(range(self.added)))
        coming = (FadeIn(VGroup(*column), shift=DOWN * 0.5) for column in columns)
        return LaggedStart(FadeIn(self.title), *coming, lag_ratio=0.4)
