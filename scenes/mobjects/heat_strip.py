"""A whole tensor as one picture: each entry one block of colour, with nothing left out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import RESAMPLING_ALGORITHMS, ImageMobject
from manim.utils.color import ManimColor

from scenes.citation import Quantity


class HeatStrip(ImageMobject):
    """All entries of a matrix, coloured by value; it costs the same whatever its size."""

    def __init__(
        self,
        quantity: Quantity,
        *,
        width: float,
        height: float,
        color_of: Callable[[float], ManimColor],
    ) -> None:
        self.quantity = quantity
        colors = [color_of(float(value)).to_int_rgb() for value in quantity.values.flat]
        super().__init__(np.array(colors, dtype=np.uint8).reshape(*quantity.shape, 3))
        self.set_resampling_algorithm(RESAMPLING_ALGORITHMS["nearest"])
        self.stretch_to_fit_width(width).stretch_to_fit_height(height)
