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

from scenes import theme
from scenes.mobjects.motion import become
from scenes.mobjects.token_row import Token
from scenes.stage.claims import Furniture
from scenes.stage.layout import Room
from scenes.stage.shapes import Path, Rule
from scenes.stage.text import Text

_SIZE, _GAP, _MARK = 0.75, 0.3, 6.0


class Beginnings(VGroup):
    """Below each beginning a line as long as it is, and the likeliest token below the next one.

    A tick or a cross says whether it is that one; of the last nobody knows.
    """

    def __init__(
        self, room: Room, tokens: Sequence[Token], blank: Mobject, predicted: Sequence[str]
    ) -> None:
        self.lines, self.predicted, self.marks = VGroup(), VGroup(), VGroup()
        left, true = tokens[0].get_left()[0], [*tokens[1:], blank]
        given = zip(tokens, true, predicted, room.heights(len(tokens)), strict=True)
        for token, after, word, height in given:
            ends = (np.array([x, height, 0]) for x in (left, token.get_right()[0]))
            self.lines.add(Rule(*ends, color=theme.EDGE, stroke_width=theme.STROKE_FRAME))
            text = Text(word, size=_SIZE).next_to(self.lines[-1], RIGHT, buff=_GAP)
            text.shift(max(0, after.get_x() - text.get_x()) * RIGHT)
            self.predicted.add(text.stand_on(height - theme.MIDDLE * _SIZE))
            if after is not blank:
                mark = Tick() if word == after.word else Cross()
                self.marks.add(mark.next_to(text, RIGHT, buff=_GAP).set_y(height))
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


class Tick(Path):
    """The mark of what is right."""

    claim = Furniture("tick")

    def __init__(self) -> None:
        super().__init__(stroke_color=theme.HIGHLIGHT, stroke_width=_MARK)
        self.set_points_as_corners([[-0.2, 0, 0], [-0.06, -0.15, 0], [0.22, 0.2, 0]])


class Cross(Path):
    """The mark of what is wrong."""

    claim = Furniture("cross")

    def __init__(self) -> None:
        super().__init__(stroke_color=theme.WRONG, stroke_width=_MARK)
        for up in (0.17, -0.17):
            self.start_new_path(np.array([-0.17, up, 0]))
            self.add_line_to(np.array([0.17, -up, 0]))
