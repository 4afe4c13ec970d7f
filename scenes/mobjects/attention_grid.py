"""Who listens (rows) to whom (columns): the same values as numbers, dots or heat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from manim import DEGREES, DOWN, LEFT, UP, Circle, Rectangle, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.citation import Declared, Quantity
from scenes.text import Numeral, Text

View = Literal["numbers", "dots", "heat"]


class AttentionGrid(VGroup):
    """Cells coloured by value, with both axes labelled.

    Parameters
    ----------
    view
        ``numbers`` writes each value in its cell, ``dots`` draws it as a dot whose area is the
        value, ``heat`` leaves the colour alone.
    color_of
        The map from a value to a cell's colour; by default that of weights.
    axes
        What a row and what a column stands for.
    visible
        Where False, the cell is black: the mask hides it.
    """

    def __init__(
        self,
        quantity: Quantity,
        *,
        queries: Sequence[str] = (),
        keys: Sequence[str] = (),
        view: View = "numbers",
        decimals: int = 2,
        cell: tuple[float, float] = (0.85, 0.72),
        size: float = theme.SIZE_NUMBER,
        color_of: Callable[[float], ManimColor] = theme.weight_color,
        axes: tuple[str, str] | None = None,
        visible: np.ndarray | None = None,
    ) -> None:
        super().__init__()
        self.quantity, self.cell_size, self.view = quantity, cell, view
        self.cells, self.marks = VGroup(), VGroup()
        for i, j in np.ndindex(*quantity.shape):
            value = float(quantity.values[i, j])
            shown = visible is None or visible[i, j]
            ground = color_of(value) if shown else theme.HIDDEN
            square = Rectangle(
                width=cell[0],
                height=cell[1],
                stroke_color=theme.LINE,
                stroke_width=1,
                fill_color=ground,
                fill_opacity=1,
            ).move_to([j * cell[0], -i * cell[1], 0])
            self.cells.add(square)
            if view == "numbers":
                ink = _ink(value, ground)
                mark = Numeral(quantity.cite(i, j), decimals=decimals, size=size, color=ink)
                self.marks.add(mark.move_to(square))
            elif view == "dots":
                square.set_fill(theme.HIDDEN)
                self.marks.add(_dot(value, quantity, (i, j), min(cell) / 2).move_to(square))
        self.row_labels = self._labels(queries, theme.QUERY, along_rows=True)
        self.column_labels = self._labels(keys, theme.KEY, along_rows=False)
        self.axis_titles = self._axis_titles(axes) if axes else VGroup()
        self.add(self.cells, self.marks, self.row_labels, self.column_labels, self.axis_titles)
        self.move_to([0, 0, 0])

    def cell(self, i: int, j: int) -> Rectangle:
        return self.cells[i * self.quantity.shape[1] + j]

    def mark(self, i: int, j: int) -> VGroup:
        """Return the numeral or the dot of a cell."""
        return self.marks[i * self.quantity.shape[1] + j]

    def row(self, i: int) -> VGroup:
        """Return a row's cells."""
        width = self.quantity.shape[1]
        return VGroup(*self.cells[i * width : (i + 1) * width])

    def row_marks(self, i: int) -> VGroup:
        width = self.quantity.shape[1]
        return VGroup(*self.marks[i * width : (i + 1) * width])

    def frame(self, part: VGroup, color: ManimColor = theme.ACCENT) -> Rectangle:
        """Frame cells exactly on their outer lines."""
        return Rectangle(
            width=part.width, height=part.height, color=color, stroke_width=theme.STROKE_FRAME
        ).move_to(part)

    def _labels(self, words: Sequence[str], color: ManimColor, *, along_rows: bool) -> VGroup:
        room = self.cell_size[1] * 0.9 if along_rows else self.cell_size[0] + 0.02
        sizes = [theme.SIZE_LABEL, 0.31, 0.29, theme.SMALLEST]
        labels = VGroup()
        for size in sizes:
            texts = [
                Text(word, size=size, color=color, declared=Declared("token")) for word in words
            ]
            labels = VGroup(*texts)
            if all((t.height if along_rows else t.width) <= room for t in texts):
                break
        for index, label in enumerate(labels):
            if along_rows:
                label.next_to(self.row(index), LEFT, buff=0.18)
                label.stand_on(self.row(index).get_y() - 0.21 * label.size)
            else:
                label.next_to(self.cells[index], UP, buff=0.16)
                label.stand_on(self.cells[0].get_top()[1] + 0.22)
        if not along_rows and any(label.width > room for label in labels):
            _tilt(labels, self.cells[0].get_top()[1] + 0.12)
        return labels

    def _axis_titles(self, axes: tuple[str, str]) -> VGroup:
        rows = Text(axes[0], size=theme.SIZE_LABEL, color=theme.QUERY, italic=True)
        rows.rotate(90 * DEGREES).next_to(VGroup(self.cells, self.row_labels), LEFT, buff=0.25)
        rows.set_y(self.cells.get_y())
        columns = Text(axes[1], size=theme.SIZE_LABEL, color=theme.KEY, italic=True)
        columns.next_to(VGroup(self.cells, self.column_labels), UP, buff=0.2)
        columns.set_x(self.cells.get_x())
        return VGroup(rows, columns)


def _ink(value: float, ground: ManimColor) -> ManimColor:
    if value == -np.inf:
        return theme.WRONG
    return theme.DIM if ground == theme.HIDDEN else theme.ink_on(ground)


def _dot(value: float, quantity: Quantity, index: tuple[int, int], largest: float) -> Circle:
    radius = max(0.01, theme.dot_radius(value, largest * 0.9))
    dot = Circle(radius=radius, color=theme.WEIGHT, fill_opacity=1, stroke_width=0)
    dot.citation = quantity.cite(*index)
    return dot


def _tilt(labels: VGroup, bottom: float) -> None:
    for label in labels:
        x = label.get_x()
        label.rotate(40 * DEGREES)
        label.move_to([x, bottom, 0], aligned_edge=DOWN + LEFT).shift([-0.15, 0, 0])
