"""Who listens (rows) to whom (columns): the same values as numbers, dots or heat."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property, partial
from itertools import pairwise
from typing import Literal

import numpy as np
from manim import DEGREES, DOWN, LEFT, UP, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.row_labels import RowLabels
from scenes.mobjects.titled import Titled
from scenes.stage.cited import Citation, Declared
from scenes.stage.claims import Encoding, Surrounds, shows
from scenes.stage.own_array import Numbers, quantity_of
from scenes.stage.shapes import Circle, Rectangle
from scenes.stage.text import Numeral, Text

_ABOVE_CELLS = 1
_GAP = 0.18  # between a row and its word
_APART = 0.1  # words of neighbouring columns, at least

View = Literal["numbers", "dots", "heat"]


class AttentionGrid(Titled):
    """Cells coloured by value, with both axes labelled.

    Examples
    --------
    >>> words = ("a", "cat", "sat")
    >>> weights = np.array([[1, 0, 0], [0.3, 0.7, 0], [0.1, 0.6, 0.3]])
    >>> AttentionGrid(weights, queries=words, keys=words, axes=("listens", "speaks"))

    Parameters
    ----------
    view
        ``numbers`` writes each value in its cell, ``dots`` draws it as a dot whose area is the
        value, ``heat`` leaves the colour alone.
    limit
        With ``dots``: the size of the largest score. The dots then have the colour of their sign.
    color_of
        The theme's map from a value to a cell's colour; by default that of weights.
    axes
        What a row and what a column stands for.
    visible
        Where False, the cell is black: the mask hides it, and its zero is written "0", for it is
        exact and not rounded.
    digits
        The rows in which numbers are written, if not all: others are told by colours, or by dots.
    """

    def __init__(
        self,
        quantity: Numbers,
        *,
        queries: Sequence[str] = (),
        keys: Sequence[str] = (),
        view: View = "numbers",
        decimals: int = 2,
        cell: tuple[float, float] = (0.85, 0.72),
        size: float | None = None,
        color_of: Callable[[float], ManimColor] | None = None,
        axes: tuple[str, str] | None = None,
        visible: np.ndarray | None = None,
        limit: float | None = None,
        digits: Collection[int] | None = None,
    ) -> None:
        super().__init__()
        quantity = quantity_of(quantity, axes=2)
        self.quantity, self.cell_size, self.view = quantity, cell, view
        self.hidden = [] if visible is None else [tuple(at) for at in np.argwhere(~visible)]
        self.cells, self.marks = VGroup(), VGroup()
        for i, j in np.ndindex(*quantity.shape):
            cited = quantity.cite(i, j)
            shown = visible is None or visible[i, j]
            law = theme.plain_color if view == "dots" else color_of or theme.weight_color
            law = law if shown else theme.hidden_color
            ground = law(cited.value)
            square = Rectangle(
                width=cell[0],
                height=cell[1],
                stroke_color=theme.LINE,
                stroke_width=1,
                fill_color=ground,
                fill_opacity=1,
            ).move_to([j * cell[0], -i * cell[1], 0])
            self.cells.add(shows(square, Encoding(cited, "fill", law)))
            if view == "numbers" if digits is None else i in digits:
                ink = _ink(cited.value, ground)
                exact = cited.value == 0 and not shown  # hidden, and so a zero to any decimal
                mark = Numeral(cited, decimals=0 if exact else decimals, size=size, color=ink)
                self.marks.add(mark.move_to(square))
            elif view == "dots":
                self.marks.add(value_dot(cited, min(cell) / 2, limit).move_to(square))
            elif view == "numbers":
                self.marks.add(VGroup())
        size_of_labels = self._label_size(queries, keys)
        self.row_labels = self._row_labels(queries, size_of_labels)
        self.column_labels = self._column_labels(keys, size_of_labels)
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

    def filled_cells(self, i: int) -> list[VGroup]:
        """Return a row's cells, each with the numeral or the dot in it."""
        return [VGroup(*pair) for pair in zip(self.row(i), self.row_marks(i), strict=True)]

    def column(self, j: int) -> VGroup:
        """Return a column's cells."""
        return VGroup(*self.cells[j :: self.quantity.shape[1]])

    @cached_property
    def outlines(self) -> VGroup:
        """The lines of all cells, whose values are still unknown."""
        return self.cells.copy().set_fill(opacity=0)

    def row_marks(self, i: int) -> VGroup:
        width = self.quantity.shape[1]
        return VGroup(*self.marks[i * width : (i + 1) * width])

    def frame(self, part: VGroup, color: ManimColor | None = None) -> Rectangle:
        """Frame cells exactly on their outer lines."""
        frame = Rectangle(
            width=part.width,
            height=part.height,
            color=color or theme.HIGHLIGHT,
            stroke_width=theme.STROKE_FRAME,
        ).move_to(part)
        return shows(frame, Surrounds.of(part))

    def _label_size(self, queries: Sequence[str], keys: Sequence[str]) -> float:
        """Choose one size for both axes: the largest at which every word fits its cell."""
        high = self.cell_size[1] * 0.9
        sizes = (theme.SIZE_LABEL, 0.31, 0.29, theme.SMALLEST)
        for size in sizes:
            columns, rows = (
                [Text(word, size=size, declared=Declared("token")) for word in words]
                for words in (keys, queries)
            )
            if self._have_room(columns) and all(t.height <= high for t in rows):
                return size
        return sizes[-1]

    def _have_room(self, labels: Sequence[Text]) -> bool:
        """Say whether words fit above their columns, and keep apart from their neighbours."""
        wide = self.cell_size[0]
        apart = (wide - (left.width + right.width) / 2 for left, right in pairwise(labels))
        return all(t.width <= wide + 0.02 for t in labels) and all(gap >= _APART for gap in apart)

    def _row_labels(self, words: Sequence[str], size: float) -> VGroup:
        heights = [self.row(i).get_y() for i in range(len(words))]
        right = self.cells.get_left()[0] - _GAP
        return RowLabels(words, heights, right=right, size=size, color=theme.QUERY)

    def _column_labels(self, words: Sequence[str], size: float) -> VGroup:
        labels = VGroup()
        for j, word in enumerate(words):
            label = Text(word, size=size, color=theme.KEY, declared=Declared("token"))
            label.next_to(self.cells[j], UP, buff=0.16)
            labels.add(label.stand_on(self.cells[0].get_top()[1] + 0.22))
        if not self._have_room(labels):
            _tilt(labels, self.cells, self.cells[0].get_top()[1] + 0.1)
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
        return theme.QUIET
    return theme.DIM if ground == theme.HIDDEN else theme.ink_on(ground)


def value_dot(cited: Citation, room: float, limit: float | None = None) -> VGroup:
    """Draw a weight as a disc, or a score up to ``limit`` as a disc in the colour of its sign."""
    largest = 0.9 * room
    if limit is None:
        law = partial(theme.dot_radius, largest=largest)
        disc = Circle(law(cited.value), color=theme.WEIGHT, fill_opacity=1, stroke_width=0)
        shown = shows(disc, Encoding(cited, "radius", law, group="dots"))
        return VGroup(shown).set_z_index(_ABOVE_CELLS)
    law = partial(theme.score_radius, limit=limit, largest=largest)
    size, color = law(cited.value), theme.sign_color(cited.value)
    disc = Circle(size, color=color, fill_opacity=1, stroke_width=0)
    rim = Circle(size, color=color, fill_opacity=0, stroke_width=theme.STROKE_THIN)
    return VGroup(
        shows(disc, Encoding(cited, "fill", theme.sign_color)),
        shows(rim, Encoding(cited, "radius", law, group="dots")),
    ).set_z_index(_ABOVE_CELLS)


def _tilt(labels: VGroup, cells: VGroup, bottom: float) -> None:
    """Let words that are wider than their columns rise to the right from the columns' middles."""
    for label, cell in zip(labels, cells, strict=False):
        label.rotate(40 * DEGREES)
        label.move_to([cell.get_x() - 0.1, bottom, 0], aligned_edge=DOWN + LEFT)
