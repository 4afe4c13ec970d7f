"""Weights as what stands in glasses."""

from __future__ import annotations

from manim import DOWN, Animation, FadeIn, LaggedStart, Mobject, VGroup

from attention_math.story import Pair
from scenes import theme
from scenes.stage.shapes import Rectangle

_NOTHING = 1e-3


class Levels(VGroup):
    """Weights as heights of what is in the glasses of some cells."""

    def __init__(self, bars: dict[Pair, Rectangle]) -> None:
        super().__init__(*bars.values())
        self.bars = bars

    def rise(self, lag_ratio: float = 0.07) -> Animation:
        return LaggedStart(*map(_Rise, self), lag_ratio=lag_ratio)


class _Rise(FadeIn):
    """Let a bar grow from its foot, as wide as it is."""

    def create_starting_mobject(self) -> Mobject:
        return super().create_starting_mobject().stretch(_NOTHING, 1, about_edge=DOWN)


def weight_bar(width: float, height: float) -> Rectangle:
    """Draw what is in a glass."""
    return Rectangle(
        width=width, height=height, fill_color=theme.WEIGHT, fill_opacity=1, stroke_width=0
    )
