"""Words beside rows: the French that they write, or what they hear most."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    FadeIn,
    LaggedStart,
    MoveToTarget,
    VGroup,
)

from scenes import theme
from scenes.pieces.same_scores_four_masks.stencilled_grid import StencilledGrid
from scenes.pieces.same_scores_four_masks.told import Told
from scenes.stage.cited import Quantity, Word
from scenes.stage.text import Text

_SIZE, _LARGE, _WIDEST = 0.5, 0.74, 1.75  # the second of the row that is followed
_GAP, _FALL = 0.3, 0.3
_DEPTH = 2  # before all that slides


class French(VGroup):
    """A column of words at the right of a grid, level with its rows."""

    def __init__(self, grid: StencilledGrid, told: Told) -> None:
        written, self._hue, self._followed = told.free.written, told.hue, told.query
        self._left = grid.sentence().get_right()[0] + _GAP
        self._heights = [grid.row(i).get_y() for i in range(len(written))]
        self._waiting = set[int]()
        self.title = Text(told.says_title(), size=theme.SIZE_LABEL, color=theme.QUIET, italic=True)
        self.title.set_x(self._left, LEFT).stand_on(grid.column_labels[0].baseline)
        self.title.set_z_index(_DEPTH)
        self.words = VGroup(*map(self._word, range(len(written)), written.words()))
        super().__init__(self.words, self.title)

    def write(self) -> Animation:
        """Let one word after the other come out of its row; the followed one has come."""
        coming = (one for row, one in enumerate(self.words) if row != self._followed)
        return LaggedStart(*(FadeIn(one, shift=RIGHT * 0.4) for one in coming), lag_ratio=0.3)

    def turn(
        self, written: Quantity, way: np.ndarray = DOWN, *, aside: float = 0.0
    ) -> list[Animation]:
        """Let each word that is another now fall out, and the new one after it; or step aside."""
        self._left += aside
        staying, moves = VGroup(self.title), list[Animation]()
        for i, (old, word) in enumerate(zip(self.words, written.words(), strict=True)):
            if old.text == word:
                staying.add(old)
                continue
            self.words.submobjects[i] = new = self._word(i, word)
            old.generate_target().shift(way * _FALL).set_opacity(0)
            moves.append(MoveToTarget(old, remover=True))
            moves.append(FadeIn(new, shift=way * _FALL, scale=1.2))
        return [staying.animate.shift(RIGHT * aside), *moves] if aside else moves

    def wait(self) -> list[Animation]:
        """Let all words but that of the followed row grow pale, and stay so."""
        self._waiting = set(range(len(self.words))) - {self._followed}
        return [self.words[row].animate.set_color(theme.DIM) for row in self._waiting]

    @property
    def place(self) -> Text:
        """Where a guess may stand: behind the followed row's word."""
        word = self.words[self._followed]
        return word.copy().set_x(word.get_right()[0] + _GAP)

    def _word(self, row: int, word: Word) -> Text:
        size = _LARGE if row == self._followed else _SIZE
        color = theme.DIM if row in self._waiting else self._hue(word)
        text = Text(word, size=size, color=color).set_z_index(_DEPTH)
        text.scale(min(1.0, _WIDEST / text.width)).set_x(self._left, LEFT)
        return text.stand_on(self._heights[row] - theme.MIDDLE * text.em)
