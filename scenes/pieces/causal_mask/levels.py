"""Weights as what stands in glasses."""

from __future__ import annotations

from manim import Animation, VGroup

from attention_math.story import Pair
from scenes import theme
from scenes.mobjects.motion import rising
from scenes.stage.shapes import Rectangle


class Levels(VGroup):
    """Weights as heights of what is in the glasses of some cells."""

    def __init__(self, bars: dict[Pair, Rectangle]) -> None:
        super().__init__(*bars.values())
        self.bars = bars

    def rise(self, lag_ratio: float = 0.07) -> Animation:
        return rising(self, lag_ratio)


def weight_bar(width: float, height: float) -> Rectangle:
    """Draw what is in a glass."""
    return Rectangle(
        width=width, height=height, fill_color=theme.WEIGHT, fill_opacity=1, stroke_width=0
    )
