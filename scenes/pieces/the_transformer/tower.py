"""A stack of a transformer: its parts, and the values that rise while it is built."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import (
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    Succession,
    VGroup,
    there_and_back_with_pause,
)

from attention_math.blocks import Does, Stack
from scenes import theme
from scenes.pieces.the_transformer.front import Stop
from scenes.pieces.the_transformer.parts import (
    ATTENTION,
    HIGH,
    LOW,
    NORM,
    WIDE,
    Norm,
    Part,
)
from scenes.pieces.the_transformer.sheet import Sheet
from scenes.stage.cited import Citation, Quantity
from scenes.stage.layout import Room
from scenes.stage.shapes import Panel
from scenes.stage.text import Numeral

_INNER, _FOOT, _HEAD = 0.6, 0.15, 0.15  # of the room, and of the way, beyond the parts
_BELOW = 0.04  # from a part to its norm
_WAY = 0.9  # from the inner end of the parts
_TAB, _CORNER, _ASIDE, _TIMES = 0.7, 0.1, 0.04, 0.5  # of what a layer stands on
_BEHIND, _ABOVE = 0.42, 0.24  # how far a layer comes out behind the one in front of it
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
        self._layers = layers
        self.ground, self.times = self._ground()
        super().__init__(self.parts, self.norms)

    def that(self, *does: Does) -> list[Part]:
        """Return the parts that do such things."""
        return [part for part in self.parts if part.does in does]

    def sublayers(self) -> list[Part]:
        return self.that(*ATTENTION, "feed-forward")

    def work(self) -> Animation:
        """Let part after part light up that is not pulled out."""
        lit = (part.work() for part in self.sublayers() if not part.is_out)
        return LaggedStart(*lit, lag_ratio=0.6)

    def come(self, place: int) -> Animation:
        """Let a part come with its norm, after what goes into it."""
        part, norm = self.parts[place], self.norms[max(0, place - 1) : place]
        coming = AnimationGroup(part.slide_in(), *map(FadeIn, norm))
        return LaggedStart(FadeOut(self.sheet), coming, lag_ratio=0.5) if place else coming

    def inner(self) -> VGroup:
        """Give what is seen between both ends."""
        return VGroup(*(part.seen() for part in self.sublayers()), self.norms)

    def ends(self) -> VGroup:
        """Give the other parts, and how often the inner ones are there."""
        ends = self.that("embedding", "output")
        return VGroup(*ends, self.ground, self.times)

    def way(self) -> list[Stop]:
        """Lead from below the inner parts to above them, behind all that is plugged in."""
        x = self.parts.get_edge_center(-self._outward)[0] + _WAY * self._outward[0]
        low, high = self.parts[1].get_bottom()[1] - _FOOT, self.norms.get_top()[1] + _HEAD
        return [Stop(np.array([x, y, 0])) for y in (low, high)]

    def give(self, place: int, leaving: Callable[[str], Quantity]) -> Animation:
        """Let what leaves a part rise out of it."""
        part = self.parts[place]
        ends = *(above.get_center() for above in self.parts[place + 1 :]), self.way()[-1].place
        whole = self.norms[place - 1] if place else part
        self.sheet = Sheet(leaving(whole.module), self.parts[1], ends[0])
        return FadeIn(self.sheet, shift=ends[0] - part.get_center())

    def spread(self, seconds: float) -> Animation:
        """Let all layers come out behind the one in front, and go back: it stands for them."""
        boxes = VGroup(self.ground, *(part.block.box for part in self.sublayers()))
        others = VGroup(boxes.copy() for _ in range(int(self._layers.value) - 1))
        moves = []
        for depth, other in enumerate(others, 1):
            for part in other.family_members_with_points():
                part.set_z_index(part.z_index - 3 * depth)
            far = depth * (_ABOVE * UP - _BEHIND * self._outward)
            moves.append(other.animate(rate_func=there_and_back_with_pause).shift(far))
        coming = FadeIn(self.ground, others, run_time=0.3)
        counting = AnimationGroup(FadeOut(others), FadeIn(self.times), run_time=0.3)
        return Succession(coming, AnimationGroup(*moves, run_time=seconds), counting)

    def _ground(self) -> VGroup:
        """Draw what a layer stands on, and on it how often the layer is there."""
        low, high = self.parts[1].get_bottom()[1], self.norms.get_top()[1]
        wide, high = WIDE + _TAB + 2 * _ASIDE, high - low + 2 * _ASIDE
        ground = Panel(width=wide, height=high, corner_radius=_CORNER, fill_opacity=1)
        ground.set_fill(theme.PANEL).set_stroke(theme.EDGE, theme.STROKE_THIN).set_z_index(-2)
        ground.move_to(self.norms).set_y(low - _ASIDE + high / 2)
        ground.shift((_TAB / 2) * self._outward)
        times = Numeral(self._layers, decimals=0, prefix="×", size=_TIMES)
        times.next_to(self.parts, self._outward, buff=(_TAB + _ASIDE - times.width) / 2)
        return VGroup(ground, times.match_y(self.norms[0]))
