"""Q beside the grid of scores, and K, which turns on its diagonal to stand above it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from manim import (
    LEFT,
    PI,
    RIGHT,
    UP,
    Animation,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    UpdateFromAlphaFunc,
    VGroup,
    rotation_matrix,
    smooth,
)

from attention_math.story import Pair
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid, value_dot
from scenes.mobjects.formula import Formula
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.scale_legend import ScaleLegend
from scenes.pieces.dot_product_scores.score_bars import ScoreBars
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room
from scenes.stage.text import Text

_DIAGONAL = np.array([1.0, -1.0, 0.0]) / np.sqrt(2)  # of a matrix, from its first entry down
_ENTRIES = 1.5  # how wide the entries of a query or a key are, all together
_GAP, _HIGHEST = 0.16, 0.8  # between Q, K and the grid; a row of the grid at most
_ROOM_FOR_WORDS = 0.6
_SHRINKS = 0.45  # by how much words do half-way, where they have the least room


class StandingKeys(VGroup):
    """K with a row a key, each as a strip behind its word; it can turn to stand over a grid.

    It turns rigidly on its diagonal, out of the picture's plane; its words stay upright.
    """

    def __init__(self, key: Quantity, bars: ScoreBars) -> None:
        law = partial(theme.size_color, limit=key.limit(), hue=theme.KEY)
        self.strips, self.names = VGroup(), bars.names
        right = bars.names.get_right()[0]
        for place, height in enumerate(bars.heights):
            row = key[place : place + 1]
            strip = HeatMap(row, width=_ENTRIES, height=bars.pitch, color_of=law)
            self.strips.add(strip.move_to([right, height, 0], aligned_edge=RIGHT))
        super().__init__(self.strips, self.names)

    def make_room(self) -> Animation:
        """Let the words step aside, and the strips appear where they stood."""
        aside = self.names.animate.shift((_ENTRIES + _GAP) * LEFT)
        return LaggedStart(aside, FadeIn(self.strips, lag_ratio=0.3), lag_ratio=0.4)

    def turn(self, corner: np.ndarray, labels: VGroup) -> Animation:
        """Turn, while the first entry's corner goes where it will stand; words become labels."""
        start, way = self.strips[0].get_corner(LEFT + UP), rotation_matrix(PI, _DIAGONAL)
        strips = [(strip, strip.points.copy()) for strip in self.strips]
        words = [(name, *_apart(name), *_apart(end))
                 for name, end in zip(self.names, labels, strict=True)]  # fmt: skip

        def put(_keys: StandingKeys, alpha: float) -> None:
            turn, at = rotation_matrix(PI * alpha, _DIAGONAL), start + alpha * (corner - start)
            for strip, points in strips:
                strip.set_points(at + (points - start) @ turn.T)
            for name, middle, shape, last, form in words:
                missed = last - corner - (middle - start) @ way.T
                place = at + (middle - start) @ turn.T + alpha * missed
                drawn = (1 - alpha) * shape + alpha * form
                name.set_points(place + (1 - _SHRINKS * np.sin(PI * alpha)) * drawn)

        return UpdateFromAlphaFunc(self, put, rate_func=smooth)


class ScoreTable(VGroup):
    """The grid of all scores, a row of it in digits, the others as dots; Q stands before it."""

    def __init__(self, grid: AttentionGrid, query: Quantity, key: Quantity, room: Room) -> None:
        self.grid = grid
        laws = [partial(theme.size_color, limit=part.limit(), hue=theme.hue_of(name))
                for part, name in ((query, "query"), (key, "key"))]  # fmt: skip
        self.query = HeatMap(query, width=_ENTRIES, height=grid.cells.height, color_of=laws[0])
        self.key = VGroup(
            *(
                HeatMap(key[j : j + 1].transposed(), width=grid.cell_size[0], height=_ENTRIES,
                        color_of=laws[1])
                for j in range(len(key))
            )
        ).arrange(RIGHT, buff=0)  # fmt: skip
        self.query.next_to(grid.cells, LEFT, buff=_GAP)
        self.key.next_to(grid.cells, UP, buff=_GAP)
        grid.row_labels.shift((_ENTRIES + _GAP) * LEFT)
        grid.column_labels.shift((_ENTRIES + _GAP) * UP)
        self.symbols = VGroup(
            Formula(FORMULAS["query"], size=0.6).next_to(self.query, UP, buff=0.15),
            Formula(FORMULAS["key turned"], size=0.6).next_to(self.key, LEFT, buff=0.3),
        )
        self.symbols[1].align_to(self.key, UP)
        super().__init__(grid, self.query, self.key, self.symbols)
        room.hold(self, LEFT)

    @staticmethod
    def cell(tokens: int, wide: float, room: Room) -> tuple[float, float]:
        """Return how large a cell may be of a grid whose columns are so wide."""
        rows = room.inset(top=_ENTRIES + _GAP + _ROOM_FOR_WORDS)
        return rows.cell(tokens, tokens, most=(wide, _HIGHEST))

    @property
    def corner(self) -> np.ndarray:
        """Where the first entry of K stands when it has turned."""
        return self.key.get_corner(LEFT + UP)

    def take_query(self, arrow: Mobject, icon: Mobject, row: int) -> tuple[Animation, Animation]:
        """Let the query become the row of Q that it is."""
        place = self.query.get_left() + [0, self.grid.row(row).get_y() - self.query.get_y(), 0]
        return tuple(FadeOut(one, target_position=place, scale=0.3) for one in (arrow, icon))

    def settle(self, room: Room, row: int) -> Animation:
        """Move to the middle of a room, while only one row of the grid is seen."""
        way, grid = room.center - self.get_center(), self.grid
        for waits in set(range(len(grid.quantity))) - {row}:
            VGroup(grid.row(waits), grid.row_marks(waits)).shift(way)
        row_shown = grid.row(row), grid.row_marks(row)
        words = grid.row_labels, grid.column_labels
        return VGroup(*row_shown, *words, self.query, self.key, self.symbols).animate.shift(way)

    def legend(self, ends: Sequence[Pair]) -> ScaleLegend:
        """Say by the largest and the smallest score what dots tell."""
        quantity, room = self.grid.quantity, min(self.grid.cell_size) / 2
        limit = quantity.limit()
        return ScaleLegend(
            [quantity.cite(*end) for end in ends],
            lambda cited: value_dot(cited, room, limit),
            Text("area: size", size=0.31, color=theme.QUIET),
            decimals=1,
            size=0.31,
        )


def _apart(text: Text) -> tuple[np.ndarray, np.ndarray]:
    """Take the points of a text apart: their middle, and where they are from there."""
    middle = (text.points.min(axis=0) + text.points.max(axis=0)) / 2
    return middle, text.points - middle
