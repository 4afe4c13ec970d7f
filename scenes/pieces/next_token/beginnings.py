"""Every beginning of a sentence, what one pass predicts after each, and whether it came true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from manim import (
    RIGHT,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    VGroup,
)

from attention_math.story import came_true
from scenes import theme
from scenes.mobjects.motion import become
from scenes.mobjects.token_row import Token
from scenes.pieces.next_token.verdict_marks import verdict
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.layout import Room
from scenes.stage.shapes import Rule
from scenes.stage.text import Text

_SIZE, _GAP = 0.75, 0.3


class Beginnings(VGroup):
    """Below each beginning a line as long as it is, and the likeliest token below the next one.

    A tick or a cross says whether it is that one; of the last nobody knows.
    """

    def __init__(
        self,
        room: Room,
        tokens: Sequence[Token],
        blank: Mobject,
        predicted: Quantity,
        read: Quantity,
    ) -> None:
        self.lines, self.predicted, self.marks = VGroup(), VGroup(), VGroup()
        left, true = tokens[0].get_left()[0], [*tokens[1:], blank]
        heights = room.heights(len(tokens))
        given = zip(tokens, true, predicted.words(), heights, strict=True)
        for token, after, word, height in given:
            ends = (np.array([x, height, 0]) for x in (left, token.get_right()[0]))
            self.lines.add(Rule(*ends, color=theme.EDGE, stroke_width=theme.STROKE_FRAME))
            text = Text(word, size=_SIZE).next_to(self.lines[-1], RIGHT, buff=_GAP)
            text.shift(max(0, after.get_x() - text.get_x()) * RIGHT)
            self.predicted.add(text.stand_on(height - theme.MIDDLE * _SIZE))
        came = derive(came_true, predicted[:-1], read[1:-1])
        for cited, text, height in zip(came.each(), self.predicted, heights, strict=False):
            self.marks.add(verdict(cited).next_to(text, RIGHT, buff=_GAP).set_y(height))
        super().__init__(self.lines, self.predicted, self.marks)

    def come_from(self, shapes: Sequence[Mobject]) -> Animation:
        """Let shapes flatten into the lines, as far as there are so many."""
        rest = map(FadeOut, shapes[len(self.lines) :])
        return AnimationGroup(become(shapes, self.lines), *rest)

    def predict(self) -> Iterator[Animation]:
        """Let all predictions come at once: they are of one pass."""
        yield from (FadeIn(word, shift=RIGHT * 0.8) for word in self.predicted)

    def judge(self) -> Animation:
        """Mark one after the other as right or wrong."""
        return LaggedStart(*map(Create, self.marks), lag_ratio=0.5)
