"""Clocks one above the other, and beside each the wave that the height of its hand draws."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    Animation,
    FadeIn,
    LaggedStart,
    ReplacementTransform,
    UpdateFromAlphaFunc,
    VGroup,
)

from scenes import theme
from scenes.pieces.word_plus_position.clocks import Clock
from scenes.pieces.word_plus_position.lane import Lane
from scenes.stage.cited import Quantity, Word
from scenes.stage.layout import Held, Room
from scenes.stage.text import Numeral, Text

_GAP = 0.15
_NAME = 0.4
_GROWN = 1.3  # seconds, in which all clocks have come
_HEAD = 0.12  # from the topmost clock up to what stands above a column


class Waves(VGroup):
    """A row a clock, with two columns beside its wave.

    Parameters
    ----------
    near, far
        The waves in fine and in coarse steps.
    lengths
        In how many places each hand turns once.
    steps
        How many fine steps a place has, and how many coarse ones.
    """

    def __init__(self, room: Room, near: Quantity, far: Quantity, lengths: Quantity,
                 steps: tuple[int, int]) -> None:  # fmt: skip
        self.near, self.far, self.steps = near, far, steps
        self.clocks, self.lanes, self.aside = VGroup(), VGroup(), []
        self.places, self.step = (len(near) - 1) // steps[0], 0
        rows = room.rows(*[1] * (near.shape[1] // 2), gap=_GAP)
        for i, (row, length) in enumerate(zip(rows, lengths.values, strict=True)):
            face, lane, _, *aside = row.columns(1.5, 8.3, 0.4, 1.45, 1.45)
            self.clocks.add(face.hold(Clock(near[:, 2 * i : 2 * i + 2], 0.46 * row.height)))
            self.lanes.add(Lane(lane, self.places, float(length)))
            self.aside.append(aside)
        self.curves = VGroup(*(lane.curve for lane in self.lanes))
        super().__init__(self.clocks, self.lanes, self.curves)
        self.ends = VGroup(*(self.lanes[-1].x_tick(place) for place in (0, self.places)))
        self.read(0)

    def head(self, head: Held, column: int) -> Held:
        """Let something stand above a column beside the waves."""
        top = self.aside[0][column]
        return head.set_x(top.center[0]).stand_on(top.top + _HEAD)

    def read(self, step: int) -> Waves:
        """Go to a step of the sentence: the hands turn, and the waves are drawn so far."""
        self.turn(step)
        for i, lane in enumerate(self.lanes):
            lane.draw(self.near[:, 2 * i + 1], self.steps[0], step)
        return self

    def turn(self, step: int) -> Waves:
        """Turn the hands alone."""
        self.step = step
        for i, clock in enumerate(self.clocks):
            clock.show(step, self.near[:, 2 * i : 2 * i + 2])
        return self

    def see(self, places: int) -> Waves:
        """Let so many places have room, and turn the hands to the last of them."""
        step = places * self.steps[1]
        for i, (clock, lane) in enumerate(zip(self.clocks, self.lanes, strict=True)):
            clock.show(step, self.far[:, 2 * i : 2 * i + 2])
            lane.hold(places).draw(self.far[:, 2 * i + 1], self.steps[1], step)
        return self

    def growing(self, wheels: Sequence[Clock]) -> Animation:
        """Let the first clocks be those that were there, and all others come out of the last."""
        moves = [FadeIn(self.lanes, self.curves)]
        for clock, wheel in zip_longest(self.clocks, wheels):
            grows = FadeIn(clock, target_position=wheels[-1], scale=0.2)
            moves.append(ReplacementTransform(wheel, clock) if wheel else grows)
        return LaggedStart(*moves, lag_ratio=0.12, run_time=_GROWN)

    def reading(self) -> Animation:
        """Read on to the last place."""
        last = len(self.near) - 1
        return UpdateFromAlphaFunc(self, lambda one, alpha: one.read(round(alpha * last)))

    def turning(self, place: int) -> Animation:
        """Turn the hands to a place."""
        start, end = self.step, place * self.steps[0]
        return UpdateFromAlphaFunc(
            self.clocks, lambda _, alpha: self.turn(round(start + alpha * (end - start)))
        )

    def marks(self, names: Sequence[Word], places: Sequence[int]) -> VGroup:
        """Write below the waves which words stand at some places, from left to right."""
        found, edge = VGroup(), -np.inf
        for name, place in zip(names, places, strict=True):
            tick = self.lanes[-1].x_tick(place, size=theme.SIZE_TOKEN)
            word = Text(name, size=_NAME, color=theme.HIGHLIGHT).next_to(tick, DOWN, buff=0.1)
            word.stand_on(tick.get_bottom()[1] - _NAME)
            found.add(VGroup(tick[1], word.shift(RIGHT * max(0, edge - word.get_left()[0]))))
            edge = word.get_right()[0] + _GAP
        return found

    def tick(self) -> Numeral:
        """Number the last place that is seen, below the waves."""
        lane = self.lanes[-1]
        return lane.x_tick(lane.x_range[1], size=theme.SIZE_TOKEN)[1]

    def zooming(self, *, out: bool) -> Animation:
        """Go along the places until a slow hand points the other way, or back."""
        growth = (len(self.far) - 1) / self.steps[1] / self.places

        def go(waves: Waves, alpha: float) -> None:
            waves.see(round(self.places * growth ** (alpha if out else 1 - alpha)))

        return UpdateFromAlphaFunc(self, go)
