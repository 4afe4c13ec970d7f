"""What leaves a part: the vectors of all words, a row each, and beside them their shape."""

from __future__ import annotations

from functools import partial

import numpy as np
from manim import Mobject, VGroup

from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.tensor_shape import shape_of
from scenes.pieces.the_transformer.parts import WIDE, Part
from scenes.stage.cited import Quantity

_HIGH = 0.75  # of the height of a part
_SHAPE, BESIDE = 0.38, 0.06  # how large a shape is, and how far from what it is of


class Sheet(VGroup):
    """Values as wide as a part, at the height of a place, and at the outer side their shape."""

    def __init__(self, values: Quantity, part: Part, place: np.ndarray) -> None:
        box, law = part.block.box, partial(theme.score_color, limit=values.limit())
        drawn = HeatMap(values, width=box.width, height=_HIGH * box.height, color_of=law)
        drawn.set_z_index(-0.6).move_to(place).match_x(box)  # behind what is plugged in
        super().__init__(drawn, *shape_beside(values, drawn, part.outward))


def shape_beside(values: Quantity, drawn: Mobject, outward: np.ndarray) -> VGroup:
    """Write a shape beside what is as wide as a part, and as large in proportion."""
    shape = shape_of(values, size=_SHAPE * drawn.width / WIDE)
    return VGroup(shape.next_to(drawn, outward, buff=BESIDE))
