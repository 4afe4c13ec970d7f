"""The grid of all scores, with Q before its rows and K above its columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    VGroup,
    linear,
)

from attention_math.story import Pair, decimals_of_scores
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid, value_dot
from scenes.mobjects.formula import Formula
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.motion import passing
from scenes.mobjects.scale_legend import ScaleLegend
from scenes.pieces.dot_product_scores.standing_keys import ENTRIES, GAP
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Text

_HIGHEST = 0.8  # of a row of the grid
_ROOM_FOR_WORDS = 0.6
_LEGEND, _LAG = 0.42, 0.6  # the type of the legend; from one row to the next


class ScoreTable(VGroup):
    """The grid of all scores, a row of it in digits, the others as dots; Q stands before it."""

    def __init__(self, grid: AttentionGrid, query: Quantity, key: Quantity, room: Room) -> None:
        self.grid = grid
        laws = [partial(theme.size_color, limit=part.limit(), hue=theme.hue_of(name))
                for part, name in ((query, "query"), (key, "key"))]  # fmt: skip
        self.query = HeatMap(query, width=ENTRIES, height=grid.cells.height, color_of=laws[0])
        self.key = VGroup(
            *(
                HeatMap(key[j : j + 1].transposed(), width=grid.cell_size[0], height=ENTRIES,
                        color_of=laws[1])
                for j in range(len(key))
            )
        ).arrange(RIGHT, buff=0)  # fmt: skip
        self.query.next_to(grid.cells, LEFT, buff=GAP)
        self.key.next_to(grid.cells, UP, buff=GAP)
        grid.row_labels.shift((ENTRIES + GAP) * LEFT)
        grid.column_labels.shift((ENTRIES + GAP) * UP)
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
        rows = room.inset(top=ENTRIES + GAP + _ROOM_FOR_WORDS)
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

    def sweep(self, rows: Sequence[int]) -> Animation:
        """Let a light go down over every other query, out of which its row of scores comes."""
        start, end = (self.grid.row(row).get_y() for row in (rows[0], rows[-1]))
        both = VGroup(self.query, self.grid.cells)
        light = Rectangle(width=both.width, height=self.grid.cell_size[1], color=theme.QUERY)
        shows(light, Furniture("light", of="query")).move_to([both.get_x(), start, 0]).set_z_index(
            2
        )
        falls = [VGroup(self.grid.row(row), self.grid.row_marks(row)) for row in rows]
        down = light.animate(rate_func=linear, run_time=_LAG * len(rows)).set_y(end)
        come = LaggedStart(*(FadeIn(row, shift=0.5 * RIGHT) for row in falls), lag_ratio=_LAG)
        return AnimationGroup(passing(light, down), come)

    def legend(self, ends: Sequence[Pair], space: Room) -> ScaleLegend:
        """Say in a room by the largest and the smallest score what dots tell."""
        quantity, room = self.grid.quantity, min(self.grid.cell_size) / 2
        limit = quantity.limit()
        legend = ScaleLegend(
            [quantity.cite(*end) for end in ends],
            lambda cited: value_dot(cited, room, limit),
            Text("area: size", size=_LEGEND, color=theme.QUIET),
            decimals=decimals_of_scores(limit),
            size=_LEGEND,
            widest=space.width,
        )
        return space.hold(legend)
