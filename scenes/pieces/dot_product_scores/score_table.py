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
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.mobjects.heat_map import HeatMap
from scenes.pieces.dot_product_scores.pointer import Pointer
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

    def take_query(self, pointer: Pointer, row: int) -> list[Animation]:
        """Let the query become the row of Q that it is."""
        strip, word = self.query[row], self.grid.row_labels[row]
        gone = FadeOut(pointer.query, target_position=strip.get_left(), scale=0.3)
        return [gone, FadeIn(strip), ReplacementTransform(pointer.icon, word)]

    def take_all(self, row: int) -> Animation:
        """Let all other queries come, and the scores of each fall into its row."""
        rest = [one for one in range(len(self.query)) if one != row]
        queries = VGroup(*(VGroup(self.query[one], self.grid.row_labels[one]) for one in rest))
        fallen = (FadeIn(self.grid.row(one), shift=0.6 * DOWN) for one in rest)
        coming = FadeIn(self.symbols, queries, shift=0.5 * RIGHT, lag_ratio=0.1)
        return AnimationGroup(coming, LaggedStart(*fallen, lag_ratio=0.6))
