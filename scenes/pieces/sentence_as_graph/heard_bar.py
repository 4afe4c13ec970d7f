"""What a column adds up to, beside glasses that are full at one: it runs over their brim."""

from __future__ import annotations

from functools import partial

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    GrowFromEdge,
    VGroup,
)

from scenes import theme
from scenes.mobjects.bar_column import BarColumn
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import line
from scenes.stage.shapes import Rectangle, Rule
from scenes.stage.text import Numeral, Text

_BELOW, _BEYOND = 0.75, 0.2  # the last glass; and how far the brim is led on


class HeardBar(VGroup):
    """A bar below glasses, to their scale and from their bottom, with its number before it."""

    def __init__(self, total: Citation, glasses: BarColumn, *, unit: float, size: float) -> None:
        law, last = partial(theme.proportional, unit=unit), glasses.outlines[-1]
        bar = Rectangle(width=law(total.value), height=glasses.thickness, stroke_width=0)
        bar.set_fill(theme.KEY, opacity=1)
        bar.move_to([glasses.left, last.get_y() - _BELOW, 0], aligned_edge=LEFT)
        self.bar = shows(bar, Encoding(total, "width", law, group="shares"))
        heard = Text("heard", size=size, color=theme.KEY)
        self.said = line(heard, Numeral(total, size=size, color=theme.KEY))
        self.said.next_to(bar, LEFT, buff=0.25)
        brim = glasses.outlines[0].get_corner(UP + RIGHT)
        end = [brim[0], bar.get_bottom()[1] - _BEYOND, 0]
        self.brim = Rule(brim + _BEYOND * UP, end, color=theme.HIGHLIGHT)
        super().__init__(bar, self.said, self.brim)

    def overflow(self) -> Animation:
        """Let it grow from the bottom and over the brim."""
        grown = GrowFromEdge(self.bar, LEFT)
        return AnimationGroup(Create(self.brim), grown, FadeIn(self.said, shift=DOWN * 0.1))
