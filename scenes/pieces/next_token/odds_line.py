"""The odds of all next tokens end to end, a line on which a random number falls."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeIn, Succession, VGroup, linear
from manim.utils.rate_functions import ease_out_bounce

from scenes import theme
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, Furniture, Placement, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Dot, Polygon, Rectangle
from scenes.stage.text import Text

_LABEL, _LEAST, _GAP = 0.46, 0.7, 0.1  # the second: how much smaller a label may be
_BALL = 0.15


class OddsLine(VGroup):
    """A segment for each of the odds, and on those that have room for it what they stand for.

    It fills the room; ``above`` it a number waits so high before it falls.
    """

    def __init__(self, room: Room, words: Sequence[str], odds: Quantity, *, above: float) -> None:
        self.room, self.above = room, above
        self.law = partial(theme.proportional, unit=room.width)
        self.segments, self.labels, left = VGroup(), VGroup(), room.left
        level = float(room.center[1])
        for word, cited in zip(words, odds.each(), strict=True):
            segment = Rectangle(width=self.law(cited.value), height=room.height)
            segment.set_fill(theme.INK, opacity=1).set_stroke(theme.GROUND, 2.5)
            segment.move_to([left, level, 0], aligned_edge=LEFT)
            self.segments.add(shows(segment, Encoding(cited, "width", self.law, group="line")))
            label = Text(word, size=_LABEL, color=theme.ink_on(theme.INK))
            if (fits := (segment.width - _GAP) / label.width) > _LEAST:
                label.scale(min(1, fits)).move_to(segment)
                self.labels.add(label.stand_on(level - theme.MIDDLE * label.em))
            left += segment.width
        super().__init__(self.segments, self.labels)

    def at(self, x: float, _y: float) -> np.ndarray:
        """Say where a number between 0 and 1 stands on the line."""
        return np.array([self.room.left + self.law(x), self.room.top + _BALL, 0.0])

    def ball(self, number: Citation) -> Dot:
        """Make a random number that stands on the line."""
        dot = Dot(self.at(number.value, 0), radius=_BALL, color=theme.HIGHLIGHT)
        dot.set_stroke(theme.GROUND, theme.STROKE_FRAME).set_z_index(2)
        claim = Placement(self, ((number, float("nan")),), lambda dot: np.array([dot.get_center()]))
        return shows(dot, claim)

    def drop(self, ball: Dot, *, run_time: float) -> Animation:
        """Let it run along above the whole line, and somewhere fall."""
        end, high = ball.get_center(), UP * self.above
        ball.move_to(self.at(1, 0) + high)
        return Succession(
            FadeIn(ball, run_time=0.2),
            ball.animate(run_time=0.5).move_to(self.at(0, 0) + high),
            ball.animate(run_time=0.5, rate_func=linear).move_to(end + high),
            ball.animate(run_time=0.7, rate_func=ease_out_bounce).move_to(end),
            run_time=run_time,
        )

    def chutes(self, lefts: Sequence[float], wide: float, low: float) -> VGroup:
        """Lead from all of each segment down to a place as wide as every other's."""
        chutes = VGroup()
        for segment, left in zip(self.segments, lefts, strict=True):
            corners = segment.get_corner(DOWN + LEFT), segment.get_corner(DOWN + RIGHT)
            places = ([x, low, 0] for x in (left + wide, left))
            chute = Polygon(*corners, *places, stroke_width=0, fill_color=theme.PANEL)
            chutes.add(shows(chute.set_fill(opacity=1).set_z_index(-1), Furniture("chute")))
        return chutes
