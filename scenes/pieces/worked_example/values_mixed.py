"""Values shrink to their weights and add up tip to tail: where they end is the output."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    DEGREES,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    LaggedStart,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
)

from attention_math.derived import column_totals
from scenes import theme
from scenes.mobjects.motion import rippling
from scenes.pieces.worked_example.row_table import BOTH, ROW, RowTable
from scenes.pieces.worked_example.third_row import SEEN, ThirdRow
from scenes.pieces.worked_example.vector_plane import OF_MOVES, OF_VALUES, VectorPlane
from scenes.stage.cited import Word
from scenes.stage.derive import derive
from scenes.stage.layout import Room

_ARCS = 0, 0, 0, 60 * DEGREES  # by which each word goes around the others


class ValuesMixed(VGroup):
    """The values that are seen, what their weights leave of them, and the mix."""

    def __init__(self, room: Room, row: ThirdRow, words: Sequence[Word]) -> None:
        self.output = row.vector("output")
        self.plane, shares = VectorPlane(room, OF_VALUES), row.shares()
        draw, hue, seen = self.plane.vectors, theme.VALUE, row.of_head("value")[:SEEN]
        self.handed = draw(seen, hue, words[:SEEN], "value")
        self.small = draw(shares, hue)
        self.chain = self.plane.chain(derive(column_totals, shares), hue)
        self.mix = draw(row.of_head("output")[ROW : ROW + 1], theme.HIGHLIGHT)
        super().__init__(self.plane, self.handed)

    def come_from(self, plane: VectorPlane) -> Animation:
        """Let the axes move, and then the values grow."""
        return AnimationGroup(self.plane.come_from(plane), self.handed.grow(run_time=theme.SLOW))

    def shrink(self) -> Animation:
        """Let each value leave behind what its weight takes of it."""
        waiting = self.handed.arrows.animate.set_color(theme.DIM)
        taken = map(TransformFromCopy, self.handed.arrows, self.small.arrows)
        self.add(self.small)
        return AnimationGroup(waiting, LaggedStart(*taken, lag_ratio=0.3))

    def stack(self) -> Animation:
        """Lay the shares tip to tail, one after the other."""
        self.remove(self.small)
        self.add(self.chain)
        return LaggedStart(*map(ReplacementTransform, self.small.arrows, self.chain), lag_ratio=1)

    def arrive(self) -> Animation:
        """Draw the way straight to where they end."""
        self.add(self.mix)
        return Create(self.mix.arrows[0])


class OutputsDrawn(VGroup):
    """Where each row's vector points as it comes in, and where when it leaves."""

    def __init__(self, room: Room, row: ThirdRow, table: RowTable, words: Sequence[Word]) -> None:
        rows = row.of_head("output")
        self.words = table.named(words, theme.INK)
        self.matrix = table.heat(rows, BOTH, "output", digits=range(len(rows)))
        self.plane = VectorPlane(room, OF_MOVES)
        self.inputs = self.plane.vectors(row.inputs, theme.DIM, words, "inputs")
        outputs = self.plane.vectors(rows, theme.VALUE, words, "output")
        self.arrows, self.names = outputs.arrows, outputs.names
        self.ways = self.plane.ways(row.inputs, rows, theme.QUIET)
        self.ways[ROW].set_stroke(theme.HIGHLIGHT, 2 * theme.STROKE_THIN)
        super().__init__(self.plane, self.words)

    def come_from(self, mixed: ValuesMixed, words: VGroup) -> Animation:
        """Let the numbers of the mix find their row, and its arrow go back to where it began."""
        made, new = mixed.output, self.matrix
        old = made.cells, made.marks, made.title, mixed.mix.arrows[0], words
        row = new.row(ROW), new.row_marks(ROW), new.title
        moves = map(ReplacementTransform, old, (*row, self.inputs.arrows[ROW], self.words))
        named = FadeIn(self.inputs.names[ROW])
        return AnimationGroup(self.plane.come_from(mixed.plane), *moves, named)

    def move(self, row: int) -> Animation:
        """Let a vector go from where it comes in to where it leaves, and its word with it."""
        old, new = self.inputs, (self.arrows[row], self.names[row])
        gone = ReplacementTransform(old.names[row], new[1], path_arc=_ARCS[row])
        return AnimationGroup(
            TransformFromCopy(old.arrows[row], new[0]), gone, Create(self.ways[row])
        )

    def bring_others(self) -> Animation:
        """Let the other vectors come in."""
        others = self._others()
        coming = (FadeIn(self.inputs.arrows[i], self.inputs.names[i]) for i in others)
        return LaggedStart(*coming, lag_ratio=0.3)

    def move_others(self) -> Animation:
        """Let one after the other go, and its row be filled."""
        others = self._others()
        moves = LaggedStart(*map(self.move, others), lag_ratio=0.6)
        return AnimationGroup(moves, rippling(self.matrix, others))

    def _others(self) -> list[int]:
        return [i for i in range(len(self.arrows)) if i != ROW]
