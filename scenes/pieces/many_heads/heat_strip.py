"""A whole tensor as one picture, with its name and its shape."""

from __future__ import annotations

from functools import partial

from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.heat_map import HeatMap
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
