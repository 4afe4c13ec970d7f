"""The grid of all scores, with Q before its rows and K above its columns."""

from __future__ import annotations

from functools import partial

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    MoveToTarget,
    VGroup,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.mobjects.heat_map import HeatMap
from scenes.pieces.dot_product_scores.standing_keys import ENTRIES, GAP
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room

_HIGHEST = 0.8  # of a row of the grid
_ROOM_FOR_WORDS = 0.6


class ScoreTable(VGroup):
    """The grid of all scores, coloured, a row of it in digits, too; Q stands before it."""

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

    def drop_rows_but(self, row: int) -> Animation:
        """Let the scores of all other queries fall into their rows, one after the other."""
        grid = self.grid
        part, high = self.query.quantity[row : row + 1], self.query.height / len(grid.quantity)
        self.asking = HeatMap(part, width=ENTRIES, height=high, color_of=self.query.color_of)
        self.asking.move_to(self.query).set_y(grid.row(row).get_y())
        rows = (grid.row(one) for one in range(len(grid.quantity)) if one != row)
        falls = (FadeIn(one, shift=0.6 * DOWN) for one in rows)
        return LaggedStart(FadeIn(self.asking), *falls, lag_ratio=0.6)

    def lift(self, row: int, room: Room) -> Animation:
        """Let one query, all keys and its row of scores come near until they fill a room."""
        grid, own = self.grid, VGroup(*self.grid.filled_cells(row))
        above, beside = VGroup(self.key, grid.column_labels), (self.asking, grid.row_labels[row])
        lifted = VGroup(above, own, *beside)
        keys, scores, *_ = target = lifted.generate_target()
        keys.shift((scores.get_top()[1] + GAP - keys.get_bottom()[1]) * UP)
        room.hold(target.scale(min(room.width / target.width, room.height / target.height)))
        return MoveToTarget(lifted, run_time=1.3 * theme.SLOW)
