"""The odds of all next tokens end to end, a line on which a random number falls."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from manim import DOWN, LEFT, Animation, FadeIn, VGroup

from scenes import theme
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, Placement, shows
from scenes.stage.shapes import Dot, Rectangle
from scenes.stage.text import Text

_LABEL, _GAP = 0.42, 0.25
_THIN = 0.55
_HIGH = 0.85  # from where a number falls onto it


class OddsLine(VGroup):
    """A segment for each of the odds, and on those that have room for it what they stand for.

    ``left`` and ``level`` say where it begins, ``unit`` how long it is.
    """

    def __init__(
        self, words: Sequence[str], odds: Quantity, *, left: float, level: float, unit: float
    ) -> None:
        self.left, self.level, self.law = left, level, partial(theme.proportional, unit=unit)
        self.segments, self.labels = VGroup(), VGroup()
        for word, cited in zip(words, odds.each(), strict=True):
            segment = bar(cited, self.law, _THIN).move_to([left, level, 0], aligned_edge=LEFT)
            self.segments.add(segment.set_stroke(theme.GROUND, 2.5))
            label = Text(word, size=_LABEL, color=theme.ink_on(theme.INK)).move_to(segment)
            label.stand_on(level - theme.MIDDLE * _LABEL)
            if label.width < segment.width - _GAP:
                self.labels.add(label)
            left += segment.width
        super().__init__(self.segments, self.labels)

    def at(self, x: float, _y: float) -> np.ndarray:
        """Say where a number between 0 and 1 stands on the line."""
        return np.array([self.left + self.law(x), self.level + _THIN / 2 + 0.1, 0.0])

    def ball(self, number: Citation) -> Dot:
        """Make a random number that stands on the line."""
        dot = Dot(self.at(number.value, 0), radius=0.15, color=theme.HIGHLIGHT)
        dot.set_stroke(theme.GROUND, theme.STROKE_FRAME).set_z_index(2)
        claim = Placement(self, ((number, float("nan")),), lambda dot: np.array([dot.get_center()]))
        return shows(dot, claim)

    def drop(self, ball: Dot) -> Animation:
        """Let it fall onto the line."""
        return FadeIn(ball, shift=DOWN * _HIGH)


def bar(cited: Citation, law: partial[float], high: float) -> Rectangle:
    """Draw one of the odds, on the line or in its row: all are to one scale."""
    drawn = Rectangle(width=law(cited.value), height=high)
    drawn.set_fill(theme.INK, opacity=1).set_stroke(width=0)
    return shows(drawn, Encoding(cited, "width", law, group="odds"))
