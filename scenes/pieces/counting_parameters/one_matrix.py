"""A matrix from width to width, and what a head has in its place."""

from __future__ import annotations

from functools import partial

from manim import DOWN, LEFT, RIGHT, UP, VGroup

from attention_math.tally import Tally
from scenes import theme
from scenes.pieces.counting_parameters.counted import count, matrix, product, said_of
from scenes.stage.claims import Furniture, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Line, Outline
from scenes.stage.text import Text

_CROSS, _WAY = 8, 0.6  # strokes of the cross; how large the way of a value is written
_GROUP = "one matrix"


class OneMatrix(VGroup):
    """A square as wide and high as a vector is long, and two strips; beside it what they hold."""

    def __init__(self, room: Room, beside: Room, counts: Tally) -> None:
        side = room.height
        law = partial(theme.proportional, unit=side / counts.square.limit())
        self.square = room.hold(matrix(counts.square.cite(), side, law, _GROUP, lies=False))
        self.outline = Outline(width=side, height=side).move_to(self.square)
        self.outline.set_stroke(theme.EDGE, theme.STROKE_THIN)
        strips = (matrix(counts.strip.cite(), side, law, _GROUP, lies=lies) for lies in (0, 1))
        self.down, self.up = strips
        self.down.move_to(self.square, aligned_edge=LEFT)
        self.up.move_to(self.square, aligned_edge=UP)
        self.sides = VGroup(count(counts.width.cite()), count(counts.width.cite()))
        self.sides[0].next_to(self.square, UP, buff=0.15)
        self.sides[1].next_to(self.square, LEFT, buff=0.2)
        upper, middle, lower = beside.rows(1, 0.6, 1)
        width = counts.width
        steps = (count(one.cite(), size=_WAY) for one in (width, counts.narrow, width))
        first, narrow, last = steps
        arrows = (Text("→", size=_WAY, color=theme.VALUE) for _ in range(2))
        self.way = middle.hold(line(first, next(arrows), narrow, next(arrows), last, gap=0.25))
        dear = product(width, width, makes=counts.square)
        cheap = product(width, counts.narrow, makes=counts.strip)
        self.dear = upper.hold(said_of("a full value matrix", dear))
        self.cheap = lower.hold(said_of("value down, and value up: each", cheap))
        super().__init__(self.square, self.sides)

    def cross(self) -> VGroup:
        """Cross the square out."""
        corners = (UP + LEFT, DOWN + RIGHT), (DOWN + LEFT, UP + RIGHT)
        ends = ([self.square.get_corner(end) for end in pair] for pair in corners)
        lines = (Line(*pair, color=theme.WRONG, stroke_width=_CROSS) for pair in ends)
        return VGroup(*(shows(one, Furniture("cross")) for one in lines))
