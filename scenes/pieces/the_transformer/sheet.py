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
_SHAPE, BESIDE, _ROOM = 0.38, 0.06, 0.3  # how large a shape is, how far from what it is of; a share


class Sheet(VGroup):
    """Values at the height of a place, and at the outer side their shape: as wide as a part."""

    def __init__(self, values: Quantity, part: Part, place: np.ndarray) -> None:
        box, law = part.block.box, partial(theme.score_color, limit=values.limit())
        wide = (1 - _ROOM) * box.width
        drawn = HeatMap(values, width=wide, height=_HIGH * box.height, color_of=law)
        drawn.set_z_index(-0.6).move_to(place)  # behind what is plugged in
        drawn.align_to(box, -part.outward)
        super().__init__(drawn, *shape_beside(values, drawn, part.outward, box.width / WIDE))


def shape_beside(
    values: Quantity, drawn: Mobject, outward: np.ndarray, near: float = 1.0
) -> VGroup:
    """Write a shape beside what it is of, as large as that is near."""
    shape = shape_of(values, size=_SHAPE * near)
    return VGroup(shape.next_to(drawn, outward, buff=BESIDE))
