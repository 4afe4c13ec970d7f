"""The price of attention: a cell a pair of words, four times as many whenever a text doubles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

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
    Succession,
    VGroup,
)

from attention_math.recall import count_paths
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.equation_line import EquationLine
from scenes.mobjects.formula import Formula
from scenes.stage.cited import Citation, Declared
from scenes.stage.claims import Encoding, Furniture, shows
from scenes.stage.derive import derive
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline, Path, Square
from scenes.stage.text import Text

_LENGTHS = (16, 32, 64)
_SIZE, _OF_WORDS, _OF_SQUARE = 0.85, 0.6, 1.5
_OPACITY, _LINE = 0.6, 0.75
_STEP = 1.6  # seconds, in which a number can be read


class Cells(VGroup):
    """A square of n × n cells, each as large as in all others."""

    def __init__(self, tokens: Citation, unit: float) -> None:
        count = int(tokens.value)
        self.square = Square(count * unit, stroke_width=0, fill_color=theme.WEIGHT)
        self.square.set_fill(opacity=_OPACITY)
        shows(self.square, Encoding(tokens, "width", theme.proportional, group="cells"))
        self.lines = Path(stroke_color=theme.GROUND, stroke_width=_LINE)
        shows(self.lines, Furniture("grid"))
        corner, side = self.square.get_corner(LEFT + DOWN), count * unit
        for at in np.linspace(0, side, count + 1):
            for along, across in ((UP, RIGHT), (RIGHT, UP)):
                self.lines.start_new_path(corner + at * across)
                self.lines.add_line_to(corner + at * across + side * along)
        super().__init__(self.square, self.lines)


class GrowingSquare(VGroup):
    """The cells of one length after the other in the same corner, and how many they are.

    How many they are in the end, the ``total``, is left to be guessed.
    """

    def __init__(self, room: Room) -> None:
        place, told = room.columns(room.height, room.width - room.height, gap=0.5)
        paths = derive(count_paths, _LENGTHS, source="recall")
        tokens, pairs = paths.tokens.each(), paths.scores.each()
        unit = min(place.width, place.height) / _LENGTHS[-1]
        self.cells = [place.hold(Cells(one, unit), LEFT + DOWN) for one in tokens]
        upper, middle, lower = told.rows(1.4, 1, 1)
        self.counts = [
            middle.hold(EquationLine("product", [one, one], made, decimals=0, size=_SIZE))
            for one, made in zip(tokens, pairs, strict=True)
        ]
        self.total = self.counts[-1].total
        mathematics = Declared("mathematics")
        self.symbol = Formula(FORMULAS["pairs"], size=_OF_SQUARE, declared=mathematics)
        self.name = Text("pairs of words", size=_OF_WORDS, color=theme.WEIGHT)
        upper.hold(self.symbol.set_color(theme.WEIGHT))
        lower.hold(self.name)
        super().__init__(self.cells[0], self.counts[0], self.symbol, self.name)

    def double(self) -> Iterator[Animation]:
        """Yield, for each length that follows, how the square grows; its old outline stays."""
        for (old, new), counts in zip(pairwise(self.cells), pairwise(self.counts), strict=True):
            way = old.square.width / 2 * (UP + RIGHT)  # from the middle of the old to the new one's
            told = [part for part in counts[1] if part is not self.total]
            change = FadeOut(counts[0]), FadeIn(*told)
            side = Outline(width=old.square.width, height=old.square.width)
            side.move_to(old).set_stroke(theme.INK, theme.STROKE_THIN)
            yield AnimationGroup(
                FadeIn(new.square, shift=way, scale=0.5),
                FadeOut(old),
                FadeIn(new.lines, side),
                Succession(*change, run_time=theme.QUICK),
                run_time=_STEP,
            )
