"""All of a model's matrices as one bar: as wide as they are many, attention first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    FadeIn,
    LaggedStart,
    Mobject,
    VGroup,
    linear,
)

from attention_math.tally import Tally
from scenes import theme
from scenes.pieces.counting_parameters.brace import brace_below
from scenes.pieces.counting_parameters.counted import filled, hues, per_cent
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline, Rectangle, Rule
from scenes.stage.text import Text

_SEPARATED = 1.5
_SHARE, _ROUND = 1.3, 0.6  # the latter of its width: so far from the left end it keeps
_ASKED, _SEAM, _FALL = 0.8, 0.5, 0.4 * DOWN
_NOTHING = 1e-3


class _Fill(FadeIn):
    """Let a bar grow from its left end."""

    def create_starting_mobject(self) -> Mobject:
        return super().create_starting_mobject().stretch(_NOTHING, 0, about_edge=LEFT)


def filling(bar: Mobject, **options: object) -> Animation:
    """Let a bar grow from its left end."""
    return _Fill(bar, **options)


class WholeBar(VGroup):
    """A bar that is the whole, and parts that fill it one after the other.

    Attributes
    ----------
    blocks
        The first part, attention: a slice a block, in its four hues.
    others
        The parts beside it.
    """

    def __init__(self, room: Room, counts: Tally, total: Quantity, parts: Quantity) -> None:
        self.law = partial(theme.proportional, unit=room.width / total.limit())
        self.whole = self._part(total.cite(), room.height, theme.PANEL)
        self.whole.set_stroke(theme.EDGE, theme.STROKE_THIN)
        room.hold(self.whole)
        slices = range(int(counts.blocks.limit()))
        self.blocks = VGroup(*(self._slice(counts, room.height) for _ in slices))
        self.others = VGroup(
            *(self._part(one, room.height, theme.EDGE) for one in parts[1:].each())
        )
        self.others.set_stroke(theme.GROUND, _SEPARATED)
        row = [self.whole, *self.blocks, *self.others]
        self.blocks[0].move_to(self.whole, aligned_edge=LEFT)
        for before, after in pairwise(row[1:]):
            after.next_to(before, RIGHT, buff=0)
        super().__init__(self.whole)

    def asked(self) -> VGroup:
        """Return an edge at the left end of what may be filled, and a question mark below it."""
        edge = Rule(self.whole.get_corner(DOWN + LEFT), self.whole.get_corner(UP + LEFT))
        edge.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        return VGroup(edge, Text("?", size=_ASKED, color=theme.HIGHLIGHT).next_to(edge, DOWN))

    def guessed(self) -> VGroup:
        """Return the same half-way, paler: where it was guessed that the filling ends."""
        there = self.asked().shift(self.whole.width / 2 * RIGHT)
        there[0].set_stroke(theme.QUIET).set_z_index(1)
        return there

    def moved(self, room: Room) -> Animation:
        """Let the bar stand in a room and be as high; all its parts, still as wide, will be there.

        None of them may be on stage.
        """
        far = (room.center[1] - self.whole.get_y()) * UP
        share = room.height / self.whole.height
        for part in (*self.blocks, *self.others):
            part.stretch(share, 1).shift(far)
        return self.whole.animate.stretch(share, 1).shift(far)

    def fill(self, seconds: float) -> Iterator[Animation]:
        """Let slice after slice come, if there are others than the first, beside the last one."""
        coming = [FadeIn(one, shift=_FALL) for one in self.blocks[1:]]
        if coming:
            yield LaggedStart(*coming, lag_ratio=0.3, run_time=seconds, rate_func=linear)

    def shares(self, share: Quantity) -> tuple[VGroup, VGroup]:
        """Hold the first part in a brace, frame all others, and write below what share each is."""
        brace, others, rest = brace_below(self.blocks), self.others, 100 - share
        number = per_cent(share, _SHARE).next_to(brace, DOWN, buff=0.2)
        least = self.whole.get_left()[0] + _ROUND * number.width
        number.set_x(max(least, number.get_x()))
        frame = Outline(width=others.width, height=others.height).move_to(others)
        frame.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        law = partial(theme.proportional, unit=self.whole.width / 100)
        for shape, cited in ((brace, share.cite()), (frame, rest.cite())):
            shows(shape, Encoding(cited, "width", law, "shares"))
        beside = per_cent(rest, _SHARE).match_y(number).match_x(others)
        return VGroup(brace, number), VGroup(frame, beside)

    def measured(self) -> tuple[int, int]:
        """Tell how many of the others attention can be laid upon, and how many are left."""
        end = self.whole.get_right()[0] - self.blocks.width + _NOTHING
        fitting = len([other for other in self.others if other.get_left()[0] <= end])
        return fitting, len(self.others) - fitting

    def _part(self, cited: Citation, height: float, color: object) -> Rectangle:
        part = filled(Rectangle(width=self.law(cited.value), height=height), color)
        return shows(part, Encoding(cited, "width", self.law, "whole"))

    def _slice(self, counts: Tally, height: float) -> VGroup:
        """Draw a block, as wide as it is large: its four matrices on one another."""
        law = partial(theme.proportional, unit=height / counts.block.limit())
        parts = VGroup()
        for cited, hue in zip(counts.matrices.each(), hues(), strict=True):
            part = self._part(counts.block.cite(), law(cited.value), hue)
            parts.add(part.set_stroke(theme.GROUND, _SEAM))
        return parts.arrange(DOWN, buff=0)
