"""The scores of a trained head, a dot each, on an axis beside the grid that they come from."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, Animation, ReplacementTransform, TransformFromCopy, VGroup

from attention_math.experiments import DIMENSIONS, dot_product_variance, histogram
from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.plane import Plane
from scenes.pieces.why_divide_by_root_d.bells import Bells
from scenes.stage.cited import Declared, Quantity
from scenes.stage.derive import derive
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Path
from scenes.stage.text import Numeral, Text

_DOT = 0.09
_LEAST = 12.0
_BEYOND = 1.1
_TICKS = (-10.0, 0.0, 10.0)
_WIDTH, _ROOT = 4, 2.0  # of the head that independent scores are shown of
_REACH, _BINS = 4.0, 31  # roots to either side of zero; an odd number: one bin lies around zero


class OwnScores(VGroup):
    """A row of dots for each row of a grid, level with it, over the bell of independent entries."""

    def __init__(
        self, room: Room, grid: AttentionGrid, scores: Quantity, followed: tuple[int, int]
    ) -> None:
        self.grid, self.followed = grid, followed
        end = max(_LEAST, _REACH * _ROOT, _BEYOND * scores.limit())
        cells = grid.cells
        level = Room(room.left, room.right, cells.get_bottom()[1] - 0.55, cells.get_top()[1])
        self.bells = Bells(level, end, _TICKS)
        rows = len(scores)
        self.plane = Plane((-end, end), (0.0, float(rows)), width=level.width,
                           height=cells.height).move_to(self.bells.axis)  # fmt: skip
        self.dots = self._dots(scores)
        super().__init__(self.bells)

    def bell(self, *, divided: bool = False) -> Path:
        """Draw how independent entries of a head of width 4 spread."""
        sampled = derive(dot_product_variance, source="experiments")
        reach = _REACH if divided else _REACH * _ROOT
        table = sampled.scaled if divided else sampled.products
        counts = derive(histogram, table[DIMENSIONS.index(_WIDTH)], _BINS, reach)
        return self.bells.bell(counts, reach, theme.QUIET)

    def told(self, variance: Quantity, query: Quantity) -> VGroup:
        """Say how far the scores spread, and how far independent ones of one query's width do."""
        width, of_a_query = len(query), Declared("shape", of=query.name)
        lines = (
            line(_word("variance"), Numeral(variance.cite(), decimals=0, size=theme.SIZE_TOKEN)),
            line(
                _word("if independent").set_color(theme.QUIET),
                Numeral(width, decimals=0, color=theme.QUIET, declared=of_a_query,
                        size=theme.SIZE_TOKEN),
            ),
        )  # fmt: skip
        return VGroup(*lines).arrange(DOWN, buff=0.2, aligned_edge=LEFT)

    def fly_out(self) -> list[Animation]:
        """Let the dot of each cell leave for its place on the axis."""
        pairs = zip(self.grid.marks, self.dots, strict=True)
        return [TransformFromCopy(mark[0], dot) for mark, dot in pairs]

    def divide(self, scaled: Quantity) -> list[Animation]:
        """Let each dot move to what its score is once it is divided."""
        before, self.dots = self.dots, self._dots(scaled)
        return [ReplacementTransform(*pair) for pair in zip(before, self.dots, strict=True)]

    def _dots(self, scores: Quantity) -> VGroup:
        dots, count = VGroup(), len(scores)
        for i, j in np.ndindex(*scores.shape):
            cited = scores.cite(i, j)
            color = theme.sign_color(cited.value)
            dot = self.plane.dot(cited, count - i - 0.5, color=color, radius=_DOT)
            if (i, j) == self.followed:
                dot.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
            dots.add(dot)
        return dots


def _word(words: str) -> Text:
    return Text(words, size=theme.SIZE_TOKEN)
