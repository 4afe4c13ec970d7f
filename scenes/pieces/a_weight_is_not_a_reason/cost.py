"""What a cut costs: a bar above a French word."""

from __future__ import annotations

from manim import DOWN, UP, Animation, FadeIn, GrowFromEdge, LaggedStart, VGroup

from attention_math.story import NATS
from scenes import theme
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, shows
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Numeral

NUMBER = 0.44
_THICK, _ABOVE, _APART = 0.6, 0.24, 0.12


class Cost(VGroup):
    """A bar above a French word, as high as its cut is dear, and the number of nats above it."""

    def __init__(self, nats: Citation, token: VGroup, french: VGroup, *, unit: float) -> None:
        self.bar = Rectangle(width=_THICK, height=1, stroke_width=0)
        self.bar.set_fill(theme.INK, 1)
        self.bar.stretch_to_fit_height(theme.length(nats.value, unit))
        self.bar.set_x(token.get_x()).set_y(french.get_top()[1] + _ABOVE, direction=DOWN)
        shows(self.bar, Encoding(nats, "height", theme.length, group="costs"))
        decimals = 1 if nats.value > 1 else NATS
        self.number = Numeral(nats, decimals=decimals, size=NUMBER)
        self.number.next_to(self.bar, UP, buff=_APART)
        super().__init__(self.bar, self.number)

    def rise(self) -> Animation:
        return LaggedStart(
            GrowFromEdge(self.bar, DOWN), FadeIn(self.number, shift=UP * 0.2), lag_ratio=0.5
        )
