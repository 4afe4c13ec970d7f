"""A glass beside a word: what the word hears fills it, and it holds one."""

from __future__ import annotations

from functools import partial

from manim import DOWN, RIGHT, UP, Animation, Create, GrowFromEdge, LaggedStart, VGroup

from scenes import theme
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, Furniture, shows
from scenes.stage.shapes import Path, Rectangle
from scenes.stage.text import Numeral

_WIDTH, _RIM, _AWAY, _NUMBER = 0.32, 0.05, 0.16, 0.45  # in heights of the word's box


class Glass(VGroup):
    """As high as a word's box, and as full as a total says, with its number on the other side."""

    def __init__(self, box: Rectangle, total: Citation) -> None:
        high = box.height
        wide, rim, away = (share * high for share in (_WIDTH, _RIM, _AWAY))
        low, brim = ([[side * wide / 2, up, 0] for side in (-1, 1)] for up in (-rim, high))
        self.glass = Path(stroke_color=theme.QUIET, stroke_width=2 * theme.STROKE_THIN)
        self.glass.set_points_as_corners([brim[0], *low, brim[1]])
        shows(self.glass, Furniture("glass")).next_to(box, RIGHT, buff=away)
        self.glass.align_to(box, UP)
        law = partial(theme.proportional, unit=high)
        self.level = Rectangle(width=wide - 2 * rim, height=law(total.value), stroke_width=0)
        self.level.set_fill(theme.WEIGHT, opacity=1).move_to(self.glass).align_to(box, DOWN)
        shows(self.level, Encoding(total, "height", law, group="glasses"))
        self.number = Numeral(total, size=_NUMBER * high, color=theme.QUERY)
        self.number.next_to(self.glass, RIGHT, buff=away)
        super().__init__(self.glass, self.level, self.number)

    def fill(self) -> Animation:
        """Let the glass come, and then what it holds rise."""
        return LaggedStart(Create(self.glass), GrowFromEdge(self.level, DOWN), lag_ratio=0.5)
