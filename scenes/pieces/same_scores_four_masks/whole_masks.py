"""The whole masks, of each of which one row was seen: squares, dark where they hide."""

from __future__ import annotations

from manim import (
    DOWN,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    MoveToTarget,
    Restore,
    VGroup,
)

from attention_math.story import hidden_cells
from scenes import theme
from scenes.pieces.same_scores_four_masks.cover import hidden
from scenes.pieces.same_scores_four_masks.told import Told
from scenes.pieces.same_scores_four_masks.tried_row import TriedRow
from scenes.pieces.same_scores_four_masks.tried_rows import TriedRows
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline, Panel

_APART, _BELOW, _LARGEST = 0.5, 0.45, 0.9  # between masks; below them; of a row's size, at most
_RIM, _DEPTH = 0.15, 2


class WholeMasks:
    """Tried rows go in, each to its place in its own mask, and come out again.

    The first row, of which nothing is hidden, stays above them.
    """

    def __init__(self, room: Room, told: Told, tried: TriedRows) -> None:
        self._query, self._moved, self._lines = told.query, VGroup(), len(told.listeners)
        rows, first = [*tried.others.values()], tried.first.scores.cells
        self._names = VGroup(*(VGroup(row.scores.row_labels, row.word) for row in rows))
        below = room.inset(top=room.top - first.get_bottom()[1] + _APART, bottom=_BELOW)
        widths = [len(row.scores.cells) for row in rows]
        free = room.width - (len(rows) - 1) * _APART
        most = free / (sum(widths) * first[0].width), below.height / (self._lines * first.height)
        self._size = min(_LARGEST, *most)
        pairs = zip(rows, below.columns(*widths, gap=_APART), strict=True)
        self._masks = [self._mask(*pair) for pair in pairs]

    def open(self) -> Animation:
        """Let each row go into its mask, and all other rows of that mask come around it."""
        around = (FadeIn(mask, lag_ratio=0.1) for mask in self._masks)
        going = LaggedStart(*map(MoveToTarget, self._moved), lag_ratio=0.1)
        around = LaggedStart(*around, lag_ratio=0.2)
        return LaggedStart(AnimationGroup(FadeOut(self._names), going), around, lag_ratio=0.4)

    def close(self) -> Animation:
        """Let the rows come out of them, as they were."""
        gone = FadeOut(*self._masks, run_time=theme.QUICK)
        back = LaggedStart(*map(Restore, self._moved), lag_ratio=0.1)
        return LaggedStart(gone, back, FadeIn(self._names, run_time=theme.QUICK), lag_ratio=0.5)

    def _mask(self, row: TriedRow, room: Room) -> VGroup:
        """Send a row to its place in a mask, and make the rest of that mask."""
        visible, query, body = row.under.visible, self._query, self._go(row.body)
        pitch = self._size * row.scores.cells.height
        body.scale(self._size).move_to(room.center)
        paper = Panel(width=body.width, height=self._lines * pitch, corner_radius=0.01)
        paper.set_stroke(width=0).set_fill(theme.LINE, 1).move_to(body)
        body.shift(UP * ((self._lines - 1) / 2 - query) * pitch)
        lit = Outline(width=body.width, height=pitch).move_to(body)
        lit.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME).set_z_index(_DEPTH)
        unseen = hidden_cells(visible.values)
        dark = VGroup(
            *(
                hidden(body[0][at], visible, line, at).shift(UP * (query - line) * pitch)
                for line, at in unseen
                if line != query and line < self._lines
            )
        )
        (name,) = map(self._go, row.cover.called)
        hiding = VGroup(*dark, *body[-1])
        name.next_to(hiding, UP if row.name == "later" else DOWN, buff=_RIM)
        return VGroup(paper, dark, lit)

    def _go(self, part: VGroup) -> VGroup:
        """Let a part move, and later come back; return what it will be."""
        self._moved.add(part)
        part.save_state()
        return part.generate_target()
