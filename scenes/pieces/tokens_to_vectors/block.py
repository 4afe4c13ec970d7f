"""Ids of two sentences are a grid, their vectors a block: pictures with their shapes below."""

from __future__ import annotations

from functools import partial

import numpy as np
from manim import DOWN, LEFT, RIGHT, UL, VGroup

from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.pieces.tokens_to_vectors.shape_line import ShapeLine
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline, Rule
from scenes.stage.text import Text

_BEHIND = np.array([1.0, 0.75, 0.0])  # from a sheet to the next one behind it
_CELL, _LINE = (0.42, 0.46), 3.0
_AXES = (("B", "sentences"), ("T", "tokens"), ("C", "numbers"))


class Block(VGroup):
    """A tensor with three axes as sheets one behind the other, with the names of its axes.

    ``sheets[b]`` is a matrix of it; ``shapes`` are those of the ids and of the block.
    """

    def __init__(self, ids: Quantity, vectors: Quantity, room: Room, *, limit: float) -> None:
        law = partial(theme.score_color, limit=limit)
        above, below = room.inset(left=0.3, right=0.3).rows(7, 1)
        depth, rows, columns = vectors.shape
        cell = above.inset(left=1.4, right=1.2, top=1.0, bottom=0.6).cell(rows, columns, most=_CELL)
        size = {"width": columns * cell[0], "height": rows * cell[1]}
        self.sheets = VGroup()
        for b in range(depth):
            sheet = HeatMap(vectors[b], color_of=law, **size)
            border = Outline(color=theme.EDGE, stroke_width=_LINE, **size)
            self.sheets.add(VGroup(sheet, border).shift(b * _BEHIND))
        front, back = self.sheets[0], self.sheets[-1]
        corners = front.get_corner(UL), back.get_corner(UL)
        self.edge = Rule(*corners, color=theme.EDGE, stroke_width=_LINE)
        self.names = VGroup(
            *(_named(*axis, way) for axis, way in zip(_AXES, (LEFT, DOWN, RIGHT), strict=True))
        )
        self.names[0].next_to(self.edge.get_center(), UL, buff=0.1)
        self.names[1].next_to(front, LEFT, buff=0.15)
        self.names[2].next_to(front, DOWN, buff=0.15)
        # What is drawn last stands in front.
        above.hold(VGroup(*reversed(self.sheets), self.edge, self.names))
        self.shapes = VGroup(ShapeLine("BT", ids), ShapeLine("BTC", vectors, new="C"))
        below.hold(self.shapes.arrange(RIGHT, buff=0.4), shrink=True)
        super().__init__(*reversed(self.sheets), self.edge, self.names, self.shapes)


def _named(name: str, counts: str, way: np.ndarray) -> VGroup:
    parts = Text(name, italic=True, size=theme.SIZE_TOKEN), Text(counts, color=theme.QUIET)
    named = VGroup(*parts).arrange(way, buff=0.15)
    return named if way is DOWN else VGroup(parts[0], parts[1].stand_on(parts[0].baseline))
