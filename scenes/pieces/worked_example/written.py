"""A line of numbers of a worksheet, and what becomes of its cells."""

from __future__ import annotations

from functools import partial
from itertools import starmap

from manim import (
    DR,
    LEFT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    Succession,
    TransformFromCopy,
    VGroup,
)
from manim.mobject.mobject import _AnimationBuilder
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.motion import exchange
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Rectangle

NUMBER = 0.5
_UNIT = 1.3  # the length of an exponential of 1
_LARGE = 1.5


class Written(AttentionGrid):
    """A line of numbers in cells, and before them what they are."""

    def ask(self) -> Animation:
        """Let the name appear, and cells that are to be filled."""
        return FadeIn(self.title, self.outlines)

    def fill_cell(self, at: int) -> Animation:
        """Let a cell that was asked for get its colour and its number."""
        return AnimationGroup(self.color_cell(at), FadeIn(self.marks[at]))

    def color_cell(self, at: int) -> Animation:
        """Let a cell that was asked for get its colour."""
        return ReplacementTransform(self.outlines[at], self.cells[at])

    def become(self, other: Written) -> Animation:
        """Let others come in the place of these numbers, and of their name."""
        cells = map(ReplacementTransform, self.cells, other.cells)
        gone = AnimationGroup(*cells, FadeOut(self.title, *self.marks))
        return Succession(gone, FadeIn(other.title, *other.marks))

    def hide_last(self, masked: Written) -> Animation:
        """Let the last number be what the mask makes of it, and all others stay as they are."""
        *kept, (old, new) = zip(self.filled_cells(0), masked.filled_cells(0), strict=True)
        same = starmap(ReplacementTransform, [(self.title, masked.title), *kept])
        cell = ReplacementTransform(old[0], new[0])
        return AnimationGroup(*same, cell, exchange([old[1]], [new[1]]))

    def take(self, bars: VGroup, old: Written) -> Animation:
        """Let each bar go home into the cell that it came from, and say how long it is."""
        *seen, hidden = zip(old.cells, self.cells, self.marks, strict=True)
        home = (
            AnimationGroup(
                FadeOut(before), ReplacementTransform(bar, cell), FadeIn(number, scale=1.5)
            )
            for bar, (before, cell, number) in zip(bars, seen, strict=True)
        )
        last = Succession(ReplacementTransform(*hidden[:2]), FadeIn(hidden[2]))
        come = LaggedStart(FadeIn(self.title), *home, last, lag_ratio=0.5)
        return Succession(FadeOut(old.title, *old.marks, run_time=0.4), come)

    def stand_out(self) -> _AnimationBuilder:
        """Let the numbers grow into the free lines above them."""
        return VGroup(self.cells, self.marks).animate.scale(_LARGE, about_edge=DR)

    def fall(self, bars: VGroup) -> Animation:
        """Let copies of cells become bars, one by one."""
        pairs = zip(self.cells, bars, strict=False)
        return LaggedStart(*(TransformFromCopy(*pair) for pair in pairs), lag_ratio=0.3)


def end_to_end(room: Room, values: Quantity, color: ManimColor, *, whole: bool = False) -> VGroup:
    """Lay bars end to end; a ``whole`` of one fills the room."""
    law, left = partial(theme.proportional, unit=room.width if whole else _UNIT), room.left
    bars = VGroup()
    for cited in filter(_is_seen, values.each()):
        bar = Rectangle(width=law(cited.value), height=room.height, fill_color=color,
                        fill_opacity=1, stroke_color=theme.PANEL, stroke_width=3)  # fmt: skip
        bar.move_to([left, room.center[1], 0], aligned_edge=LEFT)
        left += law(cited.value)
        bars.add(shows(bar, Encoding(cited, "width", law, group=f"laid {whole}")))
    return bars


def _is_seen(cited: Citation) -> bool:
    return cited.value > 0
