"""One row of a table of scores, so near that it fills the stage: asked for, and answered."""

from __future__ import annotations

from operator import itemgetter
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
    Restore,
    Succession,
    Transform,
    VGroup,
    smooth,
    squish_rate_func,
)

from scenes import theme
from scenes.mobjects.motion import aside, become, rising
from scenes.pieces.dot_product_scores.near_keys import NearKeys
from scenes.pieces.dot_product_scores.score_bars import ScoreBars
from scenes.pieces.dot_product_scores.score_table import ScoreTable
from scenes.pieces.dot_product_scores.standing_keys import GAP
from scenes.stage.layout import Room
from scenes.stage.text import Numeral

_AFTER, _AT_LAST = (squish_rate_func(smooth, start, 1) for start in (0.25, 0.7))
_DIP = 0.8  # below the straight line, of arrows that go past words that wait


class NearRow(VGroup):
    """One query of a table, all keys above it, and what it scores on each of them."""

    def __init__(self, table: ScoreTable, row: int) -> None:
        grid = table.grid
        self.keys, self.words = table.key, grid.column_labels
        self.cells = VGroup(*grid.filled_cells(row))
        self.query, self.word = table.query[row], grid.row_labels[row]
        self.rest = VGroup(self.keys, self.words, self.query, self.word)
        super().__init__(self.cells, self.rest)

    def fill(self, room: Room) -> Self:
        """Let the keys come down to the row, and all of it be as large as there is room."""
        down = self.cells.get_top()[1] + GAP - self.keys.get_bottom()[1]
        VGroup(self.keys, self.words).shift(down * UP)
        return room.hold(self.scale(min(room.width / self.width, room.height / self.height)))

    def come_near(self, room: Room) -> Animation:
        """Move out of the table until it fills a room."""
        self.generate_target().fill(room)
        return MoveToTarget(self, run_time=1.1)

    def turn_into(self, keys: NearKeys) -> Animation:
        """Let each key be an arrow in its column, then all go their ways, and their words too.

        Those that go lowest go first, so that no word crosses another.
        """
        stand, go, dip = [], [], aside(_DIP * DOWN)
        for column, arrow, *words in zip(
            self.keys, keys.arrows, self.words, keys.names, strict=True
        ):
            there = arrow.copy()
            arrow.put_start_and_end_on(column.get_bottom(), column.get_top())
            stand.append(AnimationGroup(FadeOut(column), FadeIn(arrow)))
            pairs = (
                Transform(arrow, there, path_func=dip),
                ReplacementTransform(*words, path_func=dip),
            )
            go.append((words[1].get_y(), AnimationGroup(*pairs)))
        lowest = [move for _, move in sorted(go, key=itemgetter(0))]
        going = LaggedStart(*lowest, lag_ratio=0.2, run_time=1.5)
        noted = FadeIn(keys.note, rate_func=_AT_LAST, run_time=1.5)
        return Succession(
            LaggedStart(*stand, lag_ratio=0.1, run_time=0.7), AnimationGroup(going, noted)
        )

    def receive(
        self, table: ScoreTable, bars: ScoreBars, best: int, written: Numeral, room: Room
    ) -> tuple[list[Animation], list[Animation]]:
        """Let bars lie down where its cells are when it fills a room; then all else comes there.

        One bar has its number already. The table goes to the middle of the room, unseen.
        """
        way = room.center - table.get_center()
        table.shift(way)
        self.save_state()
        near = self.copy().fill(room)
        self.cells.become(near.cells)
        self.rest.shift(-way)
        cells, marks = zip(*self.cells, strict=True)
        rides = written.animate(run_time=1).match_height(marks[best]).move_to(bars.bars[best])
        number = Succession(rides, ReplacementTransform(written, marks[best], run_time=3))
        lying = become(bars.bars, cells, rate_func=_AFTER)
        others = (mark for mark in marks if mark is not marks[best])
        coming = Transform(self.rest, near.rest)
        return [FadeOut(bars.axis), lying, number], [coming, FadeIn(*others, rate_func=_AT_LAST)]

    def go_back(self, others: Animation) -> Animation:
        """Move back into the table, in the middle of the room, where others come then."""
        return Succession(Restore(self), others)

    def empty(self) -> VGroup:
        """Return the outlines of its cells, whose scores are still unknown."""
        outlines = VGroup(*(cell[0].copy() for cell in self.cells))
        return outlines.set_fill(opacity=0).set_stroke(theme.EDGE, theme.STROKE_FRAME)

    def ask(self, outlines: VGroup) -> list[Animation]:
        """Let its keys, its query and empty cells come, where the words stand already."""
        query = FadeIn(self.query, shift=RIGHT)
        return [rising(self.keys), query, FadeIn(outlines, shift=0.3 * DOWN, lag_ratio=0.1)]
