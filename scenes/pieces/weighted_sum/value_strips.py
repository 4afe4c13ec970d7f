"""Vectors as strips of numbers, which can fade to a weight and keep their digits legible."""

from __future__ import annotations

from functools import cached_property

from manim import Animation, VGroup, interpolate_color, smooth, squish_rate_func
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.number_matrix import elided
from scenes.stage.cited import Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Numeral, Text


class ValueStrips(VGroup):
    """One strip a row of a two-dimensional quantity, in one hue, with its numbers on it."""

    def __init__(
        self,
        quantity: Quantity,
        *,
        cell: tuple[float, float],
        pitch: float,
        color: ManimColor | None = None,
        size: float | None = None,
        decimals: int = 2,
        most_columns: int = 4,
    ) -> None:
        color = color or theme.VALUE
        self.quantity, self.cell_size, self._hue = quantity, cell, color
        self._size, self._decimals = size or theme.SIZE_NUMBER, decimals
        self.columns = elided(quantity.shape[1], most_columns)
        self.strips = VGroup(
            *(
                Rectangle(
                    width=cell[0] * len(self.columns),
                    height=cell[1],
                    stroke_color=color,
                    stroke_width=theme.STROKE_THIN,
                    fill_color=color,
                    fill_opacity=1,
                ).move_to([0, -row * pitch, 0])
                for row in range(len(quantity))
            )
        )
        self.gaps = self._gaps()
        super().__init__(self.strips, self.gaps)
        self.numerals = self.numbers(quantity, ink=theme.ink_on(color))
        self.add(self.numerals)

    def numbers(self, quantity: Quantity, *, ink: ManimColor | None = None) -> VGroup:
        """Write a quantity of the strips' shape onto them, in the ink that stands out."""
        rows = VGroup()
        for i, strip in enumerate(self.strips):
            shade = ink or self._ink(strip)
            row = VGroup()
            for place, j in enumerate(self.columns):
                if j is None:
                    continue
                numeral = Numeral(
                    quantity.cite(i, j), decimals=self._decimals, size=self._size, color=shade
                )
                row.add(numeral.move_to(self.place(i, place)))
            rows.add(row)
        return rows

    @cached_property
    def outlines(self) -> VGroup:
        """The strips' lines, whose values are still unknown."""
        return self.strips.copy().set_fill(opacity=0)

    def place(self, row: int, column: int) -> list[float]:
        """Return the middle of a cell, by its place on screen."""
        strip = self.strips[row]
        return [strip.get_left()[0] + (column + 0.5) * self.cell_size[0], strip.get_y(), 0]

    def entries(self) -> list[VGroup]:
        """Return the numerals of each row, in the order in which they stand."""
        return list(self.numerals)

    def frame(self, column: int, color: ManimColor) -> Rectangle:
        """Frame one column of all strips, by its place in the tensor."""
        x = self.place(0, self.columns.index(column))[0]
        return Rectangle(
            width=self.cell_size[0] - 0.08, height=self.strips.height + 0.1, color=color,
            stroke_width=theme.STROKE_FRAME,
        ).move_to([x, self.strips.get_y(), 0])  # fmt: skip

    def fading(self, weights: Quantity) -> list[Animation]:
        """Let each strip become as opaque as its weight; its digits take the ink that stands out.

        The strips claim to show the weights from now on.
        """
        moves: list[Animation] = []
        for i, (strip, row) in enumerate(zip(self.strips, self.numerals, strict=True)):
            cited = weights.cite(i)
            shows(strip, Encoding(cited, "opacity", theme.proportional))
            opacity = theme.proportional(cited.value)
            ink = theme.ink_on(interpolate_color(theme.GROUND, self._hue, opacity))
            # Quick, for between the two inks lies one that does not stand out.
            turn = squish_rate_func(smooth, 0.35, 0.45)
            moves += [
                strip.animate.set_fill(opacity=opacity),
                row.animate(rate_func=turn).set_fill(ink),
            ]
        return moves

    def _gaps(self) -> VGroup:
        places = [place for place, j in enumerate(self.columns) if j is None]
        return VGroup(
            *(
                Text("⋯", size=self._size).move_to(self.place(row, place))
                for place in places
                for row in range(len(self.strips))
            )
        )

    def _ink(self, strip: Rectangle) -> ManimColor:
        """Choose the ink for a strip as it is drawn now."""
        ground = interpolate_color(theme.GROUND, self._hue, strip.get_fill_opacity())
        return theme.ink_on(ground)
