"""The same row once under each mask, from the top: as they are tried, and as they stay."""

from __future__ import annotations

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    GrowFromPoint,
    LaggedStart,
    Restore,
    VGroup,
)

from scenes import theme
from scenes.pieces.same_scores_four_masks.told import Told
from scenes.pieces.same_scores_four_masks.tried_row import WRITTEN, TriedRow
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline
from scenes.stage.text import Numeral, Text

_HEAD, _GAP, _LISTENER = 0.75, 0.3, 0.46  # the last is the type of who listens
_PITCH, _CELL = 1.6, (2.2, 0.86)  # between rows; a cell's width, and its share of the pitch
_NUMBER, _BELOW = 0.55, 0.15  # how much of its look goes to whom it hears most
_ALONE, _TALL, _DEPTH = 1.6, 3.6, 2  # the first row by itself: how much larger, and how high


class TriedRows:
    """Rows that are alike but for what hides them.

    Attributes
    ----------
    first
        The row that nothing hides.
    others
        Those that have something hidden, by the names of their covers.
    """

    def __init__(self, room: Room, told: Told) -> None:
        self._room, self._heard, trials = room, told.heard, told.trials()
        columns, listener = len(told.filled.tokens), told.word
        before = Text(listener, size=_LISTENER).width + _GAP
        inner = room.inset(left=before, right=WRITTEN + _GAP, top=_HEAD)
        heights = inner.heights(len(trials), most=_PITCH)
        wide, share = _CELL
        cell = inner.cell(1, columns, most=(wide, share * (heights[0] - heights[1])))
        self.rows = [TriedRow(told, trial, cell) for trial in trials]
        spare = (inner.width - columns * cell[0]) / 2
        for row, height in zip(self.rows, heights, strict=True):
            row.stand(inner.left + spare, height, inner.right + _GAP - spare)
        self.first, *others = self.rows
        heard = told.free.weights.cite(told.query, told.heard)
        self._most = Numeral(heard, size=_NUMBER, color=theme.WEIGHT)
        self.others = {row.name: row for row in others}
        label = self.first.scores.row_labels
        for row in others:
            row.scores.row_labels.match_height(label).align_to(label, RIGHT)
            for key in row.scores.column_labels:
                key.stand_on(self.first.scores.column_labels[0].baseline)
            row.cover.wait_at(self.first.scores.cells.get_x())

    def enter(self) -> Animation:
        """Let the first row come as a chart of its own, as large as can be."""
        row, scores = self.first, self.first.scores
        self._alone = VGroup(row.body, scores.row_labels, scores.column_labels, row.word)
        body, _, keys, word = self._alone
        for part in self._alone:
            part.save_state()
        word.next_to(body, RIGHT, buff=_GAP)
        self._alone.scale(min(_ALONE, self._room.width / self._alone.width))
        keys.shift(UP * (_TALL - body.height) / 2)
        body.stretch_to_fit_height(_TALL)
        self._alone.move_to(self._room.center)
        names = FadeIn(scores.row_labels, keys, scores.cells, scores.rules)
        bars = zip(scores.marks, scores.rules, strict=True)
        growing = (GrowFromPoint(bar, rule.get_center()) for bar, rule in bars)
        return LaggedStart(names, LaggedStart(*growing, lag_ratio=0.3), lag_ratio=0.4)

    def tell(self) -> Animation:
        """Let the first row's cells be lit, most of all one; and the word come out of it."""
        self._most.next_to(self.first.scores.cells[self._heard], DOWN, buff=_BELOW)
        written = FadeIn(self.first.word, shift=RIGHT * 0.4)
        return LaggedStart(FadeIn(self.first.lights, self._most), written, lag_ratio=0.4)

    def make_room(self) -> Animation:
        """Let the first row become one of several, and covers come where others will be."""
        covers = (FadeIn(row.cover, shift=LEFT) for row in self.others.values())
        settled = AnimationGroup(FadeOut(self._most), *map(Restore, self._alone))
        return LaggedStart(settled, LaggedStart(*covers, lag_ratio=0.4), lag_ratio=0.6)

    def point(self) -> Animation:
        """Frame whom the row hears most while nothing is hidden, in all rows."""
        cells = (row.scores.cells[self._heard] for row in self.rows)
        column = VGroup(self.first.scores.column_labels[self._heard], *cells)
        frame = Outline(width=column[1].width, height=column.height + _GAP).move_to(column)
        return Create(frame.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME).set_z_index(_DEPTH))
