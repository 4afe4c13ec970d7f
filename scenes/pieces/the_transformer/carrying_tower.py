"""A stack through which values run: what leaves each block, as a strip above it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise

import numpy as np
from manim import UP, Animation, AnimationGroup, FadeIn, LaggedStart, TransformFromCopy, VGroup

from attention_math.blocks import Stack
from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.tensor_shape import shape_of
from scenes.pieces.the_transformer.tower import SMALL, WIDE, Tower
from scenes.stage.cited import Citation, Quantity
from scenes.stage.layout import Room

_STRIP, _SHAPE = 0.23, 1.02  # how high values are, and how wide their shape
_BESIDE_PIPE = 0.7


class CarryingTower(Tower):
    """A tower with what leaves its blocks, found by their modules, and its shape, in its gaps."""

    def __init__(
        self,
        stack: Stack,
        room: Room,
        gap: float,
        outward: np.ndarray,
        layers: Citation,
        values: Callable[[str], Quantity],
    ) -> None:
        super().__init__(stack, room, gap, outward, layers)
        self.strips, self.shapes = VGroup(), VGroup()
        for place, (block, above) in enumerate(pairwise((*stack.blocks, None))):
            carried = values(block.module) if above is None or above.does != "norm" else None
            if block.does == "output":
                aside = -_BESIDE_PIPE * outward
                self._write_shape(carried, self.middle_above(place) + aside)
            elif carried is not None:
                self._lay(carried, place)
        self.add(self.strips, self.shapes)

    def show(self, place: int) -> Animation:
        """Let the values of a gap come, counted from below."""
        shape = FadeIn(self.shapes[place], shift=UP * 0.15)
        if place == len(self.strips):  # what scores words is a shape alone
            return shape
        below, here = self.strips[max(0, place - 1)], self.strips[place]
        come = TransformFromCopy(below, here) if place else FadeIn(here, shift=UP * 0.3)
        return AnimationGroup(come, shape)

    def show_all(self) -> Animation:
        """Let all values come, from below."""
        showing = (self.show(place) for place in range(len(self.shapes)))
        return LaggedStart(*showing, lag_ratio=0.3)

    def growing(self) -> Iterator[tuple[Animation, float]]:
        """Let block after block come, and above each what leaves it, with the seconds of each."""
        yield FadeIn(self.blocks[0], shift=UP * 0.2), theme.QUICK
        yield self.show(0), theme.QUICK
        for place in range(len(self.ways)):
            yield self.rise(place), 0.6
            yield self.show(place + 1), theme.QUICK

    def _lay(self, carried: Quantity, place: int) -> None:
        """Lay values over the pipe, and beside them, towards the other tower, their shape."""
        law = partial(theme.score_color, limit=carried.limit())
        strip = HeatMap(carried, width=WIDE - _SHAPE, height=_STRIP, color_of=law)
        middle = self.middle_above(place)
        strip.set_z_index(-0.6)  # it passes behind the blocks
        self.strips.add(strip.move_to(middle + _SHAPE / 2 * self.outward))
        self._write_shape(carried, middle - (WIDE - _SHAPE) / 2 * self.outward)

    def _write_shape(self, carried: Quantity, place: np.ndarray) -> None:
        self.shapes.add(shape_of(carried, size=SMALL, color=theme.QUIET).move_to(place))
