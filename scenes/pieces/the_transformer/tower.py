"""One stack of a model as the paper draws it: its blocks from below, and what flows through."""

from __future__ import annotations

from collections.abc import Container
from itertools import pairwise

import numpy as np
from manim import DOWN, UP, Animation, FadeIn, VGroup

from attention_math.blocks import Does, Stack
from scenes import theme
from scenes.mobjects.blocks import Block, Node
from scenes.pieces.the_transformer.front import Stop
from scenes.pieces.the_transformer.parts import name_of, way_through
from scenes.stage.cited import Citation
from scenes.stage.layout import Room
from scenes.stage.shapes import Panel, Path
from scenes.stage.text import Numeral

WIDE, HIGH, LOW = 3.2, 0.42, 0.28  # of a block, and of one that only adds and normalises
_SIZE, SMALL = 0.33, 0.27
_AROUND = 0.22  # how far beside the blocks a way leads
_INNER, _OUTER, _AIR = 0.5, 0.72, 0.1  # of the ground of a layer, beside and below its blocks
_NARROW = 0.1  # how wide what goes around a block is, of the width of a block
_FOOT = 0.15  # by which the pipe comes out below


class Tower(VGroup):
    """A stack in a room, its foot on the room's floor.

    Parameters
    ----------
    gap
        Between blocks: there values are shown.
    outward
        The side on which the ways around the sub-layers are, and shapes beside values.
    layers
        How many layers the one that is drawn stands for.
    """

    def __init__(
        self, stack: Stack, room: Room, gap: float, outward: np.ndarray, layers: Citation
    ) -> None:
        self.stack, self._gap, self.outward = stack, gap, outward
        x = room.center[0] + (_INNER - _OUTER) / 2 * outward[0]
        self._x, y = float(x), room.bottom
        self.blocks = VGroup()
        for block in stack.blocks:
            is_low = block.does == "norm"
            y += gap if len(self.blocks) and not is_low else 0.0
            high, size = (LOW, SMALL) if is_low else (HIGH, _SIZE)
            node = Node(block.module, name_of(block.does), (self._x, y + high / 2))
            self.blocks.add(Block(node, width=WIDE, height=high, size=size))
            y += high
        self.pipe = self._pipe()
        self.ground = self._ground()
        self.times = Numeral(layers, decimals=0, prefix="×", size=0.36, color=theme.QUIET)
        edge = self.ground.get_edge_center(outward)
        self.times.move_to(edge - outward * (_OUTER - _AROUND) / 2).set_y(self.blocks[1].get_y())
        self.ways = VGroup(*(self._way(place) for place in self._sublayers()))
        super().__init__(self.ground, self.pipe, self.ways, self.blocks, self.times)

    def that(self, *does: Does) -> list[Block]:
        """Return the blocks that do such things."""
        told = zip(self.stack.blocks, self.blocks, strict=True)
        return [drawn for block, drawn in told if block.does in does]

    def around(self, *does: Does) -> list[Path]:
        """Return the ways around the blocks that do such things."""
        told = zip(self._sublayers(), self.ways, strict=True)
        return [way for place, way in told if self.stack.blocks[place].does in does]

    def unit(self, place: int) -> VGroup:
        """Return what comes with a sub-layer, counted from 0: it, its norm, the way around both."""
        first = self._sublayers()[place]
        return VGroup(*self.blocks[first : first + 2], self.ways[place])

    def rise(self, place: int) -> Animation:
        """Let a sub-layer come with its norm and the way around."""
        return FadeIn(self.unit(place), shift=UP * 0.2)

    def way(self, out: Container[Does]) -> list[Stop]:
        """Lead from what is read to above the last block, around the sub-layers that are out."""
        way = [Stop(self.pipe.get_bottom())]
        for place, around in zip(self._sublayers(), self.ways, strict=True):
            start, aside, above, end = np.array(around.get_anchors())[[0, 1, 3, -1]]
            way.append(Stop(start))
            if self.stack.blocks[place].does in out:
                way += [
                    Stop(aside, _NARROW),
                    Stop(above, _NARROW),
                    Stop(end - self.outward * WIDE / 2),
                ]
        return [*way, Stop(self.middle_above(len(self.blocks) - 1))]

    def way_out(self) -> np.ndarray:
        """Say where the last values leave, on the side that is not outward."""
        return self.middle_above(len(self.blocks) - 1) - self.outward * (WIDE / 2 + 0.05)

    def _sublayers(self) -> list[int]:
        below = pairwise(self.stack.blocks)
        return [place for place, (_, above) in enumerate(below) if above.does == "norm"]

    def middle_above(self, place: int) -> np.ndarray:
        """Say where what leaves a block is, for as long as no other takes it."""
        return self.blocks[place].get_top() + self._gap / 2 * UP

    def _pipe(self) -> Path:
        is_last = self.stack.blocks[-1].does == "output"
        end = self.blocks.get_top() + UP * self._gap * (0.9 if is_last else 0.5)
        return way_through([self.blocks[0].get_bottom() + _FOOT * DOWN, end])

    def _ground(self) -> Panel:
        first, *_, last = (
            drawn
            for block, drawn in zip(self.stack.blocks, self.blocks, strict=True)
            if block.does not in ("embedding", "output")
        )
        low, high = first.get_bottom()[1] - self._gap / 2 - _AIR, last.get_top()[1] + _AIR
        ground = Panel(
            width=WIDE + _INNER + _OUTER, height=high - low, corner_radius=0.15, fill_opacity=1
        )
        ground.set_fill(theme.PANEL).set_stroke(width=0).set_z_index(-2)
        return ground.move_to([self._x, (low + high) / 2, 0]).shift(
            (_OUTER - _INNER) / 2 * self.outward
        )

    def _way(self, place: int) -> Path:
        """Lead from below a sub-layer around it into its norm."""
        start = self.middle_above(place - 1)
        aside = self.outward * (WIDE / 2 + _AROUND)
        norm = self.blocks[place + 1].get_center()
        end = norm + self.outward * WIDE / 2
        return way_through([start, start + aside, norm + aside, end])
