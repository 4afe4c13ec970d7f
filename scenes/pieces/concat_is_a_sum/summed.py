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
_OVER = 0.16  # from a term in digits up to its name
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
        self._pitch = room.width / len(self._whole)
        self.ground = float(room.center[1]) - self.unit * (low + high) / 2
        self.hung = VGroup()
        starts = None, *self._totals[:-1]
        for n, (row, start) in enumerate(zip(self.rows, starts, strict=True)):
            aside = _ASIDE * self._pitch * (n - middle) * RIGHT
            feet = [foot + aside for foot in self._ground_feet()]
            self.hung.add(row.hung(feet, start, _THIN * self._pitch))
        ends = [room.left, self.ground, 0], [room.right, self.ground, 0]
        self.line = Rule(*ends, color=theme.EDGE, stroke_width=theme.STROKE_THIN)

    def _ground_feet(self) -> list[np.ndarray]:
        return feet_in(sawing().stack, self.ground, len(self._whole))

    def _draw_whole(self) -> None:
        law = partial(theme.length, unit=self.unit)
        self.whole, self.numbers = VGroup(), VGroup()
        for cited, foot in zip(self._whole.each(), self._ground_feet(), strict=True):
            side = UP if cited.value >= 0 else DOWN
            size = max(1e-3, law(cited.value))
            bar = Rectangle(width=0.94 * self._pitch, height=size, fill_opacity=0)
            bar.set_stroke(theme.HIGHLIGHT, 2.5).move_to(foot, aligned_edge=-side)
            self.whole.add(shows(bar, Encoding(cited, "height", law, group="updates")))
            self.numbers.add(Numeral(cited, size=theme.SIZE_NUMBER, color=theme.QUIET))
        self.numbers[self._entry].set_color(theme.HIGHLIGHT)
        self._place_numbers()

    def _place_numbers(self) -> None:
        for k, number in enumerate(self.numbers):
            around = VGroup(self.whole[k], *(bars[k] for bars in self.hung))
            side = UP if number.value >= 0 else DOWN
            number.next_to(around, side, buff=0.12)

    def rise(self, row: int) -> Animation:
        """Let a row's bars come from its line."""
        growing = (FadeIn(bar, shift=DOWN * 0.3) for bar in self.rows[row].bars)
        return AnimationGroup(FadeIn(self.rows[row].line), LaggedStart(*growing, lag_ratio=0.08))

    def stack(self, row: int) -> list[Animation]:
        """Let a row's bars hang themselves where those before them end."""
        bars = self.rows[row].bars, self.hung[row]
        ground = [] if row else [FadeIn(self.line)]
        return [ReplacementTransform(*bars, lag_ratio=0.1), FadeOut(self.rows[row].line), *ground]

    def name_terms(self) -> list[Animation]:
        """Let the parts' names go to where their terms will be written."""
        baseline = self.equation.get_top()[1] + _OVER
        pairs = zip(self.names, self.equation.terms, strict=True)
        return [name.animate.set_x(term.get_x()).stand_on(baseline) for name, term in pairs]

    def _equation(self) -> EquationLine:
        """Write one column in digits."""
        terms = [part.cite(self._entry) for part in self._parts]
        drawn = EquationLine("sum", terms, self._whole.cite(self._entry), size=0.6)
        for term, hue in zip(drawn.terms, self._hues, strict=True):
            term.set_color(hue)
        return sawing().below.hold(drawn, DOWN)
