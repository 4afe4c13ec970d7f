"""What stacks of bars say in digits: who adds what to one of them, and what each makes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeIn, LaggedStart, ManimColor, VGroup

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.pieces.concat_is_a_sum.sawn import head_name
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, Equation, shows, states
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Numeral, Text

_LINE = 0.68  # from one name at least to the next
_SIZE, _SMALL, _LARGE = 0.6, 0.37, 0.75  # of what is added, of what it makes, and in that column
_WIDE, _FOOT = 0.94, 0.1  # of a column: its frame; and below the digits


class Added:
    """The names of all who add to one column, and how much, each as high as its bar."""

    def __init__(
        self,
        terms: Sequence[Citation],
        bars: Sequence[Rectangle],
        hues: Sequence[ManimColor],
        room: Room,
    ) -> None:
        self.names, self.numbers = VGroup(), VGroup()
        away = _LINE if terms[0].value >= 0 else -_LINE
        before = -away + bars[0].get_y()
        for n, (term, bar, hue) in enumerate(zip(terms, bars, hues, strict=True)):
            y = bar.get_y()
            before = y if abs(y - before) >= _LINE else before + away
            is_head = n + 1 < len(terms)
            name = head_name(n) if is_head else Formula(FORMULAS["output_bias"], color=hue)
            number = Numeral(term, size=_SIZE, color=hue)
            for group, one, side in ((self.names, name, LEFT), (self.numbers, number, RIGHT)):
                group.add(room.hold(one, side).stand_on(before - theme.MIDDLE * _SIZE))

    def write(self) -> Animation:
        """Write how much each adds, one after the other."""
        coming = (FadeIn(number, shift=LEFT * 0.4) for number in self.numbers)
        return LaggedStart(*coming, lag_ratio=0.4)


class Made(VGroup):
    """What each column makes, in a line below all; the one of ``entry`` is the largest.

    Parameters
    ----------
    added
        The numbers that make the largest.
    """

    def __init__(
        self,
        whole: Quantity,
        columns: Sequence[Room],
        entry: int,
        added: VGroup,
    ) -> None:
        self._entry, floor = entry, columns[0].bottom + _FOOT
        super().__init__(*map(self._number, range(len(whole)), whole.each()))
        for number, column in zip(self, columns, strict=True):
            number.set_x(column.center[0]).stand_on(floor)
        self._states_sum(added, columns[entry].center[0], floor)

    def _number(self, place: int, cited: Citation) -> Numeral:
        is_followed = place == self._entry
        size, hue = (_LARGE, theme.HIGHLIGHT) if is_followed else (_SMALL, theme.QUIET)
        return Numeral(cited, size=size, color=hue)

    def _states_sum(self, added: VGroup, x: float, floor: float) -> None:
        total = self[self._entry]
        equation = Equation.of("sum", added, total)
        states(total, equation)
        self.sign = Text(equation.relation, size=_LARGE)
        line(self.sign, total, gap=theme.GAP_OF_SIGNS).set_x(x).shift(floor * UP)

    def frame(self, column: Room, ground: float, unit: float) -> Rectangle:
        """Frame that column from the ground to what it makes."""
        made = self[self._entry].citation
        law = partial(theme.length, unit=unit)
        frame = Rectangle(width=_WIDE * column.width, height=law(made.value), fill_opacity=0)
        frame.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        side = UP if made.value >= 0 else DOWN
        frame.move_to([column.center[0], ground, 0], aligned_edge=-side)
        return shows(frame, Encoding(made, "height", law, group="updates"))

    def others(self) -> Animation:
        """Let what the other columns make come."""
        others = (number for place, number in enumerate(self) if place != self._entry)
        return LaggedStart(*map(FadeIn, others), lag_ratio=0.2)
