"""A table of vectors as one picture, from which rows are taken out by their number."""

from __future__ import annotations

from manim import DOWN, RIGHT, UP, Rectangle, VGroup

from scenes import theme
from scenes.mobjects.heat_strip import HeatStrip
from scenes.mobjects.tensor_shape import shape_of
from scenes.stage.cited import Citation, Declared, Quantity
from scenes.stage.text import Numeral, Text

_SLACK = 0.05


class LookupTable(VGroup):
    """All rows of a table, the brighter the larger their entries, between its first and last row.

    ``ends`` names the first and the last row: their words and their numbers.
    """

    def __init__(
        self,
        quantity: Quantity,
        *,
        name: str,
        ends: tuple[tuple[str, Citation], tuple[str, Citation]],
        width: float,
        height: float,
    ) -> None:
        self.quantity, self._limit = quantity, quantity.limit()
        self.picture = HeatStrip(quantity, width=width, height=height)
        first, last = (self._end(*end) for end in ends)
        first.next_to(self.picture, UP, buff=0.12)
        last.next_to(self.picture, DOWN, buff=0.12)
        self.ends = VGroup(first, last)
        self.name = Text(name, size=theme.SIZE_LABEL).next_to(first, UP, buff=0.15)
        self.sizes = shape_of(quantity, size=theme.SIZE_LABEL)
        self.sizes.next_to(last, DOWN, buff=0.15)
        super().__init__(self.picture, self.ends, self.name, self.sizes)

    def height_of(self, row: int) -> float:
        """Return the height on screen of a row's middle."""
        step = self.picture.height / len(self.quantity)
        return float(self.picture.get_top()[1] - (row + 0.5) * step)

    def frame(self, row: int) -> Rectangle:
        """Mark a row, which may be thinner than a line."""
        return Rectangle(
            width=self.picture.width + 2 * _SLACK,
            height=self.picture.height / len(self.quantity) + _SLACK,
            color=theme.HIGHLIGHT,
            stroke_width=2 * theme.STROKE_THIN,
        ).move_to([self.picture.get_x(), self.height_of(row), 0])

    def taken_out(self, row: int) -> HeatStrip:
        """Copy a row where it stands, in the table's own colours."""
        return HeatStrip(
            self.quantity[row : row + 1],
            width=self.picture.width,
            height=self.picture.height / len(self.quantity),
            limit=self._limit,
        ).move_to([self.picture.get_x(), self.height_of(row), 0])

    @staticmethod
    def _end(word: str, number: Citation) -> VGroup:
        label = VGroup(
            Numeral(number, decimals=0, size=theme.SMALLEST, color=theme.QUIET),
            Text(word, size=theme.SMALLEST, color=theme.QUIET, declared=Declared("token")),
        ).arrange(RIGHT, buff=0.15)
        label[0].stand_on(label[1].baseline)
        return label
