"""A whole tensor as one picture, with its name and its shape."""

from __future__ import annotations

from functools import partial

import numpy as np
from manim import DOWN, RESAMPLING_ALGORITHMS, UP, Group, ImageMobject
from manim.utils.color import ManimColor

from scenes import theme
from scenes.citation import Declared, Quantity
from scenes.encoding import Raster, shows
from scenes.mobjects.formula import Formula
from scenes.text import Text


class HeatStrip(ImageMobject):
    """All entries of a matrix, brighter the larger they are, at the same cost for any size.

    The scale ends at the matrix's largest entry, or at ``limit`` if it is a part of a larger one.
    """

    def __init__(
        self,
        quantity: Quantity,
        *,
        width: float,
        height: float,
        hue: ManimColor = theme.INK,
        limit: float | None = None,
    ) -> None:
        self.quantity = quantity
        end = quantity.limit() if limit is None else limit
        law = partial(theme.size_color, limit=end, hue=hue)
        colors = [law(float(value)).to_int_rgb() for value in quantity.values.flat]
        super().__init__(np.array(colors, dtype=np.uint8).reshape(*quantity.shape, 3))
        self.set_resampling_algorithm(RESAMPLING_ALGORITHMS["nearest"])
        self.stretch_to_fit_width(width).stretch_to_fit_height(height)
        shows(self, Raster(quantity, law))


class NamedTensor(Group):
    """One picture, or several side by side, between a symbol above and a shape below."""

    def __init__(self, picture: Group | HeatStrip, symbol: str, shape: tuple[int, ...]) -> None:
        self.picture = picture
        self.symbol = Formula(symbol).next_to(picture, UP, buff=0.2)
        sizes = " × ".join(map(str, shape))
        self.shape = Text(sizes, size=0.3, color=theme.QUIET, declared=Declared("shape"))
        self.shape.next_to(picture, DOWN, buff=0.2)
        super().__init__(picture, self.symbol, self.shape)


def joined_strips(strips: Group, *, width: float, height: float) -> Group:
    """Copy strips and set them side by side without a gap: a concatenation."""
    copies = Group(*(strip.copy() for strip in strips))
    for strip in copies:
        strip.stretch_to_fit_width(width / len(copies)).stretch_to_fit_height(height)
    return copies.arrange(buff=0)
