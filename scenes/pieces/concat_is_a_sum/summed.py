"""One word's update as a sum: the bars of each head, and of a bias, stacked in each column."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import accumulate

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeIn, FadeOut, LaggedStart, VGroup

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.bars import Bars, span
from scenes.mobjects.formula import Formula
from scenes.pieces.concat_is_a_sum.rooms import sawing
from scenes.pieces.concat_is_a_sum.sawn import head_name
from scenes.stage.cited import Quantity
from scenes.stage.claims import Encoding, Equation, shows, states
from scenes.stage.layout import line
from scenes.stage.shapes import Rectangle, Rule, Statement
from scenes.stage.text import Numeral, Text

_NAMES, _DIGITS = 3.4, 0.8  # left of the stacks, for who adds what; below, for what they make
_WIDER = 2.9  # times as wide as others: the column of which the digits are written
_WIDE, _BACK = 0.86, 0.45  # of a column: a bar, and one that takes away from those before it
_LINE = 0.68  # from one name at least to the next
_SIZE, _SMALL, _LARGE = 0.6, 0.39, 0.75  # of what is added, of what it makes, and in that column


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
        self._parts, self._entry = parts, entry
        totals = list(accumulate(parts))
        low, high = span(*totals, whole)
        room = sawing().stack.inset(bottom=_DIGITS)
        self.unit = room.height / (high - low)
        self.ground = float(room.bottom) - self.unit * low
        wide = (_WIDER if place == entry else 1.0 for place in range(len(whole)))
        self._columns = room.inset(left=_NAMES).columns(*wide)
        ends = (np.array([x, self.ground, 0.0]) for x in (room.left + _NAMES, room.right))
        self.line = Rule(*ends, color=theme.EDGE, stroke_width=theme.STROKE_THIN)
        hues = [*theme.HEADS[: len(parts) - 1], theme.QUIET]
        starts = [None, *totals[:-1]]
        stacks = zip(parts, starts, hues, strict=True)
        self.terms = VGroup(*(self._stacked(*one) for one in stacks))
        self._name_terms(hues)
        self._total(whole, sawing().stack.bottom)

    def _stacked(self, part: Quantity, start: Quantity | None, hue: object) -> Statement:
        """Lay a part's bars where those before them end; narrower where they take away."""
        begins = [0.0] * len(part) if start is None else [one.value for one in start.each()]
        feet, thick = [], []
        for column, begin, cited in zip(self._columns, begins, part.each(), strict=True):
            feet.append(np.array([column.center[0], self.ground + self.unit * begin, 0.0]))
            thick.append(column.width * (_WIDE if begin * cited.value >= 0 else _WIDE * _BACK))
        given = {"unit": self.unit, "thick": thick, "hue": hue, "group": "updates"}
        return Statement(*Bars(part, feet, **given).bars)

    def _name_terms(self, hues: Sequence[object]) -> None:
        """Write beside the widest column who adds what, each as high as its bar."""
        self.names, self.numbers = VGroup(), VGroup()
        left, right = sawing().stack.left, sawing().stack.left + _NAMES - 0.25
        heights: list[float] = []
        for n, (part, hue, bars) in enumerate(zip(self._parts, hues, self.terms, strict=True)):
            y = bars[self._entry].get_y()
            if heights and abs(y - heights[-1]) < _LINE:
                y = heights[-1] + _LINE * (1 if self._parts[0].cite(self._entry).value >= 0 else -1)
            heights.append(y)
            is_head = n + 1 < len(self._parts)
            name = head_name(n) if is_head else Formula(FORMULAS["output_bias"], color=hue)
            number = Numeral(part.cite(self._entry), size=_SIZE, color=hue)
            for one, x, side in ((name, left, LEFT), (number, right, RIGHT)):
                one.move_to([x, y, 0], aligned_edge=side).stand_on(y - theme.MIDDLE * _SIZE)
            self.names.add(name)
            self.numbers.add(number)

    def _total(self, whole: Quantity, floor: float) -> None:
        """Write below each stack what it makes, all in one line, and frame the widest."""
        self.made = VGroup()
        for place, (cited, column) in enumerate(zip(whole.each(), self._columns, strict=True)):
            is_followed = place == self._entry
            size, hue = (_LARGE, theme.HIGHLIGHT) if is_followed else (_SMALL, theme.QUIET)
            number = Numeral(cited, size=size, color=hue)
            self.made.add(number.set_x(column.center[0]).stand_on(floor + 0.1))
        followed, column = self.made[self._entry], self._columns[self._entry]
        equation = Equation.of("sum", self.numbers, followed)
        sign = Text(equation.relation, size=_LARGE)
        states(followed, equation)
        line(sign, followed, gap=theme.GAP_OF_SIGNS).set_x(column.center[0])
        law = partial(theme.length, unit=self.unit)
        frame = Rectangle(width=0.94 * column.width, height=law(followed.value))
        frame.set_fill(opacity=0).set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        side = UP if followed.value >= 0 else DOWN
        frame.move_to([column.center[0], self.ground, 0], aligned_edge=-side)
        self._frame = shows(frame, Encoding(followed.citation, "height", law, group="updates"))
        self.signs = VGroup(sign.stand_on(floor + 0.1))
        followed.stand_on(floor + 0.1)

    def add_bias(self) -> list[Animation]:
        """Let the bars of the bias come to the stacks' ends, and its name beside them."""
        ways = (DOWN if bar.get_y() > self.ground else UP for bar in self.terms[-1])
        pairs = zip(self.terms[-1], ways, strict=True)
        coming = LaggedStart(*(FadeIn(bar, shift=0.8 * way) for bar, way in pairs), lag_ratio=0.08)
        return [coming, FadeIn(self.names[-1])]

    def write(self) -> Animation:
        """Write how much is added in the widest column, part by part."""
        return LaggedStart(*(FadeIn(one, shift=LEFT * 0.4) for one in self.numbers), lag_ratio=0.4)

    def close(self) -> Animation:
        """Tell what that column makes."""
        return FadeIn(self._frame, self.signs, self.made[self._entry])

    def close_others(self) -> Animation:
        """Tell what the other columns make."""
        others = (one for place, one in enumerate(self.made) if place != self._entry)
        return LaggedStart(*map(FadeIn, others), lag_ratio=0.2)

    def followed(self) -> list[Rectangle]:
        """Return the bars of the column of which the digits are written."""
        return [bars[self._entry] for bars in self.terms]

    def let_go(self) -> Animation:
        """Let all but these bars go."""
        gone = [bar for bars in self.terms for bar in bars if bar is not bars[self._entry]]
        written = self.made, self.signs, self.names, self.numbers
        return FadeOut(*written, self._frame, self.line, *gone)
