"""How far each key reaches along a query: its foot on the query's line becomes a bar."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    Succession,
    TransformFromCopy,
    VGroup,
)

from scenes import theme
from scenes.pieces.worked_example.projections import Projections
from scenes.pieces.worked_example.row_table import ROW, RowTable
from scenes.pieces.worked_example.third_row import ThirdRow
from scenes.pieces.worked_example.vector_plane import OF_KEYS, VectorPlane
from scenes.stage.cited import Word
from scenes.stage.layout import Room


class KeysAlong(VGroup):
    """One query, all keys, the query's line and where each key's tip falls on it."""

    def __init__(self, room: Room, row: ThirdRow, table: RowTable, words: Sequence[Word]) -> None:
        self.plane, keys = VectorPlane(room, OF_KEYS), row.of_head("key")
        self.query = self.plane.vectors(row.of_head("query")[ROW : ROW + 1], theme.QUERY)
        self.keys = self.plane.vectors(keys, theme.KEY, words, "key")
        self.line = self.plane.line_along(row("query"))
        self.drops = self.plane.drops(keys, row.feet(), theme.KEY)
        self.scores, self.words = table.bars(row("scores"), "scores"), table.named(words, theme.KEY)
        super().__init__(self.plane, self.line, self.keys, self.query, self.drops)

    def come_from(self, drawn: Projections, words: VGroup) -> Animation:
        """Let the query and the keys come nearer, and the words go to their keys."""
        old = *drawn.looking(), *words
        ours = *self.query.arrows, *self.keys.arrows, *self.keys.names
        moves = map(ReplacementTransform, old, ours)
        return AnimationGroup(self.plane.come_from(drawn.plane), *moves)

    def measure(self) -> Animation:
        """Let every tip fall onto the query's line."""
        falls = (Succession(Create(fall), FadeIn(foot)) for fall, foot in self.drops)
        return Succession(Create(self.line), LaggedStart(*falls, lag_ratio=0.4))

    def give(self) -> Animation:
        """Let each foot become the bar of its score, beside the word of its key."""
        feet, names = [drop[1] for drop in self.drops], self.keys.names
        pairs = *zip(feet, self.scores.bars, strict=True), *zip(names, self.words, strict=True)
        return LaggedStart(*(TransformFromCopy(*pair) for pair in pairs), lag_ratio=0.1)

    def hide_last(self) -> Animation:
        """Let the last key go."""
        gone = self.keys.arrows[-1], self.keys.names[-1], self.drops[-1]
        for group, part in zip((self.keys.arrows, self.keys.names, self.drops), gone, strict=True):
            group.remove(part)
        return FadeOut(*gone)
