"""What a column adds up to, beside glasses that are full at one: it runs over their brim."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    LaggedStart,
    MoveToTarget,
    Succession,
    VGroup,
)

from scenes import theme
from scenes.mobjects.bar_column import BarColumn
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import line
from scenes.stage.shapes import Rectangle, Rule
from scenes.stage.text import Numeral, Text

_SIZE = 0.6  # of type
_BELOW = 0.6  # the last glass, in its thickness
_OVER, _UNDER = 0.2, 0.1  # so far the brim is led on


class HeardBar(VGroup):
    """A bar below glasses, to their scale and from their bottom, with its number before it.

    Each of its pieces is as long as the weight that a cell shows. Where the glasses are full, a
    line says so.
    """

    def __init__(
        self, total: Citation, cells: Sequence[Rectangle], glasses: BarColumn, unit: float
    ) -> None:
        law, last = partial(theme.proportional, unit=unit), glasses.outlines[-1]
        self.cells, self.pieces = cells, VGroup()
        for cell in cells:
            weight = cell.claim.citation
            piece = Rectangle(width=law(weight.value), height=glasses.thickness)
            piece.set_fill(theme.WEIGHT, opacity=1).set_stroke(theme.GROUND, theme.STROKE_THIN)
            self.pieces.add(shows(piece, Encoding(weight, "width", law, group="shares")))
        self.pieces.arrange(RIGHT, buff=0)
        below = _BELOW * glasses.thickness
        self.pieces.next_to(last, DOWN, buff=below).align_to(last, LEFT)
        heard = Text("heard", size=_SIZE, color=theme.KEY)
        self.said = line(heard, Numeral(total, size=_SIZE, color=theme.KEY))
        self.said.next_to(self.pieces, LEFT, buff=0.3)
        brim = glasses.outlines[0].get_corner(UP + RIGHT)
        end = [brim[0], self.pieces.get_bottom()[1] - _UNDER, 0]
        self.brim = Rule(brim + _OVER * UP, end, color=theme.HIGHLIGHT)
        self.one = Numeral(glasses.numbers[0].citation, decimals=0, size=_SIZE)
        self.one.next_to(self.brim, DOWN, buff=0.08)
        super().__init__(self.pieces, self.said, self.brim, self.one)

    def overflow(self) -> Animation:
        """Let a piece come from each cell, and then the brim go down to them, and through them."""
        return LaggedStart(
            LaggedStart(*map(_come, self.pieces, self.cells), lag_ratio=0.5, run_time=2.4),
            FadeIn(self.said, shift=DOWN * 0.1, run_time=theme.QUICK),
            AnimationGroup(Create(self.brim), FadeIn(self.one)),
            lag_ratio=0.9,
        )


def _come(piece: Rectangle, cell: Rectangle) -> Animation:
    piece.generate_target()
    return Succession(FadeIn(piece.move_to(cell)), MoveToTarget(piece))
