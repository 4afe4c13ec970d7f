"""A glass below each map, as full as a number is large."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import (
    DOWN,
    LEFT,
    UP,
    Animation,
    AnimationGroup,
    GrowFromEdge,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.pieces.many_heads.sheets import Sheets, hue_of
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, shows
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Numeral

_HIGH, _GAP = 0.24, 0.1
_SIZE, _NEAR = 0.32, 0.08  # of the number, and how near the map it is


class Glasses(VGroup):
    """One glass a head, full at ``whole``, and its number above the map.

    Parameters
    ----------
    name
        What is measured: glasses of one name are to one scale.
    """

    def __init__(
        self, sheets: Sheets, values: Sequence[Citation], *, name: str, whole: float, decimals: int
    ) -> None:
        law = partial(theme.proportional, unit=sheets.maps[0].width / whole)
        self.outlines, self.fills, self.numbers = VGroup(), VGroup(), VGroup()
        for head, cited in enumerate(values):
            above = sheets.maps[head]
            outline = Outline(width=above.width, height=_HIGH).next_to(above, DOWN, buff=_GAP)
            self.outlines.add(outline.set_stroke(theme.EDGE, theme.STROKE_THIN))
            fill = Rectangle(width=law(cited.value), height=_HIGH, stroke_width=0)
            fill.set_fill(hue_of(head), opacity=1).move_to(outline, aligned_edge=LEFT)
            self.fills.add(shows(fill, Encoding(cited, "width", law, group=name)))
            number = Numeral(cited, decimals=decimals, size=_SIZE).next_to(above, UP, buff=_NEAR)
            self.numbers.add(number)
        super().__init__(self.outlines, self.fills, self.numbers)

    def fill(self) -> Animation:
        """Let all glasses fill up at once."""
        return AnimationGroup(*(GrowFromEdge(one, LEFT) for one in self.fills))

    def refill(self, news: Glasses) -> list[Animation]:
        """Let what another measure says take the place of this; the glasses stay."""
        pairs = zip(self.fills, news.fills, strict=True)
        return [ReplacementTransform(*pair) for pair in pairs]
