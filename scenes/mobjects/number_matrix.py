"""A matrix of cited numbers in brackets; what does not fit is an ellipsis, never smaller type."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import VGroup, VMobject
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.titled import Titled
from scenes.stage.claims import Surrounds, shows
from scenes.stage.own_array import Numbers, quantity_of
from scenes.stage.shapes import Bracket, SurroundingRectangle
from scenes.stage.text import Numeral, Text


def elided(length: int, most: int) -> list[int | None]:
    """Choose which entries to show: all, or the first ones, a gap (None), and the last."""
    if length <= most:
        return list(range(length))
    return [*range(most - 2), None, length - 1]


class NumberMatrix(Titled):
    """The entries of a matrix, or of a vector as a column, on a regular grid.

    Examples
    --------
    >>> NumberMatrix(np.array([[1.5, -2.0], [0.0, 3.25]]), decimals=2)
    >>> NumberMatrix(np.array([0.2, -1.4, 3.0]))

    ``numeral(i, j)`` is found by its place in the tensor, not on screen, and raises ``KeyError``
    for an entry that the ellipsis hides.
    """

    def __init__(
        self,
        quantity: Numbers,
        *,
        decimals: int = 1,
        size: float | None = None,
        color: ManimColor | Callable[[float], ManimColor] | None = None,
        pitch: tuple[float, float] = (0.72, 0.44),
        most_rows: int = 8,
        most_columns: int = 8,
    ) -> None:
        super().__init__()
        quantity = quantity_of(quantity)
        quantity = quantity[:, None] if len(quantity.shape) == 1 else quantity
        size = size or theme.SIZE_NUMBER
        self.quantity, self.pitch = quantity, pitch
        self.rows = elided(quantity.shape[0], most_rows)
        self.columns = elided(quantity.shape[1], most_columns)
        self._numerals: dict[tuple[int, int], Numeral] = {}
        self.numerals, self.gaps = VGroup(), VGroup()
        for down, i in enumerate(self.rows):
            for across, j in enumerate(self.columns):
                place = np.array([across * pitch[0], -down * pitch[1], 0])
                if i is None or j is None:
                    self._leave_gap(i, j, place, size)
                    continue
                value = quantity.values[i, j]
                shade = color(value) if callable(color) else color
                numeral = Numeral(quantity.cite(i, j), decimals=decimals, size=size, color=shade)
                # Digits line up on the right, whatever sign stands before them.
                numeral.move_to(place).set_x(place[0] + pitch[0] * 0.36, direction=[1, 0, 0])
                self._numerals[i, j] = numeral
                self.numerals.add(numeral)
        self.brackets = self._brackets()
        self.add(self.brackets, self.numerals, self.gaps)
        self.move_to([0, 0, 0])

    def numeral(self, i: int, j: int) -> Numeral:
        return self._numerals[i, j]

    def row(self, i: int) -> VGroup:
        return VGroup(*(n for (row, _), n in self._numerals.items() if row == i))

    def column(self, j: int) -> VGroup:
        return VGroup(*(n for (_, column), n in self._numerals.items() if column == j))

    def frame(self, part: VMobject, color: ManimColor) -> SurroundingRectangle:
        """Frame a row, a column or an entry."""
        frame = SurroundingRectangle(
            part, color=color, buff=0.055, corner_radius=0.06, stroke_width=theme.STROKE_FRAME * 0.7
        )
        return shows(frame, Surrounds.of(part))

    def _leave_gap(self, i: int | None, j: int | None, place: np.ndarray, size: float) -> None:
        if i is None and j is not None and j != self.columns[0]:
            return
        if j is None and i is not None and i != self.rows[0]:
            return
        self.gaps.add(Text("⋯" if j is None else "⋮", size=size, color=theme.QUIET).move_to(place))

    def _brackets(self) -> VGroup:
        wide = (len(self.columns) - 1) * self.pitch[0] + self.pitch[0] * 1.15
        high = (len(self.rows) - 1) * self.pitch[1] + self.pitch[1] * 1.1
        left, right = -self.pitch[0] * 0.6, -self.pitch[0] * 0.6 + wide
        top, bottom = self.pitch[1] * 0.55, self.pitch[1] * 0.55 - high
        sides = VGroup()
        for x, inwards in ((left, 0.12), (right, -0.12)):
            side = Bracket(stroke_color=theme.QUIET, stroke_width=2)
            corners = [[x + inwards, top], [x, top], [x, bottom], [x + inwards, bottom]]
            side.set_points_as_corners([[*corner, 0] for corner in corners])
            sides.add(side)
        return sides
