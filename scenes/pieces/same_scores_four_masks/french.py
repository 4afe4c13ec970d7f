"""Words beside rows: the French that they write, or what they hear most."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    FadeIn,
    FadeOut,
    LaggedStart,
    MoveToTarget,
    TransformFromCopy,
    VGroup,
)

from scenes import theme
from scenes.pieces.same_scores_four_masks.stencilled_grid import StencilledGrid
from scenes.pieces.same_scores_four_masks.told import Told
from scenes.stage.cited import Quantity, Word
from scenes.stage.layout import Room
from scenes.stage.text import Text

_SIZE, _LARGE, _GAP, _FALL = 0.56, 1.5, 0.3, 0.3
_DEPTH = 2  # before all that slides


class French(VGroup):
    """A column of words at the right of a grid, level with its rows."""

    def __init__(self, grid: StencilledGrid, told: Told) -> None:
        written, self._hue = told.free.written, told.hue
        self._left = grid.sentence().get_right()[0] + _GAP
        self._heights = [grid.row(i).get_y() for i in range(len(written))]
        self.title = Text(told.says_title(), size=theme.SIZE_LABEL, color=theme.QUIET, italic=True)
        self.title.set_x(self._left, LEFT).stand_on(grid.column_labels[0].baseline)
        self.title.set_z_index(_DEPTH)
        self.words = VGroup(*map(self._word, range(len(written)), written.words()))
        self.large: dict[int, Text] = {}
        super().__init__(self.words, self.title)

    def write(self) -> Animation:
        """Let one word after the other come out of its row."""
        return LaggedStart(*(FadeIn(one, shift=RIGHT * 0.4) for one in self.words), lag_ratio=0.3)

    def enlarge(self, row: int, room: Room) -> Animation:
        """Let one word be seen large as well, in a room, level with its row; it turns with it."""
        self.large[row] = self._enlarged(row, self.words[row].text, room)
        self._room = room
        return TransformFromCopy(self.words[row], self.large[row])

    def leave_large(self) -> Animation:
        """Let what is seen large go."""
        gone, self.large = self.large, {}
        return FadeOut(*gone.values())

    def turn(self, written: Quantity, way: np.ndarray = DOWN) -> list[Animation]:
        """Let each word that is another now fall out, and the new one after it."""
        pairs = []
        for i, word in enumerate(written.words()):
            if self.words[i].text != word:
                pairs.append((self.words[i], self._word(i, word)))
                self.words.submobjects[i] = pairs[-1][1]
                if i in self.large:
                    pairs.append((self.large[i], self._enlarged(i, word, self._room)))
                    self.large[i] = pairs[-1][1]
        moves: list[Animation] = []
        for old, new in pairs:
            old.generate_target().shift(way * _FALL).set_opacity(0)
            moves.append(MoveToTarget(old, remover=True))
            moves.append(FadeIn(new, shift=way * _FALL, scale=1.2))
        return moves

    def _enlarged(self, row: int, word: Word, room: Room) -> Text:
        text = Text(word, size=_LARGE, color=self._hue(word)).set_z_index(_DEPTH)
        return room.hold(text, shrink=True).set_y(self._heights[row])

    def places(self) -> list[Text]:
        """List places behind the words, where a guess may stand."""
        return [one.copy().set_x(one.get_right()[0] + _GAP) for one in self.words]

    def beside(self, room: Room) -> Room:
        """Return what is left of a room at the right of the words."""
        right = max(one.get_right()[0] for one in self.words)
        return Room(right + 2 * _GAP, room.right, room.bottom, room.top)

    def make_room(self, width: float) -> Animation:
        """Step aside to the right, or back."""
        self._left += width
        return self.animate.shift(RIGHT * width)

    def _word(self, row: int, word: Word) -> Text:
        text = Text(word, size=_SIZE, color=self._hue(word)).set_z_index(_DEPTH)
        return text.set_x(self._left, LEFT).stand_on(self._heights[row] - theme.MIDDLE * _SIZE)
