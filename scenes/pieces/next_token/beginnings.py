"""Every beginning of a sentence, and what one pass over it predicts after each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from manim import RIGHT, Animation, AnimationGroup, FadeIn, FadeOut, Mobject, VGroup

from scenes import theme
from scenes.mobjects.motion import become
from scenes.mobjects.token_row import Token
from scenes.stage.layout import Room
from scenes.stage.shapes import Rule
from scenes.stage.text import Text

_SIZE, _GAP = 0.75, 0.3


class Beginnings(VGroup):
    """Below each beginning a line as long as it is, and behind that the likeliest next token."""

    def __init__(self, room: Room, tokens: Sequence[Token], predicted: Sequence[str]) -> None:
        self.lines, self.predicted = VGroup(), VGroup()
        left = tokens[0].get_left()[0]
        for token, word, height in zip(tokens, predicted, room.heights(len(tokens)), strict=True):
            ends = (np.array([x, height, 0]) for x in (left, token.get_right()[0]))
            self.lines.add(Rule(*ends, color=theme.EDGE, stroke_width=theme.STROKE_FRAME))
            text = Text(word, size=_SIZE).next_to(self.lines[-1], RIGHT, buff=_GAP)
            self.predicted.add(text.stand_on(height - theme.MIDDLE * _SIZE))
        super().__init__(self.lines, self.predicted)

    def come_from(self, shapes: Sequence[Mobject]) -> Animation:
        """Let shapes flatten into the lines, as far as there are so many."""
        rest = map(FadeOut, shapes[len(self.lines) :])
        return AnimationGroup(become(shapes, self.lines), *rest)

    def predict(self) -> Iterator[Animation]:
        """Let all predictions come at once: they are of one pass."""
        yield from (FadeIn(word, shift=RIGHT * 0.8) for word in self.predicted)
