"""One row of a table of scores, so near that it fills the stage: asked for, and answered."""

from __future__ import annotations

from typing import Self

from manim import (
    DOWN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    MoveToTarget,
    ReplacementTransform,
    Transform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import rising
from scenes.pieces.dot_product_scores.score_table import ScoreTable
from scenes.pieces.dot_product_scores.standing_keys import GAP
from scenes.stage.layout import Room


class NearRow(VGroup):
    """One query of a table, all keys above it, and what it scores on each of them."""

    def __init__(self, table: ScoreTable, row: int) -> None:
        grid = table.grid
        self.keys, self.words = table.key, grid.column_labels
        self.cells = VGroup(*grid.filled_cells(row))
        self.query, self.word = table.query[row], grid.row_labels[row]
        super().__init__(self.keys, self.words, self.cells, self.query, self.word)

    def fill(self, room: Room) -> Self:
        """Let the keys come down to the row, and all of it be as large as there is room."""
        down = self.cells.get_top()[1] + GAP - self.keys.get_bottom()[1]
        VGroup(self.keys, self.words).shift(down * UP)
        return room.hold(self.scale(min(room.width / self.width, room.height / self.height)))

    def come_near(self, room: Room) -> Animation:
        """Move out of the table until it fills a room."""
        self.generate_target().fill(room)
        return MoveToTarget(self, run_time=theme.SLOW)

    def become(self, arrows: VGroup, names: VGroup) -> Animation:
        """Let one key after the other leave its column as an arrow, and its word with it."""
        moves = []
        for column, arrow in zip(self.keys, arrows, strict=True):
            there = arrow.copy()
            arrow.put_start_and_end_on(column.get_top(), column.get_bottom()).set_opacity(0)
            moves.append(AnimationGroup(FadeOut(column), Transform(arrow, there)))
        named = map(ReplacementTransform, self.words, names)
        return LaggedStart(*map(AnimationGroup, moves, named), lag_ratio=0.2)

    def empty(self) -> VGroup:
        """Return the outlines of its cells, whose scores are still unknown."""
        outlines = VGroup(*(cell[0].copy() for cell in self.cells))
        return outlines.set_fill(opacity=0).set_stroke(theme.EDGE, theme.STROKE_FRAME)

    def ask(self, outlines: VGroup) -> list[Animation]:
        """Let its keys, its query and empty cells come, where the words stand already."""
        query = FadeIn(self.query, shift=RIGHT)
        return [rising(self.keys), query, FadeIn(outlines, shift=0.3 * DOWN, lag_ratio=0.1)]
