"""A cut through all waves at one place after the other: the vectors of those places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from manim import (
    RIGHT,
    Animation,
    FadeIn,
    LaggedStart,
    TransformFromCopy,
    UpdateFromAlphaFunc,
    VGroup,
)

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.pieces.word_plus_position.lane import CREST
from scenes.pieces.word_plus_position.waves import Waves
from scenes.stage.cited import Declared, Quantity
from scenes.stage.claims import shows
from scenes.stage.shapes import Rule
from scenes.stage.text import Numeral

_DOT, _CELL = 0.14, 1.0


class Cut(VGroup):
    """A line through all waves, where they stand there, and a column of numbers for each place.

    Parameters
    ----------
    vectors
        By their places; their ``columns`` stand beside the waves.
    called
        The numbers of the places, which stand above.
    limit
        Where the scale of the colours ends.
    """

    def __init__(
        self,
        waves: Waves,
        vectors: Mapping[int, Quantity],
        called: Sequence[Declared],
        limit: float,
    ) -> None:
        self.waves, first, last = waves, waves.lanes[0], waves.lanes[-1]
        start = next(iter(vectors))
        ends = first.at(start, CREST), last.at(start, 0)
        self.line = Rule(*ends, color=theme.HIGHLIGHT, stroke_width=theme.STROKE_FRAME / 2)
        self.dots = VGroup(*(self._dot(i, start * waves.steps[0]) for i in range(len(waves.lanes))))
        self.columns, self.heads = VGroup(), VGroup()
        for column, (place, declared) in enumerate(zip(vectors, called, strict=True)):
            number = Numeral(place, decimals=0, size=theme.SIZE_TOKEN, declared=declared)
            self.heads.add(waves.head(number, column))
            self.columns.add(self._cells(vectors[place], column, limit))
        super().__init__(self.line, self.dots)

    def sweeping(self, place: int) -> list[Animation]:
        """Let the cut go to a place, and all hands turn there."""

        def follow(cut: Cut, _: float) -> None:
            for i, dot in enumerate(cut.dots):
                there = cut._dot(i, cut.waves.step)
                shows(dot.move_to(there).set_color(there.get_color()), there.claim)
            cut.line.shift(RIGHT * (cut.dots.get_x() - cut.line.get_x()))

        return [self.waves.turning(place), UpdateFromAlphaFunc(self, follow)]

    def fall_out(self, which: int) -> Animation:
        """Let every hand say how far across it is, and how far up."""
        ends = (end for clock, dot in zip(self.waves.clocks, self.dots, strict=True)
                for end in (clock.tip, dot))  # fmt: skip
        fallen = map(TransformFromCopy, ends, self.columns[which])
        return LaggedStart(FadeIn(self.heads[which]), *fallen, lag_ratio=0.15)

    def _dot(self, hand: int, row: int) -> VGroup:
        height = self.waves.near.cite(row, 2 * hand + 1)
        place = row / self.waves.steps[0]
        hue = theme.sign_color(height.value)
        return self.waves.lanes[hand].dot(place, height, color=hue, radius=_DOT)

    def _cells(self, vector: Quantity, column: int, limit: float) -> VGroup:
        law, cells = partial(theme.score_color, limit=limit), VGroup()
        for i, rooms in enumerate(self.waves.aside):
            pair, cell = vector[2 * i : 2 * i + 2, None], (_CELL, rooms[column].height / 2)
            grid = AttentionGrid(pair, view="heat", cell=cell, color_of=law)
            cells.add(*rooms[column].hold(grid).cells)
        return cells
