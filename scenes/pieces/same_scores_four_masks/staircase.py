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
from scenes.stage.layout import Room, line
from scenes.stage.text import Text

_NAMES, _HEADS, _LARGEST = 1.5, 0.65, (1.25, 0.74)  # room for words; the largest cell
_LARGER, _WRITTEN, _WIDEST = 1.35, 0.56, 1.9  # of words; what is written: its size and its width
_GAP, _TILT, _FALL = 0.3, -20 * DEGREES, 0.3
_LANDED, _WORDS, _APART, _ASKEW = 1.3, 0.5, 0.3, -9 * DEGREES  # of the words that fell


class Staircase:
    """Rows that hear all words, each with what it writes; then those that hear no later ones."""

    def __init__(self, room: Room, told: Told, row: TriedRow) -> None:
        self._told, self._row, self._room = told, row, room
        lines, columns = told.both.weights.shape
        inner = room.inset(left=_NAMES, right=_WIDEST + _GAP, top=_HEADS)
        cell = inner.cell(lines, columns, most=_LARGEST)
        self._cell = cell[0] / _LARGER, cell[1] / _LARGER
        self._before, self._after = (self._grid(one, inner) for one in (told.padded, told.both))
        self._open, self._written = (self._write(one) for one in (told.padded, told.both))
        self._lines = range(lines)

    def gather(self) -> Animation:
        """Let the tried row become one of all, and the others come around it."""
        row, query, open_ = self._row, self._told.query, self._before
        scores, hanging = row.scores, row.hanging
        olds = *scores.words, hanging.listener, hanging.word, *row.lights
        named = open_.row_labels[query], self._open[query]
        moved = become(olds, (*open_.column_labels, *named, *open_.row(query)))
        parts = scores.cells, scores.rules, scores.bars, hanging.cords, hanging.number, *row.covers
        gone = FadeOut(*parts, run_time=theme.QUICK)
        around = (
            FadeIn(open_.row(line), open_.row_labels[line], self._open[line])
            for line in self._lines
            if line != query
        )
        return LaggedStart(AnimationGroup(gone, moved), LaggedStart(*around, lag_ratio=0.15),
                           lag_ratio=0.4)  # fmt: skip

    def close(self) -> Animation:
        """Let darkness go along each row to who listens there; words that stood on more tilt."""
        return LaggedStart(*map(self._close, self._lines), lag_ratio=0.45)

    def fall(self) -> Animation:
        """Let one tilted word after the other fall, and another come in its place."""
        return LaggedStart(*map(self._fall, filter(self._falls, self._lines)), lag_ratio=0.8)

    def land(self) -> Animation:
        """Let what fell come near, askew, and above it what stood there: each at the tried row."""
        told, (at, names) = self._told, (self._told.query, self._before.row_labels)
        olds = VGroup(*self._before.column_labels), self._after.row(at)
        heads, dark = (old.copy() for old in olds)
        lit = self._grid(told.padded, self._room).row(at)
        stood, fell = (self._spell(one) for one in (told.padded, told.both))
        picture = VGroup(stood, lit, heads, dark, fell).arrange(DOWN, buff=_APART)
        self._room.hold(picture, shrink=True)
        for old, new in zip(stood, fell, strict=True):
            new.set_x(old.get_left()[0], LEFT)
            if str(old.text) != str(new.text):
                new.rotate(_ASKEW)
        name = names[at].copy().next_to(heads, LEFT, buff=_GAP)
        name.stand_on(heads[0].baseline)
        gone = [self._after.row(line) for line in self._lines if line != at]
        gone += [one for line, one in enumerate(names) if line != at]
        gone += [one for line, one in enumerate(self._written) if line not in told.fallen]
        words = zip((self._written[line] for line in told.fallen), fell, strict=True)
        walk = LaggedStart(*(ReplacementTransform(*pair) for pair in words), lag_ratio=0.4)
        near = AnimationGroup(become([*olds, names[at]], [heads, dark, name]), walk)
        return LaggedStart(FadeOut(*gone), near, FadeIn(lit, stood, shift=DOWN * _FALL),
                           lag_ratio=0.4)  # fmt: skip

    def _spell(self, reading: Reading) -> VGroup:
        """Write what comes of the rows that fall, large."""
        words = [reading.written.words()[place] for place in self._told.fallen]
        return line(*(Text(word, size=_LANDED, color=self._told.hue(word)) for word in words),
                    gap=_WORDS)  # fmt: skip

    def _close(self, line: int) -> Animation:
        pairs = [*zip(self._before.row(line), self._after.row(line), strict=True)]
        darker = LaggedStart(*(ReplacementTransform(*pair) for pair in pairs[::-1]), lag_ratio=0.2)
        old, new = self._open[line], self._written[line]
        if not self._falls(line):
            return AnimationGroup(darker, ReplacementTransform(old, new))
        return Succession(darker, Rotate(old, _TILT / 4, about_point=old.get_corner(DL)))

    def _falls(self, line: int) -> bool:
        return str(self._open[line].text) != str(self._written[line].text)

    def _fall(self, line: int) -> Animation:
        old, new = self._open[line], self._written[line]
        gone = FadeOut(old, shift=DOWN * _FALL)
        return Succession(gone, FadeIn(new, shift=DOWN * _FALL, scale=2))

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
        for place, word in enumerate(reading.written.words()):
            text = Text(word, size=_WRITTEN, color=self._told.hue(word))
            text.scale(min(1.0, _WIDEST / text.width))
            row = self._before.row(place)
            text.set_x(row.get_right()[0] + _GAP, LEFT)
            words.add(text.stand_on(row.get_y() - theme.MIDDLE * text.em))
        return words
