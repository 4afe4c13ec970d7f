"""One word's update as a sum: the bars of each head, and of a bias, stacked in each column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from manim import (
    DOWN,
    UP,
    Animation,
    FadeIn,
    FadeOut,
    LaggedStart,
    ManimColor,
    MoveToTarget,
    VGroup,
)

from scenes import theme
from scenes.mobjects.bars import Bars, span
from scenes.pieces.concat_is_a_sum.rooms import sawing
from scenes.pieces.concat_is_a_sum.told import Added, Made
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room
from scenes.stage.shapes import Rectangle, Rule, Statement

_NAMES, _GAP, _DIGITS = 3.15, 0.25, 0.8  # left of the stacks, who adds what; below, what they make
_WIDER = 2.9  # times as wide as others: the column of which the digits are written
_WIDE, _BACK = 0.86, 0.39  # of a column: a bar, and one that takes away from those before it
_PALE = 0.4
_AIR = 0.12  # from the word down to the stacks
_FAR = 0.8  # from where the bias comes


class Summed:
    """Stacks of bars, as many as columns: the first head's, on it the second's, on it the bias.

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
        self._entry, totals = entry, list(accumulate(parts))
        names, body = sawing().stack.columns(_NAMES, sawing().stack.width - _NAMES)
        body = body.inset(left=_GAP, top=_AIR)
        low, high = span(*totals, whole)
        self.unit = (body.height - _DIGITS) / (high - low)
        self._ground = body.top - self.unit * high
        columns = body.columns(*(_WIDER if k == entry else 1.0 for k in range(len(whole))))
        ends = [body.left, self._ground, 0], [body.right, self._ground, 0]
        self.line = Rule(*ends, color=theme.EDGE, stroke_width=theme.STROKE_THIN)
        hues = [*theme.HEADS[: len(parts) - 1], theme.QUIET]
        stacks = zip(parts, [None, *totals[:-1]], hues, strict=True)
        self.terms = VGroup(*(self._stacked(*one, columns) for one in stacks))
        terms = [part.cite(entry) for part in parts]
        self._added = Added(terms, self.followed(), hues, names)
        self.names = self._added.names
        self._made = Made(whole, columns, entry, self._added.numbers)
        self._frame = self._made.frame(columns[entry], self._ground, self.unit)

    def _stacked(
        self,
        part: Quantity,
        before: Quantity | None,
        hue: ManimColor,
        columns: Sequence[Room],
    ) -> Statement:
        """Lay a part's bars where those before them end; narrower where they take away."""
        begins = [one.value for one in before.each()] if before else [0.0] * len(part)
        feet, thick = [], []
        for column, begin, cited in zip(columns, begins, part.each(), strict=True):
            feet.append(np.array([column.center[0], self._ground + self.unit * begin, 0.0]))
            thick.append(column.width * (_WIDE if begin * cited.value >= 0 else _BACK))
        given = {"unit": self.unit, "thick": thick, "hue": hue, "group": "updates"}
        return Statement(*Bars(part, feet, **given).bars)

    def add_bias(self) -> list[Animation]:
        """Let the bars of the bias come to the stacks' ends, and its name beside them."""
        ways = ((bar, DOWN if bar.get_y() > self._ground else UP) for bar in self.terms[-1])
        coming = (FadeIn(bar, shift=_FAR * way) for bar, way in ways)
        return [LaggedStart(*coming, lag_ratio=0.08), FadeIn(self.names[-1])]

    def write(self) -> list[Animation]:
        """Write how much is added in the widest column, part by part; the others wait."""
        return [self._added.write(), *self._leave_others(_PALE)]

    def close(self) -> Animation:
        """Tell what that column makes."""
        return FadeIn(self._frame, self._made.sign, self._made[self._entry])

    def close_others(self) -> list[Animation]:
        """Let the other columns be as before, and tell what they make."""
        return [*self._leave_others(1.0), self._made.others()]

    def followed(self) -> list[Rectangle]:
        """Return the bars of the column of which the digits are written."""
        return [bars[self._entry] for bars in self.terms]

    def let_go(self) -> Animation:
        """Let all but these bars go."""
        others = (bar for bars in self.terms for bar in bars if bar is not bars[self._entry])
        written = self._made, self._made.sign, self.names, self._added.numbers
        return FadeOut(*written, self._frame, self.line, *others)

    def _leave_others(self, opacity: float) -> list[Animation]:
        """Let the bars of all other columns be so pale."""
        for bars in self.terms:
            for place, bar in enumerate(bars.generate_target()):
                bar.set_opacity(1.0 if place == self._entry else opacity)
        return [*map(MoveToTarget, self.terms)]
