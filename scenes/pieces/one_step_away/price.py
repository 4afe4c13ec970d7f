"""The price of one hop: a cell for every pair, so four times as many for twice the words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    DOWN,
    LEFT,
    PI,
    RIGHT,
    UP,
    Animation,
    FadeIn,
    FadeOut,
    Succession,
    VGroup,
)

from attention_math.recall import count_paths
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.equation_line import EquationLine
from scenes.mobjects.formula import Formula
from scenes.mobjects.motion import rising
from scenes.stage.cited import Citation, Declared
from scenes.stage.claims import Encoding, Furniture, shows
from scenes.stage.derive import derive
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline, Path, Square
from scenes.stage.text import Text

_SIZE, _OF_WORDS, _OF_SQUARE = 0.85, 0.7, 1.8
_OPACITY, _LINE = 0.7, 0.5


class Price(VGroup):
    """The square of the longest of some lengths, then that of twice as many; all cells are alike.

    Attributes
    ----------
    outlines
        Of the squares of all lengths, from one corner.
    """

    def __init__(self, room: Room, lengths: Sequence[int]) -> None:
        place, told = room.columns(room.height, room.width - room.height, gap=0.5)
        length = lengths[-1]
        paths = derive(count_paths, (length, 2 * length), source="recall")
        tokens, pairs = paths.tokens.each(), paths.scores.each()
        unit = min(place.width, place.height) / (2 * length)
        self._squares = [place.hold(_cells(one, unit), LEFT + DOWN) for one in tokens]
        corner = self._squares[0].get_corner(LEFT + DOWN)
        self.outlines = VGroup(*(Outline(width=n * unit, height=n * unit) for n in lengths))
        for outline in self.outlines.set_stroke(theme.INK, theme.STROKE_FRAME):
            outline.move_to(corner, aligned_edge=LEFT + DOWN)
            outline.rotate(PI).reverse_direction()  # drawn as arcs are: from there up, and over
        upper, middle, lower = told.rows(1.4, 1, 1)
        self._counts = [
            middle.hold(EquationLine("product", [one, one], made, decimals=0, size=_SIZE))
            for one, made in zip(tokens, pairs, strict=True)
        ]
        mathematics = Declared("mathematics")
        symbol = Formula(FORMULAS["pairs"], size=_OF_SQUARE, declared=mathematics)
        self._symbol = upper.hold(symbol.set_color(theme.WEIGHT))
        self._label = lower.hold(Text("pairs of words", size=_OF_WORDS, color=theme.WEIGHT))
        super().__init__(*self._squares, *self._counts, self._symbol, self._label)

    def rise(self) -> list[Animation]:
        """Let the largest square fill with cells, row upon row, and these be counted."""
        return [rising([self._squares[0]]), FadeIn(self._counts[0], self._label, self._symbol)]

    def double(self) -> list[Animation]:
        """Let the square grow from its corner; what it was before stays outlined."""
        old, new = self._squares
        way = old.width / 2 * (UP + RIGHT)  # from the middle of the old to the new one's
        counted = Succession(FadeOut(self._counts[0]), FadeIn(self._counts[1]))
        return [FadeIn(new, shift=way, scale=0.5), FadeOut(old), counted]


def _cells(tokens: Citation, unit: float) -> VGroup:
    count, size = int(tokens.value), tokens.value * unit
    square = Square(size, stroke_width=0, fill_color=theme.WEIGHT).set_fill(opacity=_OPACITY)
    shows(square, Encoding(tokens, "width", theme.proportional, group="cells"))
    lines = shows(Path(stroke_color=theme.GROUND, stroke_width=_LINE), Furniture("grid"))
    corner = square.get_corner(LEFT + DOWN)
    for at in np.linspace(0, size, count + 1):
        for along, across in ((UP, RIGHT), (RIGHT, UP)):
            lines.start_new_path(corner + at * across)
            lines.add_line_to(corner + at * across + size * along)
    return VGroup(square, lines)
