"""What leaves a part: the vectors of all words, a row each."""

from __future__ import annotations

from functools import partial

import numpy as np

from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.pieces.the_transformer.parts import Part
from scenes.stage.cited import Quantity

_WIDE, _HIGH = 0.96, 0.6  # of a part


class Sheet(HeatMap):
    """Values at the height of a place, nearly as wide as a part, and behind what is plugged in."""

    def __init__(self, values: Quantity, part: Part, place: np.ndarray) -> None:
        box, law = part.block.box, partial(theme.score_color, limit=values.limit())
        super().__init__(values, width=_WIDE * box.width, height=_HIGH * box.height, color_of=law)
        self.set_z_index(-0.6).move_to(place).match_x(box)
