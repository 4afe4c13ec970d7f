"""How far each key reaches along a query: its foot on the query's line becomes a bar."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    LEFT,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    LaggedStart,
    ReplacementTransform,
    Succession,
    VGroup,
)

from scenes import theme
from scenes.pieces.worked_example.projections import Projections
from scenes.pieces.worked_example.row_table import RowTable
from scenes.pieces.worked_example.third_row import ENTRY, ThirdRow
from scenes.pieces.worked_example.vector_plane import places
from scenes.stage.cited import Quantity, Word


class KeysAlong(VGroup):
    """The query's line, the words of the keys, and where each key's tip falls on it."""

    def __init__(
        self, drawn: Projections, row: ThirdRow, table: RowTable, words: Sequence[Word]
    ) -> None:
        self._plane, keys = drawn.plane, row.of_head("key")
        self.arrows, self.line = drawn.made["key"].arrows, self._plane.line_along(row("query"))
        self.names = self._plane.vectors(keys, theme.KEY, words, "key").names
        self.feet, self._nearer = (self._dots(row.feet(one)) for one in ("scores", "scaled"))
        ends = zip(places(keys), places(row.feet("scores")), strict=True)
        self.falls = VGroup(*(self._plane.dashed(*pair, theme.KEY) for pair in ends))
        self.scores = table.bars(row("scores"), "scores")
        super().__init__(self.line, self.arrows, self.names, self.falls, self.feet)

    def measure(self) -> Animation:
        """Let the tip of the key whose score is worked out fall onto the query's line."""
        return Succession(Create(self.line), self._fall(ENTRY))

    def measure_others(self) -> Animation:
        """Let that score have its bar; then each tip falls, and its bar grows meanwhile."""
        first = GrowFromEdge(self.scores.bars[ENTRY], LEFT)
        others = (i for i in range(len(self.arrows)) if i != ENTRY)
        return LaggedStart(first, *map(self._measure, others), lag_ratio=0.6)

    def come_nearer(self) -> Animation:
        """Let all feet come nearer by what the scores are divided by."""
        old, self.feet = self.feet, self._nearer
        moves = map(ReplacementTransform, old, self.feet)
        return AnimationGroup(FadeOut(self.falls), *moves)

    def hide_last(self) -> Animation:
        """Let the last key go."""
        return FadeOut(self.arrows[-1], self.names[-1], self.feet[-1])

    def _fall(self, key: int) -> Animation:
        return Succession(Create(self.falls[key]), FadeIn(self.feet[key], scale=2))

    def _measure(self, key: int) -> Animation:
        growing = GrowFromEdge(self.scores.bars[key], LEFT), FadeIn(self.scores.numbers[key])
        return AnimationGroup(self._fall(key), *growing)

    def _dots(self, feet: Quantity) -> VGroup:
        dots = (self._plane.dot(*at, color=theme.HIGHLIGHT) for at in places(feet))
        return VGroup(*dots)
