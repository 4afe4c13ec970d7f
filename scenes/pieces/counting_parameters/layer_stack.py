"""The attention blocks of all layers, one on top of the other."""

from __future__ import annotations

from functools import partial

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeOut, LaggedStart, VGroup, linear

from attention_math.tally import Tally
from scenes import theme
from scenes.pieces.counting_parameters.counted import hues, matrix
from scenes.stage.claims import Furniture, shows
from scenes.stage.depth import Layers
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Arrow
from scenes.stage.text import Numeral, Text

_LIFT = 1.0  # radians: from so far above the blocks are seen as they lie
_HIGH, _APART = 2.8, 0.6  # the whole pile, and at most from a block to the next one
_GAP = 0.1
_SIDE = 1.6
_EDGE = 0.75
_BESIDE, _SHORTEST = 0.5, 0.8  # of the arrow


class LayerStack:
    """As many blocks as the model has, each of its four matrices to one scale."""

    def __init__(self, room: Room, counts: Tally) -> None:
        blocks = int(counts.blocks.limit())
        self.law = partial(theme.proportional, unit=_SIDE / counts.square.limit())
        self._counts = counts
        apart = min(_APART, _HIGH / blocks) / np.sin(_LIFT)
        high = np.sin(_LIFT) * apart * (blocks - 1)
        plates = [room.hold(self._plate()).shift(DOWN * high / 2) for _ in range(blocks)]
        for place, plate in enumerate(plates):
            plate.set_z_index(place / blocks)  # what lies higher is nearer
        self.lowest, self.others = plates[0], plates[1:]
        self.layers = Layers(*plates, apart=apart)
        self.up, self.times = self._beside(high)

    def turn(self) -> Animation:
        """Look from above, so that the whole pile is seen."""
        return self.layers.turned(0, _LIFT)

    def pour(self, run_time: float) -> Animation:
        """Let one block after the other go from the top, so that the pile sinks."""
        gone = map(FadeOut, (*self.others[::-1], self.lowest))
        return LaggedStart(*gone, lag_ratio=0.8, run_time=run_time, rate_func=linear)

    def _beside(self, high: float) -> tuple[Arrow, VGroup]:
        """Say how many there are, along an arrow from the lowest to the highest."""
        start = self.lowest.get_right() + _BESIDE * RIGHT
        arrow = Arrow(start, start + max(high, _SHORTEST) * UP, buff=0)
        shows(arrow.set_color(theme.QUIET), Furniture("arrow"))
        times = Numeral(self._counts.blocks.cite(), decimals=0, size=theme.SIZE_TOKEN, prefix="×")
        first = line(times, Text("blocks", size=theme.SIZE_TOKEN))
        said = VGroup(first, Text("on one another", size=theme.SIZE_LABEL))
        said.arrange(DOWN, aligned_edge=LEFT)
        return arrow, said.next_to(arrow, UP, aligned_edge=LEFT)

    def _plate(self) -> VGroup:
        plate, last = VGroup(), len(hues()) - 1
        for role, cited in enumerate(self._counts.matrices.each()):
            drawn = matrix(cited, _SIDE, self.law, "layers", lies=role == last)
            plate.add(drawn.set_fill(hues()[role]).set_stroke(theme.GROUND, _EDGE))
        return plate.arrange(RIGHT, buff=_GAP, aligned_edge=UP)
