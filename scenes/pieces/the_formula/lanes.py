"""What leads the input to Q, K and V, and these to the blocks that need them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, RIGHT, UP, Animation, VGroup, there_and_back

from scenes.pieces.the_formula.gift import Gift
from scenes.pieces.the_formula.pipe import GAP, Pipe
from scenes.pieces.the_formula.step import WIDE, panel
from scenes.stage.layout import stage
from scenes.stage.text import Text

_INPUT, _SYMBOLS = 0.62, 2.1  # from the stage's left edge
_APART, _ROOM = 0.34, 0.36  # Q and K from the middle between them; room around a symbol
_GIFT, _RIDING, _HOP, _BEFORE = 0.8, 0.55, 0.2, 1.55  # its height; over its lane; before a door
_BEYOND = 0.75  # behind the last block


class Lanes:
    """Q, K and V start together; V's lane runs along the foot, and what it carries waits there.

    Attributes
    ----------
    places
        Where Q, K and V stand.
    all
        The lanes of Q, K and V.
    drawn
        All that is to be seen, in the order of time.
    """

    def __init__(self, middles: Sequence[np.ndarray]) -> None:
        first, last = middles[0], middles[-1]
        left, half = stage().left, WIDE / 2 + GAP
        at = left + _SYMBOLS
        self.places = {"query": np.array([at, first[1] + _APART, 0]),
                       "key": np.array([at, first[1] - _APART, 0]),
                       "value": np.array([at, last[1], 0])}  # fmt: skip
        begin = np.array([left + _INPUT, first[1], 0])
        box = panel(2 * _INPUT - GAP).move_to(begin)
        entries, lanes = VGroup(), VGroup()
        for (role, place), end in zip(self.places.items(), (first, first, last), strict=True):
            before, after = place - _ROOM * RIGHT, place + _ROOM * RIGHT
            lanes.add(Pipe([after, np.array([end[0] - half, place[1], 0])], role))
            side = np.array([box.get_right()[0] + GAP, place[1], 0])
            foot = box.get_bottom() + GAP * DOWN
            corner = np.array([begin[0], place[1], 0])
            way = [foot, corner, before] if role == "value" else [side, before]
            entries.add(Pipe(way))
        self.all = lanes
        self.drawn = VGroup(VGroup(box, Text("input").move_to(begin)), entries, lanes)
        self._start = lanes[2].start() + _RIDING * UP
        self._door = np.array([middles[-2][0] - _BEFORE, self._start[1], 0])
        self._out = last + (half + _BEYOND) * RIGHT

    def begin(self, gift: Gift) -> Animation:
        """Let a gift go to the beginning of V's lane."""
        return gift.animate.scale_to_fit_height(_GIFT).move_to(self._start)

    def carry_on(self, gift: Gift, turn: int, turns: int) -> Animation:
        """Let it run to the door of the last block, wait there, and go out with what comes out."""
        if 0 < turn < turns - 1:
            return gift.animate(rate_func=there_and_back).shift(_HOP * UP)
        return gift.animate.move_to(self._out if turn else self._door)
