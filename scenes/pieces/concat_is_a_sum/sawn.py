"""A long vector beside the matrix that mixes it, which is sawn between the heads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    Restore,
    VGroup,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.bars import Bars
from scenes.mobjects.formula import Formula
from scenes.mobjects.heat_map import HeatMap
from scenes.pieces.concat_is_a_sum.rooms import sawing
from scenes.stage.cited import Declared, Quantity
from scenes.stage.layout import Room
from scenes.stage.phrases import phrase
from scenes.stage.shapes import DashedLine
from scenes.stage.text import Text

_APART, _DOWN = 0.3, 1.1  # between the blocks, when they are sawn; and how far the lower one goes
_LABEL = 1.5  # at the left, for the names of the heads
_LARGER, _BESIDE = 1.85, 0.7  # as the heads come: so large, and so far from one to the other
_NAME = 0.44


class Sawn:
    """Both heads' entries of one word, a row each, and beside each its own row of W_O.

    Parameters
    ----------
    entries
        What each head says to the word.
    blocks
        Their rows of W_O.
    """

    def __init__(self, entries: Sequence[Quantity], blocks: Sequence[Quantity]) -> None:
        rooms = sawing()
        halves = rooms.body.rows(1, 1, gap=_APART)
        limit = max(one.limit() for one in entries)
        scale = max(one.limit() for one in blocks)
        law = partial(theme.score_color, limit=scale)
        self.heads, self.blocks = VGroup(), VGroup()
        for n, (half, values, block) in enumerate(zip(halves, entries, blocks, strict=True)):
            side = Room(rooms.names.left, rooms.names.right, half.bottom, half.top)
            self.heads.add(_head(n, values, side, limit))
            drawn = HeatMap(block, width=half.width, height=half.height, color_of=law)
            self.blocks.add(half.hold(drawn).cells())
        self.concat = Formula(FORMULAS["concat"]).set_x(self.heads[0][1].get_x())
        self.matrix = Formula(FORMULAS["output_weight"]).set_x(rooms.body.center[0])
        for name in (self.concat, self.matrix):
            name.stand_on(rooms.heads.bottom + 0.12)
        middle = rooms.body.center[1]
        ends = [rooms.names.left + _LABEL, middle, 0], [rooms.body.right, middle, 0]
        self.cut = DashedLine(*ends, color=theme.HIGHLIGHT, stroke_width=theme.STROKE_FRAME)
        for pair in (self.heads, self.blocks):
            pair[0].shift(DOWN * _APART / 2)
            pair[1].shift(UP * _APART / 2)

    def come(self) -> Animation:
        """Let both heads speak, side by side and large."""
        rooms = sawing()
        for head, half in zip(self.heads, rooms.stack.halves(gap=_BESIDE), strict=True):
            middle = [half.center[0], rooms.body.center[1], 0]
            head.save_state().scale(_LARGER).move_to(middle)
        growing = (FadeIn(head, shift=DOWN * 0.3) for head in self.heads)
        return LaggedStart(*growing, lag_ratio=0.4)

    def join(self) -> list[Animation]:
        """Lay both end to end, one after the other."""
        laid = LaggedStart(*map(Restore, self.heads), lag_ratio=0.5)
        return [laid, FadeIn(self.concat, run_time=2 * theme.NORMAL)]

    def lay_rows(self) -> Animation:
        """Let the matrix come, so that each entry stands before its row."""
        count = len(self.heads[0][1].bars)
        wide = len(self.blocks[0]) // count
        rows = (block[i * wide : (i + 1) * wide] for block in self.blocks for i in range(count))
        coming = (FadeIn(row, shift=RIGHT * 0.6) for row in rows)
        return AnimationGroup(LaggedStart(*coming, lag_ratio=0.15), FadeIn(self.matrix))

    def saw(self) -> Animation:
        return Create(self.cut)

    def part(self) -> list[Animation]:
        """Let the blocks go apart, each with its head, the lower one far down."""
        ways = UP * _APART / 2, DOWN * _DOWN
        pairs = ((both[n], way) for n, way in enumerate(ways) for both in (self.heads, self.blocks))
        return [*(one.animate.shift(way) for one, way in pairs), FadeOut(self.cut)]

    def fold(self, head: int, bars: VGroup) -> Animation:
        """Let a head's entries weigh its rows, which fold into one row of bars."""
        cells, count = self.blocks[head], len(bars)
        columns = (VGroup(*cells[k::count]) for k in range(count))
        pairs = zip(columns, bars, strict=True)
        return LaggedStart(*(ReplacementTransform(*pair) for pair in pairs), lag_ratio=0.06)


def _head(number: int, values: Quantity, room: Room, limit: float) -> VGroup:
    """Lay one head's entries beside its name."""
    hue, count = theme.HEADS[number], len(values)
    pitch = room.height / count
    label, bars = room.columns(_LABEL, room.width - _LABEL)
    bars = bars.inset(right=0.25)
    unit, zero = bars.width / 2 / limit, bars.center[0]
    feet = [np.array([zero, y, 0.0]) for y in room.heights(count)]
    given = {"unit": unit, "thick": 0.72 * pitch, "hue": hue, "group": "outputs", "way": RIGHT}
    lying = Bars(values, feet, **given)
    return VGroup(label.hold(head_name(number), LEFT), lying)


def head_name(number: int) -> Text:
    """Write which head it is, in its hue; heads are counted from 0 here and from 1 on screen."""
    name = phrase("head {number}", number=number + 1)
    declared = Declared("number of a head")
    return Text(name, size=_NAME, color=theme.HEADS[number], declared=declared)
