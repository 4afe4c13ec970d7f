"""The formula pulled apart along time: its symbols open to blocks, and show who waits for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

import numpy as np
from manim import (
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    VGroup,
    there_and_back,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.attention_formula import PARTS, AttentionFormula
from scenes.mobjects.motion import become
from scenes.pieces.the_formula.gift import Gift
from scenes.pieces.the_formula.lanes import Lanes
from scenes.pieces.the_formula.pipe import GAP, Pipe
from scenes.pieces.the_formula.step import HIGH, STEPS, WIDE, waiting
from scenes.pieces.the_formula.traveller import Traveller
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room, stage

_FIRST, _PITCH = 4.3, 1.66  # from the stage's left edge
_SIGNS, _UPPER = 0.47, 0.19  # type of symbols; where they have their middle over a block's name
_ASIDE, _OUT = 0.2, 0.7
_FREE = 2.4  # right of a block: what travels


class Staircase:
    """Time runs to the right: each block stands a step lower and later than what it waits for.

    Attributes
    ----------
    signs
        The symbols, by the names of the formula's parts; Q, K and V stand before their blocks.
    blocks
        Each a box, and where it has one its name.
    """

    def __init__(
        self,
        carried: Mapping[str, Quantity],
        law_of: Callable[[str], Callable[[float], ManimColor]],
        *,
        masked: bool,
    ) -> None:
        room = stage()
        top, foot = room.top - HIGH / 2, room.bottom + HIGH / 2
        heights = np.linspace(top, foot, len(STEPS))
        self._middles = [np.array([room.left + _FIRST + place * _PITCH, y, 0])
                         for place, y in enumerate(heights)]  # fmt: skip
        formula = AttentionFormula(size=_SIGNS, flat=True).lit(*PARTS)
        self.signs = {name: formula.part(name) for name in PARTS}
        self.blocks = VGroup(*(step.block(optional=not (masked or step.signs)) for step in STEPS))
        self._lanes = Lanes(self._middles)
        for block, step, middle in zip(self.blocks, STEPS, self._middles, strict=True):
            block.shift(middle)
            for name in step.signs:
                aside = self._lanes.places.get(name)
                at = middle + (_UPPER if step.name else 0.0) * UP if aside is None else aside
                self.signs[name].move_to(at)
            if not set(step.signs) - self._lanes.places.keys():
                block[1:].set_y(middle[1])
        self._pipes = VGroup(*self._down_the_stairs())
        spots = [self._middles[max(1, i)] * RIGHT + self._middles[max(0, i - 1)] * UP
                 for i in range(len(STEPS))]  # fmt: skip
        self._free = Room(float(spots[2][0]) + _FREE, room.right, heights[1], room.top)
        self.travels = [
            Traveller(carried[step.leaves], law_of(step.leaves)).put(spot + _ASIDE * RIGHT)
            for spot, step in zip(spots, STEPS, strict=True)
        ]

    def _down_the_stairs(self) -> Iterator[Pipe]:
        """Lead what leaves a block to the next one, and out of the last."""
        half = (WIDE / 2 + GAP) * RIGHT
        ways = [[low - (HIGH / 2 + GAP) * UP, np.array([low[0], high[1], 0]), high - half]
                for low, high in pairwise(self._middles)]  # fmt: skip
        out = self._middles[-1] + half
        for way, step in zip([*ways, [out, out + _OUT * RIGHT]], STEPS, strict=True):
            yield Pipe(way, step.leaves)

    def come(self, formula: AttentionFormula) -> Animation:
        """Let a formula's symbols go to their places, and blocks grow around them."""
        going = become(map(formula.part, PARTS), map(self.signs.get, PARTS))
        growing = LaggedStart(*(FadeIn(block, scale=0.6) for block in self.blocks), lag_ratio=0.15)
        piping = LaggedStart(*map(FadeIn, [*self._lanes.drawn, *self._pipes]), lag_ratio=0.1)
        moves = AnimationGroup(FadeOut(formula.rest(), run_time=theme.QUICK), going, growing)
        return LaggedStart(moves, piping, lag_ratio=0.6)

    def stake(self, forms: VGroup) -> Animation:
        """Let what is to be decided wait over the stairs."""
        return waiting(forms, self._free)

    def begin(self, gift: Gift) -> Animation:
        """Let what V hands over go to where it starts, when all do."""
        return self._lanes.begin(gift)

    def work(self, gift: Gift) -> Iterator[list[Animation]]:
        """Let one block work after the other on one tensor, while what V hands over waits."""
        flows = [self._lanes.all, *([pipe] for pipe in self._pipes[:-1])]
        for place, (flow, block) in enumerate(zip(flows, self.blocks, strict=True)):
            travels, lit = self.travels[place], block[0].animate(rate_func=there_and_back)
            coming = [FadeIn(travels, target_position=block, scale=0.3)]
            if place:
                coming = self.travels[place - 1].turn_into(travels)
            lighting = lit.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
            carrying = self._lanes.carry_on(gift, place, len(STEPS))
            yield [*(pipe.flash() for pipe in flow), lighting, *coming, carrying]

    def return_to(self, formula: AttentionFormula) -> Animation:
        """Let the symbols make up a formula again."""
        going = become(map(self.signs.get, PARTS), map(formula.part, PARTS))
        return LaggedStart(going, FadeIn(formula.rest()), lag_ratio=0.5)
