"""The update of one word as a sum: a row of bars from each head, and one from the bias, stacked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import accumulate

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.bars import Bars, span
from scenes.mobjects.equation_line import EquationLine
from scenes.mobjects.formula import Formula
from scenes.pieces.concat_is_a_sum.rooms import feet_in, sawing
from scenes.pieces.concat_is_a_sum.sawn import head_name
from scenes.stage.cited import Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.shapes import Rectangle, Rule
from scenes.stage.text import Numeral

_GAP = 0.35  # between the rows
_WIDE, _THIN, _ASIDE = 0.62, 0.25, 0.27  # of a column
_WIDER = 3.2  # times as wide as others: the column of which the digits are written
_OVER = 0.15  # from that column up to the names of its bars
_AIR = 0.45  # above and below, for numbers


class Summed:
    """Rows of bars below each other, and the same hung on each other.

    Parameters
    ----------
    parts
        What is added: of each head, and the bias.
    whole
        The update.
    entry
        The column of which the digits are written.
    """

    def __init__(self, parts: Sequence[Quantity], whole: Quantity, entry: int) -> None:
        self._parts, self._whole, self._entry = parts, whole, entry
        self._totals = list(accumulate(parts))
        self._spans, self._span = [span(part) for part in parts], span(*self._totals, whole)
        self._hues = [*theme.HEADS[: len(parts) - 1], theme.QUIET]
        self.unit = self._scale()
        self._lay_rows()
        self._hang()
        self._draw_whole()
        self.equation = self._equation()

    def _scale(self) -> float:
        """Find how long a bar of value 1 may be, in rows and in the sum."""
        low, high = self._span
        free = sawing().rows.height - _GAP * (len(self._parts) - 1)
        rows = sum(top - bottom for bottom, top in self._spans)
        return min(free / rows, (sawing().stack.height - 2 * _AIR) / (high - low))

    def _lay_rows(self) -> None:
        """Lay what is added in rows, each with its name."""
        room, names, y = sawing().rows, sawing().names, sawing().rows.top
        self.rows, self.names = VGroup(), VGroup()
        pitch = room.width / len(self._whole)
        for n, (low, high) in enumerate(self._spans):
            y -= self.unit * high
            feet = feet_in(room, y, len(self._whole))
            given = {"unit": self.unit, "hue": self._hues[n], "group": "updates"}
            row = Bars(self._parts[n], feet, thick=_WIDE * pitch, **given)
            is_head = n + 1 < len(self._parts)
            name = head_name(n) if is_head else Formula(FORMULAS["output_bias"], color=theme.QUIET)
            self.rows.add(row)
            self.names.add(name.move_to([names.left, y, 0], LEFT))
            y += self.unit * low - _GAP

    def _hang(self) -> None:
        """Find where each row's bars hang in the sum, side by side in their column."""
        room, (low, high), middle = sawing().stack, self._span, (len(self.rows) - 1) / 2
        wide = (_WIDER if k == self._entry else 1.0 for k in range(len(self._whole)))
        self._columns = room.columns(*wide)
        self.ground = float(room.center[1]) - self.unit * (low + high) / 2
        self.hung = VGroup()
        starts = None, *self._totals[:-1]
        for n, (row, start) in enumerate(zip(self.rows, starts, strict=True)):
            shares = [column.width * (n - middle) * _ASIDE for column in self._columns]
            feet = [foot + x * RIGHT for foot, x in zip(self._ground_feet(), shares, strict=True)]
            thick = [_THIN * column.width for column in self._columns]
            self.hung.add(row.hung(feet, start, thick))
        ends = [room.left, self.ground, 0], [room.right, self.ground, 0]
        self.line = Rule(*ends, color=theme.EDGE, stroke_width=theme.STROKE_THIN)

    def _ground_feet(self) -> list[np.ndarray]:
        return [np.array([column.center[0], self.ground, 0.0]) for column in self._columns]

    def _draw_whole(self) -> None:
        law = partial(theme.length, unit=self.unit)
        self.whole, self.numbers = VGroup(), VGroup()
        feet = zip(self._ground_feet(), self._columns, strict=True)
        for cited, (foot, column) in zip(self._whole.each(), feet, strict=True):
            side, size = UP if cited.value >= 0 else DOWN, max(1e-3, law(cited.value))
            bar = Rectangle(width=0.94 * column.width, height=size, fill_opacity=0)
            bar.set_stroke(theme.HIGHLIGHT, 2.5).move_to(foot, aligned_edge=-side)
            self.whole.add(shows(bar, Encoding(cited, "height", law, group="updates")))
            around = VGroup(bar, *(bars[len(self.numbers)] for bars in self.hung))
            number = Numeral(cited, size=theme.SIZE_NUMBER, color=theme.QUIET)
            side = DOWN if len(self.numbers) == self._entry else side  # names are above
            self.numbers.add(number.next_to(around, side, buff=0.12))
        self.numbers[self._entry].set_color(theme.HIGHLIGHT)

    def rise(self, row: int) -> Animation:
        """Let a row's bars come from its line."""
        growing = (FadeIn(bar, shift=DOWN * 0.3) for bar in self.rows[row].bars)
        return AnimationGroup(FadeIn(self.rows[row].line), LaggedStart(*growing, lag_ratio=0.08))

    def stack(self, row: int) -> list[Animation]:
        """Let a row's bars hang themselves where those before them end, and its name come along."""
        hanging = ReplacementTransform(self.rows[row].bars, self.hung[row], lag_ratio=0.1)
        ground = [] if row else [FadeIn(self.line)]
        return [hanging, self._name(row), FadeOut(self.rows[row].line), *ground]

    def _name(self, row: int) -> Animation:
        """Let a row's name go above its bar in the widest column."""
        y = max(bars[self._entry].get_top()[1] for bars in self.hung) + _OVER
        return self.names[row].animate.set_x(self.hung[row][self._entry].get_x()).stand_on(y)

    def _equation(self) -> EquationLine:
        """Write one column in digits."""
        terms = [part.cite(self._entry) for part in self._parts]
        drawn = EquationLine("sum", terms, self._whole.cite(self._entry), size=0.6)
        for term, hue in zip(drawn.terms, self._hues, strict=True):
            term.set_color(hue)
        return sawing().below.hold(drawn, DOWN)
