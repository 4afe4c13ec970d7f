"""Edges as dots: to the right how much each weighs, upwards how likely its word is without it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from manim import (
    DOWN,
    LEFT,
    UP,
    Animation,
    FadeOut,
    ReplacementTransform,
    Transform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import become
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Circle, DashedLine, Outline
from scenes.stage.text import Numeral, Text

WHOLE = 0.0, 1.0  # the span in which all probabilities are
_AIR, _DOT, _RING = 1.08, 0.15, 0.27
_SIZE, _TICK, _APART = 0.44, 0.36, 0.2
_LEFT, _RIGHT, _TOP, _BOTTOM = 0.95, 0.5, 0.75, 0.65  # for names and numbers around the axes
_FAINT = 0.55
_TOLD, _DECIMALS = ("layer", "head", "weight", "without it"), (0, 0, 2, 2)
Point = tuple[Citation, Citation]


class CutPlane(VGroup):
    """Axes with a dot for each edge, a pair of its weight and its word's probability without it.

    ``span`` is the part of all probabilities that is looked at; its ends are written.
    """

    def __init__(
        self, room: Room, points: Sequence[Point], span: tuple[float, float] = WHOLE
    ) -> None:
        self.span, (low, high) = span, span
        inner = room.inset(left=_LEFT, right=_RIGHT, top=_TOP, bottom=_BOTTOM)
        size = {"width": inner.width, "height": inner.height}
        self.plane = Plane((0.0, 1.0), (low, low + _AIR * (high - low)), **size)
        self.plane.move_to(inner.center)
        self.ticks = VGroup(*(self.plane.x_tick(at, decimals=1, size=_TICK) for at in (0.5, 1.0)))
        self.ends = self.marks(span)
        said = "weight", "its word’s chance without the edge"
        self.names = VGroup(*(Text(name, size=_SIZE, color=theme.QUIET) for name in said))
        self.names[0].move_to(self.plane.at(0.25, low)).shift(DOWN * 0.35)
        self.names[1].next_to(self.plane.y_axis, UP, buff=_APART).align_to(self.ends, LEFT)
        self.dots = VGroup(*(self.plane.dot(*one, color=theme.WEIGHT, radius=_DOT)
                             for one in points))  # fmt: skip
        super().__init__(self.plane, self.ticks, self.ends, self.names)

    def marks(self, span: tuple[float, float]) -> VGroup:
        """Write the ends of a span on the axis."""
        decimals = 1 if span == WHOLE else 2
        return VGroup(*(self.plane.y_tick(at, decimals=decimals, size=_TICK) for at in span))

    def give_way_to(self, other: CutPlane) -> Iterable[Animation]:
        """Let the axes move to where others stand that measure the same."""
        mine, others = ((one.plane, one.ticks, one.ends, one.names) for one in (self, other))
        yield from map(ReplacementTransform, mine, others)

    def level(self, likely: Citation, said: str) -> VGroup:
        """Draw across it how likely a word is while no edge is cut."""
        ends = (self.plane.at(x, likely.value) for x in (0.0, 1.0))
        dashed = DashedLine(*ends, color=theme.HIGHLIGHT, stroke_width=theme.STROKE_THIN)
        here = Placement(self.plane, ((np.nan, likely),), lambda drawn: drawn.get_center()[None])
        told = line(Text(said, size=_TICK), Numeral(likely, size=_TICK))
        told.set_color(theme.HIGHLIGHT).next_to(self.plane.at(0.3, likely.value), DOWN, buff=0.28)
        return VGroup(shows(dashed, here), told)

    def strip(self, span: tuple[float, float]) -> Outline:
        """Frame a part of the axis over its whole width."""
        (left, low, _), (right, high, _) = (
            self.plane.at(x, y) for x, y in zip((0.0, 1.0), span, strict=True)
        )
        frame = Outline(width=right - left + 2 * _DOT, height=high - low)
        frame.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        return frame.move_to([left, (low + high) / 2, 0], aligned_edge=LEFT)

    def open(self, near: CutPlane, frame: Outline, ends: VGroup) -> Iterable[Animation]:
        """Let what a frame holds grow until it is as high as the axis, which keeps its names."""
        yield Transform(frame, near.strip(near.span))
        yield become((*self.dots, ends), (*near.dots, near.ends))
        away = (UP, DOWN) if self.ends[1].get_y() > frame.get_y() else (DOWN, UP)
        yield from (FadeOut(one, shift=-way) for one, way in zip(self.ends, away, strict=True))

    def ring(self, point: Point) -> Circle:
        """Draw a ring around a dot."""
        ring = Circle(_RING, color=theme.HIGHLIGHT, stroke_width=theme.STROKE_FRAME)
        ring.move_to(self.plane.at(*(one.value for one in point)))
        return shows(ring, Placement(self.plane, (point,), lambda one: one.get_center()[None]))

    def tell(self, point: Point, owner: Quantity) -> VGroup:
        """Write beside a dot whose edge it is, its weight, and the word's chance without it."""
        weight, kept = point
        told = zip(_TOLD, (*owner.each(), *point), _DECIMALS, strict=True)
        parts = ((Text(name, size=_SIZE), Numeral(cited, decimals=d, size=_SIZE))
                 for name, cited, d in told)  # fmt: skip
        said = line(*chain.from_iterable(parts), gap=0.14)
        place = self.plane.at(weight.value, kept.value)
        return said.next_to(place, LEFT, buff=_RING + _APART)

    def label(self, words: Sequence[VGroup]) -> VGroup:
        """Write words again to the left of the dots, those of dots that are as high in a line."""
        *safe, lost = (word.copy() for word in words)
        named = line(*safe, gap=2 * _APART).next_to(self.dots[0], LEFT, buff=_APART)
        return VGroup(*named, lost.next_to(self.dots[-1], LEFT, buff=_APART).shift(UP * 0.35))

    def far_end(self) -> Sequence[float]:
        """Say where heavy edges are, if nothing depends on them."""
        return self.plane.at(0.93, self.span[1])

    def note(self, *lines: VGroup) -> VGroup:
        """Put what is said of all dots where there are none."""
        said = VGroup(*lines).arrange(DOWN, buff=_APART)
        low, high = self.span
        return said.move_to(self.plane.at(0.27, low + 0.62 * (high - low)))

    def recede(self, kept: Iterable[int]) -> Iterable[Animation]:
        """Let all dots wait but some, which are looked at."""
        for place in {*range(len(self.dots))} - {*kept}:
            yield self.dots[place].animate.set_opacity(_FAINT)
