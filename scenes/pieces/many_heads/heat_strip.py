"""A whole tensor as one picture, with its name and its shape."""

from __future__ import annotations

from functools import partial

from manim import DOWN, UP, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.formula import Formula
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.tensor_shape import shape_of
from scenes.stage.cited import Quantity


class HeatStrip(HeatMap):
    """All entries of a matrix, brighter the larger they are.

    The scale ends at the matrix's largest entry, or at ``limit`` if it is a part of a larger one.
    """

    def __init__(
        self,
        quantity: Quantity,
        *,
        width: float,
        height: float,
        hue: ManimColor | None = None,
        limit: float | None = None,
    ) -> None:
        end = quantity.limit() if limit is None else limit
        law = partial(theme.size_color, limit=end, hue=hue or theme.INK)
        super().__init__(quantity, width=width, height=height, color_of=law)


class NamedTensor(VGroup):
    """One picture, or several side by side, between a symbol above and a shape below."""

    def __init__(self, picture: VGroup | HeatStrip, symbol: str, quantity: Quantity) -> None:
        self.picture = picture
        self.symbol = Formula(symbol).next_to(picture, UP, buff=0.2)
        self.shape = shape_of(quantity, size=0.3, color=theme.QUIET)
        self.shape.next_to(picture, DOWN, buff=0.2)
        super().__init__(picture, self.symbol, self.shape)


def joined_strips(strips: VGroup, *, width: float, height: float) -> VGroup:
    """Copy strips and set them side by side without a gap: a concatenation."""
    copies = VGroup(*(strip.copy() for strip in strips))
    for strip in copies:
        strip.stretch_to_fit_width(width / len(copies)).stretch_to_fit_height(height)
    return copies.arrange(buff=0)
