"""How sure a model is of a word: a glass above it, full at one, and the number above that."""

from __future__ import annotations

from manim import DOWN, UP, Animation, AnimationGroup, VGroup

from scenes import theme
from scenes.mobjects.motion import become, exchange
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, shows
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Numeral

NUMBER = 0.44
_WIDE, _HIGH, _APART = 1.4, 1.15, 0.12


class Certainty(VGroup):
    """A glass that stands on a height, filled as far as its word is likely."""

    def __init__(self, likely: Citation, x: float, foot: float) -> None:
        self.glass = Outline(width=_WIDE, height=_HIGH).set_stroke(theme.QUIET, theme.STROKE_THIN)
        self.glass.move_to([x, foot, 0], aligned_edge=DOWN)
        self.filling = Rectangle(width=_WIDE, height=max(1e-3, _HIGH * likely.value))
        self.filling.set_stroke(width=0).set_fill(theme.EDGE, 1)
        self.filling.move_to(self.glass, aligned_edge=DOWN)
        shows(self.filling, Encoding(likely, "height", theme.proportional, group="certainties"))
        self.number = Numeral(likely, size=NUMBER).next_to(self.glass, UP, buff=_APART)
        super().__init__(self.glass, self.filling, self.number)

    def change(self, other: Certainty) -> Animation:
        """Fill up, or run out, to what another one says."""
        return AnimationGroup(
            become((self.glass, self.filling), (other.glass, other.filling)),
            exchange([self.number], [other.number]),
        )
