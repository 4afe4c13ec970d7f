"""One word's update as a sum: a row of bars from each head, one from the bias, hung together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from manim import (
    DOWN,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    VGroup,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.bars import Bars, span
from scenes.mobjects.equation_line import EquationLine
from scenes.mobjects.formula import Formula
from scenes.pieces.concat_is_a_sum.rooms import sawing
from scenes.pieces.concat_is_a_sum.sawn import head_name
from scenes.pieces.concat_is_a_sum.totals import Totals
from scenes.stage.cited import Quantity
from scenes.stage.shapes import Rectangle, Rule, Statement

_GAP = 0.35  # between the rows
_WIDE, _THIN, _ASIDE = 0.62, 0.25, 0.27  # of a column
_WIDER = 4.0  # times as wide as others: the column of which the digits are written
_OVER = 0.15  # from that column up to the names of its bars
_SIZE = 0.65  # of digits
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
        room = sawing().stack
        wide = (_WIDER if k == self._entry else 1.0 for k in range(len(self._whole)))
        self._columns = room.columns(*wide)
        self.ground = float(room.center[1]) - self.unit * sum(self._span) / 2
        ends = [room.left, self.ground, 0], [room.right, self.ground, 0]
        self.line = Rule(*ends, color=theme.EDGE, stroke_width=theme.STROKE_THIN)
        self._lay_rows()
        self.totals = Totals(whole, self._columns, self._ends, self.line, self.unit, entry)
        self.equation = self._equation()

    def _scale(self) -> float:
        """Find how long a bar of value 1 may be, in rows and in the sum."""
        low, high = self._span
        free = sawing().rows.height - _GAP * (len(self._parts) - 1)
        rows = sum(top - bottom for bottom, top in self._spans)
        return min(free / rows, (sawing().stack.height - 2 * _AIR) / (high - low))

    def _lay_rows(self) -> None:
        """Lay what is added in rows, and find where each bar hangs in the sum, in its column."""
        self.rows, self.names, self.terms, self._ends = (VGroup() for _ in range(4))
        thick, y = [_THIN * column.width for column in self._columns], sawing().rows.top
        starts = None, *self._totals[:-1]
        for n, (start, (low, high)) in enumerate(zip(starts, self._spans, strict=True)):
            y -= self.unit * high
            aside = n - (len(self._parts) - 1) / 2
            xs = [one.center[0] + aside * _ASIDE * one.width for one in self._columns]
            given = {"unit": self.unit, "hue": self._hues[n], "group": "updates"}
            feet = [np.array([x, y, 0.0]) for x in xs]
            row = Bars(self._parts[n], feet, thick=thick, **given)
            self.rows.add(row)
            grounds = [np.array([x, self.ground, 0.0]) for x in xs]
            self.terms.add(Statement(*row.bars))
            self._ends.add(row.hung(grounds, start, thick))
            is_head = n + 1 < len(self._parts)
            name = head_name(n) if is_head else Formula(FORMULAS["output_bias"], color=theme.QUIET)
            top = max(y, row.bars[self._entry].get_top()[1])
            self.names.add(name.set_x(xs[self._entry]).stand_on(top + _OVER))
            y += self.unit * low - _GAP

    def rise(self, row: int) -> Animation:
        """Let a row's bars come from its line."""
        growing = (FadeIn(bar, shift=DOWN * 0.3) for bar in self.rows[row].bars)
        return AnimationGroup(FadeIn(self.rows[row].line), LaggedStart(*growing, lag_ratio=0.08))

    def hang(self, row: int) -> list[Animation]:
        """Let one bar of a row hang itself where those before it end; its name and digits come."""
        place = self._entry
        y = max(bars[place].get_top()[1] for bars in self._ends) + _OVER
        moved = self.terms[row][place].animate.move_to(self._ends[row][place])
        told = FadeIn(*self.equation[max(0, 2 * row - 1) : 2 * row + 1])
        ground = [] if row else [FadeIn(self.line)]
        gone = FadeOut(self.rows[row].line)
        return [moved, self.names[row].animate.stand_on(y), told, gone, *ground]

    def close(self) -> Animation:
        """Tell what that column makes."""
        return FadeIn(self.equation[-2:], self.totals[self._entry])

    def hang_others(self) -> list[Animation]:
        """Let the bars of all other columns follow."""
        pairs = zip(self.terms, self._ends, strict=True)
        moves = (zip(bars, ends, strict=True) for bars, ends in pairs)
        return [bar.animate.move_to(end) for ways in moves for bar, end in ways]

    def close_others(self) -> Animation:
        """Tell what the other columns make."""
        others = (one for place, one in enumerate(self.totals) if place != self._entry)
        return LaggedStart(*map(FadeIn, others), lag_ratio=0.2)

    def followed(self) -> list[Rectangle]:
        """Return the bars of the column of which the digits are written."""
        return [bars[self._entry] for bars in self.terms]

    def let_go(self) -> Animation:
        """Let all but these bars go."""
        others = (bar for bars in self.terms for bar in bars if bar is not bars[self._entry])
        return FadeOut(self.totals, self.equation, self.line, self.names, *others)

    def _equation(self) -> EquationLine:
        """Write one column in digits."""
        terms = [part.cite(self._entry) for part in self._parts]
        drawn = EquationLine("sum", terms, self._whole.cite(self._entry), size=_SIZE)
        for term, hue in zip(drawn.terms, self._hues, strict=True):
            term.set_color(hue)
        return sawing().below.hold(drawn, DOWN)
