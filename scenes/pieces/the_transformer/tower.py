"""A stack of a transformer: its parts on a pipe, and the values that rise while it is built."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from manim import Animation, AnimationGroup, FadeIn, ReplacementTransform, VGroup

from attention_math.blocks import Does, Stack
from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.pieces.the_transformer.front import Stop
from scenes.pieces.the_transformer.parts import (
    HIGH,
    LOW,
    NORM,
    WIDE,
    Norm,
    Part,
    way_through,
)
from scenes.stage.cited import Citation, Quantity
from scenes.stage.layout import Room
from scenes.stage.shapes import Panel
from scenes.stage.text import Numeral

_INNER, _FOOT, _HEAD = 0.45, 0.15, 0.25  # of the room, and of the pipe, beyond the parts
_BELOW = 0.04  # from a part to its norm
_PIPE = 0.7  # from the inner end of the parts
_SHEET = 0.75  # of the height of a part
_TAB, _CORNER, _ASIDE, _TIMES = 0.42, 0.1, 0.04, 0.42  # of what says how often a layer is there
_HEIGHTS = {"norm": NORM, "embedding": LOW, "output": LOW}


class Tower(VGroup):
    """A stack in a room, its foot on the room's floor, its inner side that of the room.

    Parameters
    ----------
    gap
        From a norm to the next part.
    outward
        The side to which parts are pulled out.
    layers
        How many layers the one that is drawn stands for.
    """

    def __init__(
        self, stack: Stack, room: Room, gap: float, outward: np.ndarray, layers: Citation
    ) -> None:
        self._outward = outward
        inner = (room.left if outward[0] > 0 else room.right) + _INNER * outward[0]
        middle, y = inner + WIDE / 2 * outward[0], room.bottom + _FOOT
        self.parts, self.norms = VGroup(), VGroup()
        for block in stack.blocks:
            y += {"norm": _BELOW, "embedding": 0.0}.get(block.does, gap)
            high = _HEIGHTS.get(block.does, HIGH)
            place = np.array([middle, y + high / 2, 0])
            if block.does == "norm":
                self.norms.add(Norm(block.module, place))
            else:
                self.parts.add(Part(block, place, outward))
            y += high
        x = inner + _PIPE * outward[0]
        self.pipe = way_through([np.array([x, room.bottom, 0]), np.array([x, y + _HEAD, 0])])
        self.repeated = self._tab(layers)
        slots = VGroup(part.slot for part in self.parts[1:])
        super().__init__(slots, self.pipe, self.parts, self.norms)

    def that(self, *does: Does) -> list[Part]:
        """Return the parts that do such things."""
        return [part for part in self.parts if part.does in does]

    def come(self, place: int) -> Animation:
        """Let a part come with its slot and its norm."""
        part, norm = self.parts[place], self.norms[max(0, place - 1) : place]
        return AnimationGroup(part.slide_in(), FadeIn(part.slot, *norm))

    def way(self) -> list[Stop]:
        """Lead from what is read to above the last part, behind all that is plugged in."""
        return [Stop(self.pipe.get_start()), Stop(self.pipe.get_end())]

    def rising(self, leaving: Callable[[str], Quantity]) -> Iterator[Animation]:
        """Let part after part come but the first, and out of each what leaves it, further up."""
        modules = [self.parts[0].module, *(norm.module for norm in self.norms)]
        places = [*(part.get_center() for part in self.parts[1:]), self.pipe.get_end()]
        for count, (module, place) in enumerate(zip(modules, places, strict=True)):
            if count:
                yield self.come(count)
            old, self.sheet = self.sheet if count else None, self._sheet(leaving(module), place)
            way = place - self.parts[count].get_center()
            yield ReplacementTransform(old, self.sheet) if old else FadeIn(self.sheet, shift=way)

    def _sheet(self, values: Quantity, place: np.ndarray) -> HeatMap:
        """Draw the vectors of all words, a row each."""
        box, law = self.parts[1].block.box, partial(theme.score_color, limit=values.limit())
        drawn = HeatMap(values, width=box.width, height=_SHEET * box.height, color_of=law)
        return drawn.set_z_index(-0.6).move_to(place).match_x(box)  # behind what is plugged in

    def _tab(self, layers: Citation) -> VGroup:
        """Say beside all that a layer has how often it is there."""
        low, high = self.parts[1].get_bottom()[1], self.norms.get_top()[1]
        tab = Panel(width=_TAB, height=high - low, corner_radius=_CORNER)
        tab.set_fill(theme.PANEL, opacity=1).set_stroke(width=0)
        tab.next_to(self.parts, -self._outward, buff=_ASIDE).set_y((low + high) / 2)
        times = Numeral(layers, decimals=0, prefix="×", size=_TIMES).move_to(tab)
        return VGroup(tab, times.match_y(self.parts[1 if self._outward[0] < 0 else -2]))
