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
    LaggedStart,
    TransformFromCopy,
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
from scenes.stage.text import Numeral, Text

_SIZE, _OF_WORDS, _OF_SQUARE = 0.8, 0.65, 1.8
_LABELS, _INSIDE = (0.27, 0.3, 0.45, 0.65), 0.07  # the type of the lengths; from their corners
_OPACITY, _LINE = 0.42, 0.5


class Price(VGroup):
    """The square of the longest of some lengths, then four of them for twice as many words.

    Attributes
    ----------
    outlines, labels
        Of the squares of all lengths, from one corner.
    twice, asked
        The outline for twice as many words with its label, and where their pairs are counted.
    """

    def __init__(self, room: Room, lengths: Sequence[Citation]) -> None:
        place, told = room.columns(room.height, room.width - room.height, gap=0.5)
        length = int(lengths[-1].value)
        paths = derive(count_paths, (length, 2 * length), source="recall")
        tokens, pairs = paths.tokens.each(), paths.scores.each()
        unit = min(place.width, place.height) / (2 * length)
        self._square = place.hold(_cells(tokens[0], unit), LEFT + DOWN)
        corner, self.labels = self._square.get_corner(LEFT + DOWN), VGroup()
        sides = [*(one.value for one in lengths), tokens[1].value]
        self.outlines = VGroup(*(Outline(width=n * unit, height=n * unit) for n in sides))
        for outline in self.outlines.set_stroke(theme.INK, theme.STROKE_FRAME):
            outline.move_to(corner, aligned_edge=LEFT + DOWN)
        whole, *_ = self.outlines[-1], self.outlines.remove(self.outlines[-1])
        for outline in self.outlines:
            outline.rotate(PI).reverse_direction()  # drawn as arcs are: from there up, and over
        for one, outline, size in zip(lengths, self.outlines, _LABELS, strict=True):
            self.labels.add(_label(one, outline, size))
        self.twice = VGroup(whole, _label(tokens[1], whole, _LABELS[-1]))
        rooms = told.rows(1, 1, 0.8, 1.5)
        self._counts = [
            room.hold(EquationLine("product", [one, one], made, decimals=0, size=_SIZE))
            for room, one, made in zip(rooms, tokens, pairs, strict=False)
        ]
        self.asked = self._counts[1]
        mathematics = Declared("mathematics")
        symbol = Formula(FORMULAS["pairs"], size=_OF_SQUARE, declared=mathematics)
        self._symbol = rooms[3].hold(symbol.set_color(theme.WEIGHT))
        self._label = rooms[2].hold(Text("pairs of words", size=_OF_WORDS, color=theme.WEIGHT))
        super().__init__(self._square, *self._counts, self._symbol, self._label)

    def rise(self) -> list[Animation]:
        """Let the largest square fill with cells, row upon row, and these be counted."""
        return [rising([self._square]), FadeIn(self._counts[0], self._label)]

    def double(self) -> Animation:
        """Let the square fill the one for twice as many words: there is room for four of it."""
        far = self._square.width
        ways = far * UP, far * RIGHT, far * (UP + RIGHT)
        copies = (self._square.copy().set_z_index(-1).shift(way) for way in ways)
        swelling = (TransformFromCopy(self._square, copy) for copy in copies)
        return LaggedStart(*swelling, FadeIn(self._counts[1], self._symbol), lag_ratio=0.4)


def _label(length: Citation, outline: Outline, size: float) -> Numeral:
    """Write a length into the upper right corner of its square."""
    place = outline.get_corner(UP + RIGHT) - _INSIDE * (UP + RIGHT)
    return Numeral(length, decimals=0, size=size).move_to(place, aligned_edge=UP + RIGHT)


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
