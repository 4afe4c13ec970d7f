"""One grid seen from farther and farther away, while its text grows: what was all is a corner."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, UpdateFromAlphaFunc, VGroup, smooth

from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, Furniture, shows
from scenes.stage.shapes import Outline, Path, Square

_OPACITY, _LINE = 0.6, 0.75
_FINE, _COARSE = 0.03, 0.07  # of a cell: lines between smaller ones are not drawn
_INSIDE = 1 - 1e-6


class GrowingGrid(VGroup):
    """Squares of so many tokens in one upper left corner, all to one scale.

    The last of them is always as large as the first was: as it grows the others shrink.

    Parameters
    ----------
    weights
        Of the first, which stays in the corner.
    tokens
        How many the text has at each step; as many as ``weights`` has at first.
    cells
        Where they stand.
    """

    def __init__(self, weights: Quantity, tokens: Quantity, cells: VGroup) -> None:
        self.tokens, self.side = tokens, cells.width
        self.corner = cells.get_corner(UP + LEFT)
        color = theme.weight_color
        self.heat = HeatMap(weights, width=self.side, height=self.side, color_of=color)
        self.lines = shows(Path(stroke_color=theme.GROUND), Furniture("grid"))
        self.squares = VGroup(self.square(0).set_fill(opacity=0))
        super().__init__(self.squares, self.lines, self.heat)
        self._place(self._cell(0))

    def square(self, step: int) -> Square:
        """Draw the square of a step, as large as there is room."""
        square = Square(self.side, color=theme.INK, stroke_width=theme.STROKE_THIN)
        square.set_fill(theme.WEIGHT, opacity=_OPACITY)
        square.move_to(self.corner, aligned_edge=UP + LEFT)
        law = Encoding(self.tokens.cite(step), "width", theme.proportional, "cells")
        return shows(square, law)

    def grow(self, step: int) -> Animation:
        """Go away from the grid until the next step's square stands there."""
        start, end = self._cell(step - 1), self._cell(step)
        old, new = self.squares[-1], self.square(step)
        filled = old.get_fill_opacity()
        self.squares.add(new)

        def go(grid: GrowingGrid, alpha: float) -> None:
            new.set_fill(opacity=_OPACITY * min(1.0, 2 * alpha)).set_stroke(opacity=alpha)
            old.set_fill(opacity=filled * (1 - alpha))
            grid._place(start ** (1 - alpha) * end**alpha)
            if alpha == 1:
                shows(old, Furniture("outline"))

        return UpdateFromAlphaFunc(self, go, rate_func=smooth)

    def outline(self, tokens: Citation) -> Outline:
        """Frame as much of the grid as a shorter text needs."""
        side = self._cell(len(self.squares) - 1) * tokens.value
        frame = Outline(width=side, height=side)
        frame.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        return frame.move_to(self.corner, aligned_edge=UP + LEFT)

    def _cell(self, step: int) -> float:
        """Return how wide a cell is when a step's square stands there."""
        return self.side / self.tokens.cite(step).value

    def _place(self, cell: float) -> None:
        """Make cells so wide; the last square stays as it is."""
        *former, _last = zip(self.squares, self.tokens.values, strict=False)
        for square, tokens in former:
            self._fit(square, cell * tokens)
        self._fit(self.heat, cell * self.tokens.cite(0).value)
        width = _LINE * float(np.clip((cell - _FINE) / (_COARSE - _FINE), 0, 1))
        self._rule(self.lines.set_stroke(width=width), cell if width else self.side)

    def _rule(self, path: Path, pitch: float) -> None:
        path.clear_points()
        for at in np.arange(pitch, self.side * _INSIDE, pitch):
            for along, across in ((DOWN, RIGHT), (RIGHT, DOWN)):
                path.start_new_path(self.corner + at * across)
                path.add_line_to(self.corner + at * across + self.side * along)

    def _fit(self, square: Square | HeatMap, side: float) -> None:
        square.scale(side / square.width)
        square.move_to(self.corner, aligned_edge=UP + LEFT)
