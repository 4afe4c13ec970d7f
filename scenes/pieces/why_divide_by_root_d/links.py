"""Lines from eight scores on their axis to what softmax makes of them."""

from __future__ import annotations

from manim import LEFT, Mobject, VGroup

from scenes import theme
from scenes.pieces.why_divide_by_root_d.cut import Cut
from scenes.pieces.why_divide_by_root_d.shares import Shares
from scenes.stage.claims import Joins, shows
from scenes.stage.shapes import Line

_BEFORE = 0.15 * LEFT


class Links(VGroup):
    """A line from each dot to its bar, be that never so short."""

    def __init__(self, cut: Cut, shares: Shares) -> None:
        self.cut, self.shares = cut, shares
        super().__init__(*map(_link, cut.dots, shares.bars))

    def show(self, _place: int) -> Links:
        """Follow dots and bars to where they are now."""
        for link, *ends in zip(self, self.cut.dots, self.shares.bars, strict=True):
            new = _link(*ends)
            shows(link.set_points(new.points), new.claim)
        return self


def _link(dot: Mobject, bar: Mobject) -> Line:
    ends = dot.get_center(), bar.get_edge_center(LEFT) + _BEFORE
    ((_, score),) = dot.claim.places
    line = Line(*ends, color=theme.EDGE, stroke_width=theme.STROKE_FRAME / 2)
    return shows(line, Joins(score, bar.claim.citation))
