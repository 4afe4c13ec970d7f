"""All of a model's matrices as one bar: as wide as they are many, attention first."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeIn, Mobject, VGroup

from attention_math.tally import Tally
from scenes import theme
from scenes.pieces.counting_parameters.brace import brace_below
from scenes.pieces.counting_parameters.counted import filled, hues, per_cent
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline, Rectangle

_SEPARATED = 1.5
_SHARE, _ROUND = 1.3, 0.6  # the latter of its width: so far from the left end it keeps
_RECEDING = 0.35
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
    bands
        The first part, attention, in its four hues.
    others
        The parts beside it.
    """

    def __init__(self, room: Room, counts: Tally, total: Quantity, parts: Quantity) -> None:
        self.law = partial(theme.proportional, unit=room.width / total.limit())
        self.whole = self._part(total.cite(), room.height, theme.PANEL)
        self.whole.set_stroke(theme.EDGE, theme.STROKE_THIN)
        room.hold(self.whole)
        each = zip(counts.bands.each(), hues(), strict=True)
        self.bands = VGroup(*(self._part(one, room.height, hue) for one, hue in each))
        self.others = VGroup(
            *(self._part(one, room.height, theme.EDGE) for one in parts[1:].each())
        )
        for other in self.others:
            other.set_stroke(theme.GROUND, _SEPARATED)
        row = [self.whole, *self.bands, *self.others]
        self.bands[0].move_to(self.whole, aligned_edge=LEFT)
        for before, after in pairwise(row[1:]):
            after.next_to(before, RIGHT, buff=0)
        super().__init__(self.whole)

    def sliver(self, cited: Citation) -> Rectangle:
        """Fill from the left as much as a count is of the whole."""
        sliver = self._part(cited, self.whole.height, theme.HIGHLIGHT)
        return sliver.move_to(self.whole, aligned_edge=LEFT)

    def moved(self, room: Room, *shown: Mobject) -> list[Animation]:
        """Let the bar stand in a room and be as high; all its parts are still as wide.

        The bar and those of its parts that are ``shown`` move there; the others will be there.
        """
        far = (room.center[1] - self.whole.get_y()) * UP
        share = room.height / self.whole.height
        seen = [part for one in (self.whole, *shown) for part in one.family_members_with_points()]
        for part in (*self.bands, *self.others):
            if part not in seen:
                part.stretch(share, 1).shift(far)
        return [part.animate.stretch(share, 1).shift(far) for part in seen]

    def share_below(self, share: Quantity) -> VGroup:
        """Hold the first part in a brace, and write its share."""
        brace = brace_below(self.bands)
        number = per_cent(share, _SHARE).next_to(brace, DOWN, buff=0.2)
        least = self.whole.get_left()[0] + _ROUND * number.width
        return VGroup(brace, number.set_x(max(least, number.get_x())))

    def elsewhere(self) -> Animation:
        """Let all but the first part recede."""
        return self.others.animate.set_fill(opacity=_RECEDING)

    def measure(self) -> Outline:
        """Frame the first part: so large is attention."""
        frame = Outline(width=self.bands.width, height=self.bands.height)
        return frame.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME).move_to(self.bands)

    def measured(self) -> tuple[int, int]:
        """Tell how many of the others attention can be laid upon, and how many are left."""
        end = self.whole.get_right()[0] - self.bands.width + _NOTHING
        fitting = len([other for other in self.others if other.get_left()[0] <= end])
        return fitting, len(self.others) - fitting

    def _part(self, cited: Citation, height: float, color: object) -> Rectangle:
        part = filled(Rectangle(width=self.law(cited.value), height=height), color)
        return shows(part, Encoding(cited, "width", self.law, "whole"))
