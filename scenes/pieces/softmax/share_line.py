"""Bars end to end: a line, of which each word has a share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import DOWN, LEFT, PI, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Claiming, Encoding, Joins, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline, Rectangle, Rule
from scenes.stage.text import Numeral

_THREAD = 0.004  # nothing leads to a share that is no thicker: it is not seen
_NUMBER, _ASIDE = 0.6, 0.1  # not level with the line, whose parts it does not end


class ShareLine(VGroup):
    """The values of a row, laid end to end in a room from its left; ``unit`` is how long one is.

    With ``below``, the cells of scores, lines lead from each to its share, and the number of the
    ``best`` one stands on it.
    """

    def __init__(
        self,
        values: Quantity,
        room: Room,
        *,
        unit: float,
        thickness: float,
        color: ManimColor,
        group: str,
        below: Sequence[Claiming] = (),
        best: int = 0,
    ) -> None:
        self.room, self.thickness, self.group, self.best = room, thickness, group, best
        self.law, self.below = partial(theme.proportional, unit=unit), below
        self.segments = VGroup(*(self._segment(one) for one in values.each()))
        self.segments.set_fill(color, opacity=1).set_stroke(theme.GROUND, width=1)
        self.leads = VGroup(*(Rule([0, 0, 0], [0, 1, 0], color=theme.EDGE) for _ in below))
        self.leads.set_stroke(width=theme.STROKE_THIN)
        ink = theme.ink_on(color)
        self.number = Numeral(values.cite(best), size=_NUMBER, color=ink)
        super().__init__(self.leads, self.segments)
        if below:
            self.add(self.number)
        self.show(values)

    @property
    def whole(self) -> Outline:
        """The outline of a line that is one long."""
        outline = Outline(width=self.law(1.0), height=self.thickness)
        outline.set_stroke(theme.QUIET, theme.STROKE_FRAME)
        return outline.move_to(self.room.center, aligned_edge=LEFT).set_x(
            self.room.left, direction=LEFT
        )

    def show(self, values: Quantity) -> ShareLine:
        """Let the same line show other values."""
        left = self.room.left
        for i, cited in enumerate(values.each()):
            segment = self.segments[i]
            made = self._segment(cited).move_to([left, self.room.center[1], 0], aligned_edge=LEFT)
            segment.set_points(made.points)
            shows(segment, made.claim)
            if self.below:
                end = [left + self.law(cited.value) / 2, made.get_top()[1], 0]
                ends = [self.below[i].get_bottom(), end]
                lead = self.leads[i].clear_points()
                if self.law(cited.value) > _THREAD:
                    lead.set_points_as_corners(ends)
                shows(lead, Joins(self.below[i].claim.citation, cited))
            left += self.law(cited.value)
        self.number.read(values.cite(self.best))
        self.number.move_to(self.segments[self.best]).shift(DOWN * _ASIDE)
        return self

    def _segment(self, cited: Citation) -> Rectangle:
        """Draw a bar that has been laid down: it turned to the right."""
        length = self.law(cited.value)
        bar = Rectangle(width=self.thickness, height=length).rotate(-PI / 2)
        return shows(bar, Encoding(cited, "width", self.law, group=self.group))
