"""What each column of a word's update makes: an outline around its bars, and digits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import DOWN, UP, VGroup

from scenes import theme
from scenes.stage.cited import Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Rectangle, Rule
from scenes.stage.text import Numeral

_WIDE, _BELOW = 0.94, 0.12  # of a column; from an outline to its digits


class Totals(VGroup):
    """A pair for each column of the sum: its outline, which stands on the ground, and its digits.

    The digits of the column that is ``followed`` hang below it, since names stand above.
    """

    def __init__(
        self,
        whole: Quantity,
        columns: Sequence[Room],
        hung: VGroup,
        ground: Rule,
        unit: float,
        followed: int,
    ) -> None:
        super().__init__()
        law = partial(theme.length, unit=unit)
        for place, (cited, column) in enumerate(zip(whole.each(), columns, strict=True)):
            side, size = UP if cited.value >= 0 else DOWN, max(1e-3, law(cited.value))
            bar = Rectangle(width=_WIDE * column.width, height=size, fill_opacity=0)
            bar.set_stroke(theme.HIGHLIGHT, 2.5).move_to(ground, aligned_edge=-side)
            bar.set_x(column.center[0])
            shows(bar, Encoding(cited, "height", law, group="updates"))
            is_followed = place == followed
            hue = theme.HIGHLIGHT if is_followed else theme.QUIET
            number = Numeral(cited, size=theme.SIZE_NUMBER, color=hue)
            around = VGroup(bar, *(bars[place] for bars in hung))
            number.next_to(around, DOWN if is_followed else side, buff=_BELOW)
            self.add(VGroup(bar, number))
