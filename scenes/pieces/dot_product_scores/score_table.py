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
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.mobjects.heat_map import HeatMap
from scenes.pieces.dot_product_scores.score_bars import ScoreBars
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
        high = grid.cells.height / len(query)
        self.query = VGroup(
            *(
                HeatMap(query[i : i + 1], width=ENTRIES, height=high, color_of=laws[0])
                for i in range(len(query))
            )
        ).arrange(DOWN, buff=0)
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
        place = self.query[row].get_left()
        return tuple(FadeOut(one, target_position=place, scale=0.3) for one in (arrow, icon))

    def take_scores(self, bars: ScoreBars, row: int) -> list[Animation]:
        """Let bars lie down in a row of the grid, and their numbers with them."""
        grid = self.grid
        pairs = zip(bars.bars, grid.row(row), strict=True)
        landing = (FadeOut(bar, target_position=cell, scale=0.3) for bar, cell in pairs)
        numbers = map(ReplacementTransform, bars.numbers, grid.row_marks(row))
        coming = FadeIn(self.symbols[1], grid.row(row))
        return [*landing, FadeOut(bars.axis), coming, LaggedStart(*numbers, lag_ratio=0.1)]

    def settle(self, room: Room, row: int) -> list[Animation]:
        """Move to the middle of a room, with one row of the grid; there other queries come."""
        way = room.center - self.get_center()
        waiting = [self._parts(one) for one in range(len(self.query)) if one != row]
        VGroup(self.symbols[0], *(part for parts in waiting for part in parts)).shift(way)
        shown = *self._parts(row), self.grid.column_labels, self.key, self.symbols[1]
        queries = (FadeIn(*parts[2:], shift=RIGHT) for parts in waiting)
        coming = LaggedStart(FadeIn(self.symbols[0]), *queries, lag_ratio=0.1)
        return [VGroup(*shown).animate.shift(way), coming]

    def drop_rows_but(self, row: int) -> Animation:
        """Let the scores of all other queries fall into their rows, one after the other."""
        rows = (self.grid.row(one) for one in range(len(self.query)) if one != row)
        return LaggedStart(*(FadeIn(one, shift=0.6 * DOWN) for one in rows), lag_ratio=0.6)

    def _parts(self, row: int) -> tuple[Mobject, ...]:
        """Return all of one row: its scores, their digits, its query, and whose it is."""
        grid = self.grid
        return grid.row(row), grid.row_marks(row), self.query[row], grid.row_labels[row]

    def lift(self, row: int, room: Room) -> Animation:
        """Let one query, all keys and its row of scores come near until they fill a room."""
        grid, own = self.grid, VGroup(*self.grid.filled_cells(row))
        above, beside = VGroup(self.key, grid.column_labels), grid.row_labels[row]
        lifted = VGroup(above, own, self.query[row], beside)
        keys, scores, *_ = target = lifted.generate_target()
        keys.shift((scores.get_top()[1] + GAP - keys.get_bottom()[1]) * UP)
        room.hold(target.scale(min(room.width / target.width, room.height / target.height)))
        return MoveToTarget(lifted, run_time=theme.SLOW)
