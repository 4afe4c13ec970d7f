"""The tensor that goes through the blocks: its cells, and its shape beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim import RIGHT, Animation, FadeIn, FadeOut, ReplacementTransform, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.tensor_shape import shape_of
from scenes.stage.cited import Quantity

_HIGH, _WIDEST, _SHAPE = 1.05, 1.3, 0.46


class Traveller(VGroup):
    """One tensor as heat; of two, the one with more columns is wider."""

    def __init__(self, quantity: Quantity, law: Callable[[float], ManimColor]) -> None:
        rows, columns = quantity.shape
        width = min(_WIDEST, _HIGH * columns / rows)
        self.heat = HeatMap(quantity, width=width, height=_HIGH, color_of=law)
        self.shape = shape_of(quantity, size=_SHAPE, color=theme.INK)
        super().__init__(self.heat, self.shape)

    def put(self, place: np.ndarray) -> Traveller:
        """Stand with the cells in a place, and the shape to their right."""
        self.heat.move_to(place)
        self.shape.next_to(self.heat, RIGHT, buff=0.15)
        return self

    def turn_into(self, other: Traveller) -> Iterator[Animation]:
        """Let it become what leaves the next block; another shape comes in place of the old one."""
        yield ReplacementTransform(self.heat, other.heat)
        if self.shape.text == other.shape.text:
            yield ReplacementTransform(self.shape, other.shape)
        else:
            yield from (FadeOut(self.shape), FadeIn(other.shape))
