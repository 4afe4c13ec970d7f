"""All of attention on one line: from ids over Q, K, V and four grids to the output."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from manim import DOWN, RIGHT, UP, Arrow, VGroup, VMobject
from manim.utils.color import ManimColor

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.stage.cited import Quantity

_SIDE = 0.33  # of a cell
_LINE = 0.36  # from one line of numbers to the next
_GAP = 0.38
_HEIGHT = 0.85  # of the line's middle
_STACK = (1.85, -0.13, -2.11)  # of Q and K on both sides of the line, and of V below
_SCORES = {"scores": "scores", "scaled": "divided by the root", "masked": "mask"}


class CalculationStrip(VGroup):
    """Small heat pictures of every step, joined by arrows; ids and output are numbers.

    ``parts`` are the pictures in the order of the calculation. Brightness is the size of an
    entry, each matrix on its own scale.
    """

    def __init__(self, ids: Quantity, arrays: Mapping[str, Quantity]) -> None:
        first = NumberMatrix(ids[:, None], decimals=0, size=0.29, pitch=(0.85, _LINE))
        self.projected = VGroup(
            *(
                self._named(self._matrix(arrays[name], theme.hue_of(name)), name)
                for name in ("query", "key", "value")
            )
        )
        output = NumberMatrix(arrays["output"], decimals=4, size=0.29, color=theme.VALUE,
                              pitch=(1.25, _LINE))  # fmt: skip
        columns = [
            self._named(first, "ids", theme.QUIET),
            self._named(self._matrix(arrays["inputs"], theme.INK), "example inputs"),
            self.projected,
            *(self._named(self._grid(arrays, name), formula)
              for name, formula in _SCORES.items()),
            self._named(self._grid(arrays, "weights"), "softmax"),
            self._named(output, "output"),
        ]  # fmt: skip
        VGroup(*columns).arrange(RIGHT, buff=_GAP)
        for column in columns:
            if column is not self.projected:
                column.shift(UP * (_HEIGHT - column[0].get_y()))
        self._stack(columns[2].get_x())
        self.arrows = self._arrows(columns)
        self.parts = VGroup(*columns)
        super().__init__(self.parts, self.arrows)
        self.set_x(0)

    def _stack(self, x: float) -> None:
        for part, height in zip(self.projected, _STACK, strict=True):
            part.shift([x - part[0].get_x(), height - part[0].get_y(), 0])

    def _arrows(self, columns: list[VGroup]) -> VGroup:
        query, key, value = self.projected
        joined = [(columns[0], columns[1]), (columns[1], query), (columns[1], key),
                  (columns[1], value), (query, columns[3]), (key, columns[3]),
                  *zip(columns[3:-1], columns[4:], strict=True)]  # fmt: skip
        arrows = VGroup(*(self._arrow(left[0], right[0]) for left, right in joined))
        corner = [columns[-1][0].get_x(), value[0].get_y(), 0]
        way = VMobject(stroke_color=theme.VALUE, stroke_width=2)
        way.set_points_as_corners([value[0].get_right() + RIGHT * 0.1, corner])
        rise = Arrow(corner, columns[-1][0].get_bottom() + DOWN * 0.08, buff=0, stroke_width=2,
                     color=theme.VALUE, tip_length=0.14)  # fmt: skip
        return arrows.add(VGroup(way, rise))

    @staticmethod
    def _arrow(left: VGroup, right: VGroup) -> Arrow:
        return Arrow(left.get_right(), right.get_left(), buff=0.06, stroke_width=2,
                     color=theme.QUIET, tip_length=0.12,
                     max_tip_length_to_length_ratio=0.5)  # fmt: skip

    @staticmethod
    def _named(picture: VGroup, formula: str, color: ManimColor | None = None) -> VGroup:
        name = Formula(FORMULAS[formula], size=0.36, color=color).next_to(picture, UP, buff=0.14)
        return VGroup(picture, name)

    @staticmethod
    def _matrix(quantity: Quantity, hue: ManimColor) -> AttentionGrid:
        law = partial(theme.size_color, limit=quantity.limit(), hue=hue)
        return AttentionGrid(quantity, view="heat", cell=(_SIDE, _SIDE), color_of=law)

    @staticmethod
    def _grid(arrays: Mapping[str, Quantity], name: str) -> AttentionGrid:
        limit = arrays["scaled" if name == "masked" else name].limit()
        law = partial(theme.score_color, limit=limit) if name in _SCORES else theme.weight_color
        return AttentionGrid(arrays[name], view="heat", cell=(_SIDE, _SIDE), color_of=law)
