"""The sentences of the opening, large: their words leave them, and come back explained."""

from __future__ import annotations

from collections.abc import Iterator

from manim import (
    DOWN,
    UP,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
    smooth,
    squish_rate_func,
)

from scenes import theme
from scenes.mobjects.token_row import Token
from scenes.pieces.context_changes_meaning.measured import Measured
from scenes.pieces.context_changes_meaning.sentences import LARGE, Sentence
from scenes.pieces.context_changes_meaning.tagged import Tagged
from scenes.stage.claims import Surrounds, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import SurroundingRectangle
from scenes.stage.text import Text

_PITCH, _EXPLAINED, _LINE = 1.2, 1.9, 0.42
_AROUND, _BELOW = 0.05, 0.12


class Few(VGroup):
    """A sentence of each sense, large, below one another, their words in one column.

    Where they are ``explained``, each word has the hue of its sense, and the dictionary's line of
    it is to stand below.
    """

    def __init__(self, told: Measured, room: Room, *, explained: bool = False) -> None:
        numbers = told.opened
        hues = [told.hue(number) if explained else None for number in numbers]
        rows = (Sentence(told.sentences, number, size=LARGE, hue=hue)
                for number, hue in zip(numbers, hues, strict=True))  # fmt: skip
        super().__init__(*rows)
        pitch = _EXPLAINED if explained else _PITCH
        for row, height in zip(self, room.heights(len(self), most=pitch), strict=True):
            row.shift([-row.word.get_x(), height - row.get_y(), 0])
        room.hold(self)
        self.boxes, self.lines = VGroup(), VGroup()
        for row, number, hue in zip(self, numbers, hues, strict=True):
            if explained:
                given = told.dictionary.lines[told.labels.values[number]].words()
                lines = VGroup(*(Text(one, size=_LINE, color=hue) for one in given if one))
                lines.arrange(DOWN, buff=_BELOW).next_to(row, DOWN, buff=2 * _BELOW)
                self.lines.add(lines.set_x(room.center[0]))

    def come_late(self) -> Animation:
        """Let all come while what was there is almost gone."""
        return FadeIn(self, shift=0.3 * UP, rate_func=squish_rate_func(smooth, 0.4))

    def explain(self) -> Animation:
        """Let the dictionary's lines come out of the words."""
        pairs = zip(self.lines, self, strict=True)
        coming = (FadeIn(line, target_position=row.word, scale=0.3) for line, row in pairs)
        return LaggedStart(*coming, lag_ratio=0.4)

    def box(self) -> Iterator[Animation]:
        """Draw a box around the word of each sentence."""
        for row in self:
            box = SurroundingRectangle(row.word, color=theme.HIGHLIGHT, buff=_AROUND,
                                       stroke_width=theme.STROKE_THIN)  # fmt: skip
            self.boxes.add(shows(box, Surrounds.of(row.word)))
            yield Create(box)

    def meet(self, token: Token) -> Iterator[Animation]:
        """Let a copy of each box go to one place, where all are one."""
        for box in self.boxes:
            yield TransformFromCopy(box, token.box.copy(), remover=True)

    def leave_words(self) -> Animation:
        """Let all go but the words."""
        return FadeOut(self.boxes, *(VGroup(row.before, row.after) for row in self))

    def turn_into(self, tagged: Tagged) -> Iterator[Animation]:
        """Let the words go to their tags; what is around them comes there later."""
        for row, tag in zip(self, tagged.sentences, strict=True):
            yield ReplacementTransform(row.word, tag.word)
