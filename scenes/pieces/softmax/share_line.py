"""Bars end to end: a line, of which each word has a share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import DOWN, LEFT, PI, UP, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Claiming, Encoding, Joins, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline, Rectangle, Rule
from scenes.stage.text import Numeral, Text

_THREAD = 0.004  # nothing leads to a share that is no thicker: it is not seen
_NUMBER, _UNDER = 0.55, 0.43
_WORD, _OVER, _FILLED = (
    0.96,
    0.25,
    0.9,
)  # of a word of weight one; what of its share it fills at most


class ShareLine(VGroup):
    """The values of a row, laid end to end in a room from its left; ``unit`` is how long one is.

    With ``below``, the cells of scores, it holds the number of the ``best`` share and all ``words``
    that have room in theirs, as large as those; from the other cells lines lead to their shares.
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
        words: Sequence[Text] = (),  # as many as ``below``
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
        self._words = [word.copy().set_color(ink) for word in words]
        self.words = VGroup()
        super().__init__(self.leads, self.segments)
        if below:
            self.add(self.number, self.words)
        self.show(values)

    @property
    def whole(self) -> Outline:
        """The outline of a line that is one long."""
        outline = Outline(width=self.law(1.0), height=self.thickness)
        outline.set_stroke(theme.QUIET, theme.STROKE_FRAME)
        return outline.move_to(self.room.center, aligned_edge=LEFT).set_x(
            self.room.left, direction=LEFT
        )

    def show(self, values: Quantity, *, moves: bool = False) -> ShareLine:
        """Let the same line show other values; as long as it ``moves``, every word may yet come."""
        left = self.room.left
        for i, cited in enumerate(values.each()):
            segment = self.segments[i]
            made = self._segment(cited).move_to([left, self.room.center[1], 0], aligned_edge=LEFT)
            segment.set_points(made.points)
            shows(segment, made.claim)
            if self.below:
                lead, fits = self.leads[i].clear_points(), self._fits(i, cited.value)
                if segment.width > _THREAD and not fits:
                    ends = [self.below[i].get_bottom(), segment.get_top()]
                    lead.set_points_as_corners(ends)
                shows(lead, Joins(self.below[i].claim.citation, cited))
            left += self.law(cited.value)
        shown = (one for one in self._words if moves or one.get_fill_opacity())
        self.words.remove(*self.words).add(*shown)
        self.number.read(values.cite(self.best))
        self.number.move_to(self.segments[self.best]).shift(DOWN * _UNDER)
        return self

    def _fits(self, place: int, share: float) -> bool:
        """Set a word into its share, and say whether that has room for it."""
        word, segment = self._words[place], self.segments[place]
        size = theme.dot_radius(share, _WORD)
        word.scale(size / word.em).move_to(segment).shift(UP * _OVER)
        fits = size >= theme.SMALLEST and word.width < _FILLED * segment.width
        word.set_opacity(float(fits))
        return fits

    def _segment(self, cited: Citation) -> Rectangle:
        """Draw a bar that has been laid down: it turned to the right."""
        length = self.law(cited.value)
        bar = Rectangle(width=self.thickness, height=length).rotate(-PI / 2)
        return shows(bar, Encoding(cited, "width", self.law, group=self.group))
