"""All rows under both masks: the row that was tried goes to its place, and darkness to the rest."""

from __future__ import annotations

from manim import (
    DEGREES,
    DL,
    DOWN,
    LEFT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    Rotate,
    Succession,
    VGroup,
)

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.motion import become
from scenes.pieces.same_scores_four_masks.told import Reading, Told
from scenes.pieces.same_scores_four_masks.tried_row import TriedRow
from scenes.stage.layout import Room
from scenes.stage.text import Text

_NAMES, _HEADS, _LARGEST = 1.5, 0.65, (1.25, 0.74)  # room for words; the largest cell
_LARGER, _WRITTEN, _WIDEST = 1.35, 0.56, 1.9  # of words; what is written: its size and its width
_GAP, _TILT, _FALL = 0.3, -20 * DEGREES, 0.3


class Staircase:
    """Rows that hear all words, each with what it writes; then those that hear no later ones."""

    def __init__(self, room: Room, told: Told, row: TriedRow) -> None:
        self._told, self._row = told, row
        lines, columns = told.both.weights.shape
        inner = room.inset(left=_NAMES, right=_WIDEST + _GAP, top=_HEADS)
        cell = inner.cell(lines, columns, most=_LARGEST)
        self._cell = cell[0] / _LARGER, cell[1] / _LARGER
        self._before, self._after = (self._grid(one, inner) for one in (told.padded, told.both))
        self._open, self._written = (self._write(one) for one in (told.padded, told.both))
        self._others = [line for line in range(lines) if line != told.query]

    def gather(self) -> Animation:
        """Let the tried row become one of all, and the others come around it."""
        row, query, after = self._row, self._told.query, self._after
        scores, hanging = row.scores, row.hanging
        olds = *scores.words, hanging.listener, hanging.word, *row.lights
        named = after.row_labels[query], self._written[query]
        moved = become(olds, (*after.column_labels, *named, *after.row(query)))
        parts = scores.cells, scores.rules, scores.bars, hanging.cords, hanging.number, *row.covers
        gone = FadeOut(*parts, run_time=theme.QUICK)
        around = (
            FadeIn(self._before.row(line), after.row_labels[line], self._open[line])
            for line in self._others
        )
        return LaggedStart(AnimationGroup(gone, moved), LaggedStart(*around, lag_ratio=0.15),
                           lag_ratio=0.4)  # fmt: skip

    def close(self) -> Animation:
        """Let darkness go along each row to who listens there; words that stood on more fall."""
        return LaggedStart(*map(self._close, self._others), lag_ratio=0.45)

    def _close(self, line: int) -> Animation:
        pairs = [*zip(self._before.row(line), self._after.row(line), strict=True)]
        darker = LaggedStart(*(ReplacementTransform(*pair) for pair in pairs[::-1]), lag_ratio=0.2)
        old, new = self._open[line], self._written[line]
        if str(old.text) == str(new.text):
            return AnimationGroup(darker, ReplacementTransform(old, new))
        tilted = Rotate(old, _TILT, about_point=old.get_corner(DL))
        falling = FadeOut(old, shift=DOWN * _FALL), FadeIn(new, shift=DOWN * _FALL, scale=2)
        return Succession(darker, tilted, *falling)

    def _grid(self, reading: Reading, room: Room) -> AttentionGrid:
        told = self._told
        grid = AttentionGrid(
            reading.weights,
            queries=told.listeners.words(),
            keys=told.filled.tokens.words(),
            view="heat",
            cell=self._cell,
            visible=reading.visible.values,
        )
        grid.scale(_LARGER)
        return grid.shift(room.center - grid.cells.get_center())

    def _write(self, reading: Reading) -> VGroup:
        """Write behind each row what comes of it."""
        words = VGroup()
        for line, word in enumerate(reading.written.words()):
            text = Text(word, size=_WRITTEN, color=self._told.hue(word))
            text.scale(min(1.0, _WIDEST / text.width))
            row = self._before.row(line)
            text.set_x(row.get_right()[0] + _GAP, LEFT)
            words.add(text.stand_on(row.get_y() - theme.MIDDLE * text.em))
        return words
