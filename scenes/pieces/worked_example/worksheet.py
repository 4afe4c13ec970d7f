"""A sheet of ruled paper on which one row is worked out, line by line, in four decimals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from manim import (
    LEFT,
    Mobject,
    VGroup,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.token_row import Token
from scenes.pieces.worked_example.written import NUMBER, Written
from scenes.stage.cited import Declared, Quantity, Word
from scenes.stage.claims import Furniture, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Panel, Rule
from scenes.stage.text import Text

ROW = 2  # the row that is followed
FOLLOWED, WORDS, SCORES, *SCRATCH, OUTPUT = range(7)  # lines
_WORD, _TOKEN, _NAME, _LABEL, _PAD, _AIR = 0.42, 0.46, 0.38, 1.15, 0.18, 0.3
_SLOT = 1.9  # how wide one of two numbers stands
_FILLED = 0.82  # of a line's height
_CLOSE = 0.05  # to the end of its line ends a sum


class Worksheet(VGroup):
    """The word that is followed, all words, room for work, and blanks for what leaves."""

    def __init__(self, room: Room, words: Sequence[Word], followed: Word) -> None:
        inner = room.inset(left=_PAD, right=_PAD, bottom=_PAD / 2, top=_PAD / 2)
        self._lines = inner.rows(*[1] * (OUTPUT + 1))
        paper = Panel(width=room.width, height=room.height, corner_radius=0.15, stroke_width=0)
        paper.set_fill(theme.PANEL, opacity=1).move_to(room.center)
        self.token = Token(followed, size=_TOKEN, color=theme.HIGHLIGHT)
        self.token.box.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        self._lines[FOLLOWED].hold(self.token, LEFT)
        self.words = self._in_columns(WORDS, (_label(word) for word in words))
        self.blanks = VGroup(*map(_blank, self._slots(OUTPUT).columns(1, 1)))
        self.output = self._named(OUTPUT, "output")
        self.words[ROW].set_color(theme.HIGHLIGHT)
        rules = (_ruled(room, line.bottom) for line in self._lines[:-1])
        self.paper = VGroup(paper, *rules)
        super().__init__(self.paper, self.token, self.words, self.blanks, self.output)

    def line(
        self,
        at: int,
        name: str,
        row: Quantity,
        color_of: Callable[[float], ManimColor] | None = None,
        *,
        ink: ManimColor | None = None,
        visible: np.ndarray | None = None,
    ) -> Written:
        """Write a row of one number a word, or of two in the slots at the right."""
        _, count = row.shape
        room = self._columns(at) if count > 2 else self._slots(at)
        cell = room.width / count, _FILLED * room.height
        look = {"decimals": 4, "size": NUMBER, "visible": visible}
        color_of = color_of or theme.plain_color
        written = room.hold(Written(row, cell=cell, color_of=color_of, **look))
        if ink:
            written.cells.set_stroke(width=0)
            written.marks.set_color(ink)
        return written.entitle(self._named(at, name) if at != OUTPUT else self.output)

    def heights(self, *lines: int) -> list[float]:
        """Return at which heights lines have their middles."""
        return [float(self._lines[line].center[1]) for line in lines]

    @property
    def sum_right(self) -> float:
        """Where the numbers of a sum end."""
        return self._lines[OUTPUT].right - _CLOSE

    @property
    def free(self) -> Room:
        """The room of the free lines."""
        first, last = self._lines[SCRATCH[0]], self._lines[SCRATCH[-1]]
        return Room(first.left, first.right, last.bottom, first.top).inset(top=_AIR, bottom=_AIR)

    def forget(self) -> Text:
        """Let the box stand for any word, and return the mark that says so."""
        shows(self.token.box, Furniture("panel"))
        return Text("?", size=_TOKEN, color=theme.HIGHLIGHT).move_to(self.token.box)

    def _in_columns(self, at: int, parts: Iterable[Mobject]) -> VGroup:
        rooms = self._columns(at).columns(*[1] * 4)
        return VGroup(*(room.hold(part) for room, part in zip(rooms, parts, strict=True)))

    def _columns(self, at: int) -> Room:
        return self._lines[at].inset(left=_LABEL)

    def _slots(self, at: int) -> Room:
        line = self._lines[at]
        return line.inset(left=line.width - 2 * _SLOT)

    def _named(self, at: int, name: str) -> Text:
        label, room = Text(name, size=_NAME, color=theme.QUIET), self._lines[at]
        if at == FOLLOWED:
            room = room.inset(left=self.token.width + _AIR)
        return room.hold(label, LEFT)


def _label(word: Word) -> Text:
    return Text(word, size=_WORD, declared=Declared("token"))


def _blank(room: Room) -> Text:
    return room.hold(Text("?", size=theme.SIZE_GUESS, color=theme.HIGHLIGHT))


def _ruled(room: Room, height: float) -> Rule:
    ends = [room.left, height, 0], [room.right, height, 0]
    return Rule(*ends, color=theme.LINE, stroke_width=theme.STROKE_THIN)
