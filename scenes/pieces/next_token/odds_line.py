"""The odds of all next tokens end to end, a line on which a random number falls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    FadeIn,
    GrowFromEdge,
    LaggedStart,
    Mobject,
    Succession,
    VGroup,
    linear,
)
from manim.utils.rate_functions import ease_out_bounce

from scenes import theme
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, Furniture, Placement, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Dot, Polygon, Rectangle
from scenes.stage.text import Numeral, Text

_LABEL, _GAP, _EDGE = 0.4, 0.12, 0.04  # of the line's height; beside a label, and above it
_THIN = 0.01  # as good as gone
_BALL, ABOVE = 0.15, 0.45


class OddsLine(VGroup):
    """A segment for each of the odds, and on those that have room for it their name and number.

    It fills the room, and something reaches so far ``over`` it, above which a number waits.

    Attributes
    ----------
    segments
        From the left.
    labels
        By the places of those that have one.
    """

    def __init__(self, room: Room, words: Sequence[str], odds: Quantity, *, over: float) -> None:
        self.room, self.over = room, over
        self.law = partial(theme.proportional, unit=room.width)
        self.segments, self.labels, left = VGroup(), dict[int, VGroup](), room.left
        for place, (word, cited) in enumerate(zip(words, odds.each(), strict=True)):
            segment = Rectangle(width=self.law(cited.value), height=room.height)
            segment.set_fill(theme.INK, opacity=1).set_stroke(theme.GROUND, 2.5)
            segment.move_to([left, room.center[1], 0], aligned_edge=LEFT)
            self.segments.add(shows(segment, Encoding(cited, "width", self.law, group="line")))
            own = Room(left, left + segment.width, room.bottom, room.top)
            if (label := _label(own, word, cited)) is not None:
                self.labels[place] = label
            left += segment.width
        super().__init__(self.segments, *self.labels.values())

    def fill(self) -> Animation:
        """Let one after the other take its part."""
        return Succession(
            LaggedStart(*(GrowFromEdge(one, LEFT) for one in self.segments), lag_ratio=0.4),
            LaggedStart(*map(FadeIn, self.labels.values()), lag_ratio=0.2),
        )

    def name_of(self, place: int) -> Mobject:
        """Return a name, or what stands for it where no name has room."""
        return self.labels[place][0] if place in self.labels else self.segments[place]

    def squeezed(
        self, place: int, into: Mobject, but: Mobject | None = None
    ) -> Iterator[tuple[Mobject, Mobject]]:
        """Yield all parts but one, and how each is gone: a segment fills what closes on it."""
        for one, segment in enumerate(self.segments):
            side = (one > place) - (one < place)
            wide = max(_THIN, (not side) * into.width)
            gone = segment.copy().stretch_to_fit_width(wide).stretch_to_fit_height(into.height)
            yield segment, gone.move_to(into, aligned_edge=side * RIGHT).set_opacity(0)
        for part in (part for label in self.labels.values() for part in label):
            if part is not but:
                yield part, part.copy().scale(_THIN).move_to(into).set_opacity(0)

    def at(self, x: float, _y: float) -> np.ndarray:
        """Say where a number between 0 and 1 stands on the line."""
        return np.array([self.room.left + self.law(x), self.room.top + self.over + _BALL, 0.0])

    def ball(self, number: Citation) -> Dot:
        """Make a random number that stands on the line."""
        dot = Dot(self.at(number.value, 0), radius=_BALL, color=theme.HIGHLIGHT)
        dot.set_stroke(theme.GROUND, theme.STROKE_FRAME).set_z_index(2)
        claim = Placement(self, ((number, float("nan")),), lambda dot: np.array([dot.get_center()]))
        return shows(dot, claim)

    def drop(self, ball: Dot, *, run_time: float) -> Animation:
        """Let it run along above the whole line, and somewhere fall."""
        end, high = ball.get_center(), UP * ABOVE
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


def _label(room: Room, word: str, cited: Citation) -> VGroup | None:
    """Write a name above its number, if both have room."""
    size = _LABEL * room.height
    lines = VGroup(Text(word, size=size), Numeral(cited, size=size))
    size *= min(1, (room.width - _GAP) / lines.width)
    if size < theme.SMALLEST:
        return None
    for line, level in zip(lines, room.inset(top=_EDGE, bottom=_EDGE).heights(2), strict=True):
        line.scale(size / line.em).move_to(room.center).set_fill(theme.ink_on(theme.INK))
        line.stand_on(level - theme.MIDDLE * size)
    return lines
