"""One entry of what a head says, times its own row of W_O; all other rows wait."""

from __future__ import annotations

import numpy as np
from manim import Animation, FadeIn, FadeOut, TransformFromCopy, VGroup

from scenes import theme
from scenes.mobjects.bars import Bars
from scenes.mobjects.equation_line import EquationLine
from scenes.pieces.concat_is_a_sum.rooms import feet_in, sawing
from scenes.pieces.concat_is_a_sum.sawn import Sawn
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture, shows
from scenes.stage.shapes import SurroundingRectangle

_WIDE, _PALE, _AROUND, _SIZE = 0.62, 0.2, 0.06, 0.75


class Weighed:
    """What an entry of the first head makes of its row, as bars, and in digits in one column.

    Parameters
    ----------
    place
        The entry's.
    column
        Of its row, above the digits.
    unit
        How long a bar of value 1 is, here and in all sums.
    """

    def __init__(
        self,
        sawn: Sawn,
        entries: Quantity,
        block: Quantity,
        *,
        place: int,
        column: int,
        unit: float,
    ) -> None:
        entry, row, hue = entries[place], block[place], theme.HEADS[0]
        made, wide = entry * row, len(row)
        self._bar = sawn.heads[0][1].bars[place]
        self._row = sawn.blocks[0][place * wide : (place + 1) * wide]
        others = [bar for head in sawn.heads for bar in head[1].bars if bar is not self._bar]
        self._waiting = VGroup(*others, *(cell for block in sawn.blocks for cell in block))
        room = sawing().body
        feet, thick = feet_in(room, self._row.get_y(), wide), _WIDE * room.width / wide
        self._made = Bars(made, feet, unit=unit, thick=thick, hue=hue, group="updates")
        terms = entry.cite(), row.cite(column)
        equation = EquationLine("product", terms, made.cite(column), size=_SIZE)
        equation.terms[0].set_color(hue)
        half, x = equation.width / 2, feet[column][0]
        self._equation = sawing().below.hold(equation)
        equation.set_x(np.clip(x, room.left + half, room.right - half))
        around = SurroundingRectangle(self._bar, self._row, buff=_AROUND)
        around.set_stroke(theme.HIGHLIGHT, 2 * theme.STROKE_THIN)
        self._frame = shows(around, Furniture("frame"))

    def single_out(self) -> list[Animation]:
        """Frame the entry and its row, and let all others wait."""
        return [FadeIn(self._frame)]

    def multiply(self) -> list[Animation]:
        """Let the entry scale its row."""
        pale = self._waiting.animate.set_opacity(_PALE)
        scaled = TransformFromCopy(self._row, self._made.bars)
        return [pale, FadeIn(self._made.line), scaled, FadeIn(self._equation)]

    def let_go(self) -> list[Animation]:
        """Let all be as before."""
        back = self._waiting.animate.set_opacity(1)
        return [back, FadeOut(self._made, self._equation, self._frame)]
