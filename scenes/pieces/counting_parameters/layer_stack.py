"""The attention blocks of all layers, one behind the other."""

from __future__ import annotations

from functools import partial

import numpy as np
from manim import RIGHT, UP, Animation, FadeOut, LaggedStart, VGroup

from attention_math.tally import Tally
from scenes import theme
from scenes.pieces.counting_parameters.counted import hues, matrix
from scenes.stage.depth import Layers
from scenes.stage.layout import Room

_TURN, _LIFT = 0.5, 0.3
_DEEP, _APART = 5.6, 0.6  # the whole stack, and at most from a block to the next one
_GAP = 0.1
_SIDE = 1.75
_EDGE = 0.75


class LayerStack:
    """As many blocks as the model has, each of its four matrices to one scale."""

    def __init__(self, room: Room, counts: Tally) -> None:
        blocks = int(counts.blocks.limit())
        self.law = partial(theme.proportional, unit=_SIDE / counts.square.limit())
        self._counts = counts
        apart = min(_APART, _DEEP / blocks)
        back = np.array([np.sin(_TURN), np.cos(_TURN) * np.sin(_LIFT), 0.0]) * apart * (blocks - 1)
        plates = [room.hold(self._plate()).shift(-back / 2) for _ in range(blocks)]
        self.front, self.behind = plates[0], plates[1:]
        self.layers = Layers(*plates, apart=apart)

    def turn(self) -> Animation:
        """Turn the stack, so that all its blocks are seen."""
        return self.layers.turned(_TURN, _LIFT)

    def pour(self, into: VGroup, run_time: float) -> Animation:
        """Let one block after the other go to where it is counted."""
        last = [self.front, *self.behind][::-1]
        gone = (FadeOut(one, target_position=into, scale=0.2) for one in last)
        return LaggedStart(*gone, lag_ratio=0.2, run_time=run_time)

    def _plate(self) -> VGroup:
        plate, last = VGroup(), len(hues()) - 1
        for role, cited in enumerate(self._counts.matrices.each()):
            drawn = matrix(cited, _SIDE, self.law, "layers", lies=role == last)
            plate.add(drawn.set_fill(hues()[role]).set_stroke(theme.GROUND, _EDGE))
        return plate.arrange(RIGHT, buff=_GAP, aligned_edge=UP)
