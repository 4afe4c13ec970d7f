"""A cut through all waves at one place: the vector of that place."""

from __future__ import annotations

from functools import partial

from manim import LEFT, Animation, LaggedStart, TransformFromCopy, VGroup

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.pieces.word_plus_position.waves import CREST, Waves
from scenes.stage.shapes import Rule

_DOT, _CELL = 0.11, 1.1


class Cut(VGroup):
    """A line through all waves, where they stand there, and the numbers that this makes."""

    def __init__(self, waves: Waves, place: int) -> None:
        self.room = waves.middle.inset(top=0.5, left=-1.5)
        first, last, row = waves.lanes[0], waves.lanes[-1], place * waves.steps[0]
        ends = first.at(place, CREST), last.at(place, 0)
        self.line = Rule(*ends, color=theme.HIGHLIGHT, stroke_width=theme.STROKE_FRAME / 2)
        self.dots = VGroup(
            *(lane.dot(float(place), waves.near.cite(row, 2 * i + 1), color=theme.HIGHLIGHT,
                       radius=_DOT) for i, lane in enumerate(waves.lanes))
        )  # fmt: skip
        law, self.cells = partial(theme.score_color, limit=1.0), VGroup()
        for i, room in enumerate(waves.aside):
            pair = waves.near[row, 2 * i : 2 * i + 2][:, None]
            cell = _CELL, room.height / 2
            grid = AttentionGrid(pair, view="heat", cell=cell, color_of=law)
            self.cells.add(*room.hold(grid, LEFT).cells)
        super().__init__(self.line, self.dots, self.cells)

    def fall_out(self, waves: Waves) -> Animation:
        """Let every hand say how far across it is, and how far up."""
        ends = (end for clock, dot in zip(waves.clocks, self.dots, strict=True)
                for end in (clock.tip, dot))  # fmt: skip
        return LaggedStart(*map(TransformFromCopy, ends, self.cells), lag_ratio=0.15)
