"""How sure a model is of a word: a glass at an axis, which another word fills without it."""

from __future__ import annotations

from manim import DOWN, DR, RIGHT, UP, Animation, AnimationGroup, FadeIn, VGroup

from scenes import theme
from scenes.mobjects.motion import become, exchange, rising
from scenes.pieces.a_weight_is_not_a_reason.cut_plane import CutPlane
from scenes.stage.cited import Citation, Word
from scenes.stage.claims import Encoding, shows
from scenes.stage.gender import hue_of_gender
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Numeral, Text

WIDE, NUMBER = 1.45, 0.5
_SIZE, _AIR, _APART, _NOTHING = 0.5, 1.25, 0.28, 1e-3
Share = tuple[Word, Citation]


class Glass(VGroup):
    """A glass as high as one on the axis: a word fills it from below, another from above.

    Attributes
    ----------
    word
        The word of which it says how likely it is.
    number
        How likely, beside the axis; it comes and goes by itself.
    """

    def __init__(self, axes: CutPlane, word: Word, likely: Citation, *instead: Share) -> None:
        self.word, self._axes = word, axes
        self.outline = Outline(width=WIDE, height=axes.unit)
        self.outline.set_stroke(theme.QUIET, theme.STROKE_THIN)
        self.outline.move_to(axes.plane.at(0, 0), aligned_edge=DR)
        self.filling, self.names = self._filled(likely, word, DOWN), VGroup()
        self.rest = VGroup(*(self._filled(much, other, UP) for other, much in instead))
        for share, name in ((self.filling, word), *zip(self.rest, dict(instead), strict=True)):
            text = Text(name, size=_SIZE, color=theme.ink_on(hue_of_gender(name)))
            text.scale(min(1.0, WIDE / _AIR / text.width)).move_to(share)
            if share.height > text.height:
                self.names.add(text)
        self.number = Numeral(likely, size=NUMBER)
        self.number.next_to(axes.plane.at(0, likely.value), RIGHT, buff=_APART)
        super().__init__(self.outline, self.filling, self.rest, self.names)

    def fill(self, word: Text) -> Animation:
        """Let it come, and its word rise in it, out of where that is written."""
        coming = FadeIn(self.outline, self.number), FadeIn(self.names, target_position=word)
        return AnimationGroup(*coming, rising([self.filling]))

    def pour(self, other: Glass) -> Animation:
        """Become another, whose number is still to come."""
        same = [one.text for one in self.names] == [one.text for one in other.names]
        named = (become if same else exchange)(self.names, other.names)
        filled = (become if self.word is other.word else exchange)([self.filling], [other.filling])
        hanging = [rising(other.rest, edge=UP)] if other.rest else []
        return AnimationGroup(become([self.outline], [other.outline]), filled, *hanging, named)

    def _filled(self, likely: Citation, word: Word, side: object) -> Rectangle:
        height = max(_NOTHING, theme.proportional(likely.value, unit=self._axes.unit))
        share = Rectangle(width=WIDE, height=height, stroke_width=0)
        share.set_fill(hue_of_gender(word), 1).move_to(self.outline, aligned_edge=side)
        return shows(share, Encoding(likely, "height", theme.proportional, group="shares"))
