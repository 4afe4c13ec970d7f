"""A table of one row: each key's score, its weight, and what that weight means in words."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    Succession,
    TransformFromCopy,
    VGroup,
)

from attention_math.softmax_steps import even_share, weights_in_words
from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.row_labels import RowLabels
from scenes.pieces.softmax.score_row import ScoreRow
from scenes.stage.derive import derive
from scenes.stage.layout import Room, line
from scenes.stage.text import Numeral, Text

_GAP = 0.2
_SIZE = 0.36


class WeightTable(VGroup):
    """A row a key, level with the rows of a grid beside it."""

    def __init__(
        self,
        room: Room,
        words: Sequence[str],
        row: ScoreRow,
        *,
        beside: AttentionGrid,
    ) -> None:
        named, first, second, said = room.columns(1.2, 1.0, 1.0, 3.6)
        heights = [beside.row(i).get_y() for i in range(len(words))]
        cell = (first.width, beside.cell_size[1])
        self.words = RowLabels(words, heights, right=named.right - _GAP)
        self.scores = AttentionGrid(
            row.scores[:, None], decimals=1, cell=cell, color_of=row.color_of
        )
        self.weights = AttentionGrid(row.weights[:, None], cell=cell)
        for grid, place in ((self.scores, first), (self.weights, second)):
            place.hold(grid).set_y(beside.cells.get_y())
        means = derive(weights_in_words, row.weights, row.seen)
        self.meanings = RowLabels(means.words(), heights, left=said.left + _GAP, color=theme.INK)
        self.heads = VGroup(
            Text("score").set_x(first.center[0]),
            Text("weight", color=theme.WEIGHT).set_x(second.center[0]),
            Text("meaning", color=theme.QUIET).set_x(said.left + _GAP, direction=LEFT),
        )
        for head in self.heads:
            head.stand_on(self.scores.get_top()[1] + _GAP)
        text = Text("an even share would be", size=_SIZE, color=theme.QUIET)
        share = derive(even_share, row.seen, source=row.weights.source).cite(0)
        self.share = line(text, Numeral(share, size=_SIZE, color=theme.QUIET), gap=0.15)
        self.share.next_to(self.scores, DOWN, buff=2 * _GAP)
        self.share.set_x(self.words.get_left()[0], direction=LEFT)
        super().__init__(self.words, self.scores, self.weights, self.meanings, self.heads)

    def take_in(self, scores: Sequence[Mobject]) -> Animation:
        """Let a row of scores come into their cells."""
        return AnimationGroup(*map(ReplacementTransform, scores, self.scores.cells))

    def head_with(self, words: Sequence[Mobject]) -> list[Animation]:
        """Let words that are on stage become the heads, and the last one appear."""
        return [*map(ReplacementTransform, words, self.heads), FadeIn(self.heads[len(words) :])]

    def bring_in(self, weights: Sequence[Mobject]) -> Animation:
        """Let copies of a row of weights come into their cells; then words and numbers appear."""
        pairs = map(TransformFromCopy, weights, self.weights.cells)
        written = FadeIn(self.words, self.scores.marks, self.weights.marks, run_time=theme.QUICK)
        return Succession(LaggedStart(*pairs, lag_ratio=0.1), written)

    def say(self) -> Animation:
        """Say line by line what each weight means."""
        said = (FadeIn(meaning, shift=RIGHT * 0.2) for meaning in self.meanings)
        return AnimationGroup(LaggedStart(*said, lag_ratio=0.3), FadeIn(self.share))
