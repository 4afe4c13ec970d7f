"""The formula as a machine: its symbols stand in the order of work, and each opens to a block."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    GrowFromCenter,
    LaggedStart,
    Restore,
    VGroup,
    there_and_back,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_formula import PARTS, AttentionFormula, hue_of_part
from scenes.mobjects.blocks import GAP, Link, Pipe
from scenes.mobjects.formula import Formula
from scenes.mobjects.motion import aside, become
from scenes.pieces.the_formula.step import HIGH, STEPS, WIDE, Step, waiting
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room, stage

_PITCH = 2.25  # from a block to the next
_SIGNS = 0.52  # type of symbols
_UPPER = 0.17  # of a block: where its symbols have their middle over a name
_AIR = 0.15  # below the blocks
_BETWEEN, _STIR = 0.3, 0.25  # symbols in a row; how far they rise
_BELOW = 1.5 * DOWN  # softmax goes under the others


class Machine:
    """Blocks in a row, each with its symbols, and a pipe out of each with the shape it carries.

    Attributes
    ----------
    signs
        The symbols, by the names of the formula's parts.
    blocks
        Each a box, and where it has one its name.
    pipes
        What leaves the blocks; the last leads to ``exit``.
    """

    def __init__(self, carried: Mapping[str, Quantity], *, masked: bool) -> None:
        room = stage()
        self.carried = carried
        self._formula = AttentionFormula(size=_SIGNS, flat=True)
        self.signs = {name: self._formula.part(name) for name in PARTS}
        self.blocks = VGroup(*(step.block(optional=not (masked or step.signs)) for step in STEPS))
        first, level = room.left + WIDE / 2, room.top - HIGH / 2
        for place, (block, step) in enumerate(zip(self.blocks, STEPS, strict=True)):
            middle = np.array([first + place * _PITCH, level, 0])
            block.shift(middle)
            self._put(step, middle)
        ends = [block[0].get_right() + GAP * RIGHT for block in self.blocks]
        far = (_PITCH - WIDE - 2 * GAP) * RIGHT
        self.pipes = VGroup(
            *(Pipe([end, end + far], self.link(step.leaves, "below"))
              for end, step in zip(ends, STEPS, strict=True))
        )  # fmt: skip
        self.exit = Room(float(ends[-1][0]) + 0.7, room.right, level - HIGH / 2, room.top)
        self.under = Room(room.left, room.right, room.bottom, level - HIGH / 2 - _AIR)

    def link(self, name: str, shape_on: str) -> Link:
        """Say what a pipe carries, in the hue of what it is."""
        hue = "value" if name == "output" else name if name in theme.hues() else ""
        return Link("", "", self.carried[name], hue, shape_on)

    def gather(self, formula: AttentionFormula, room: Room) -> Animation:
        """Let the symbols of a formula stand in the order of work, large and with arrows."""
        large = [VGroup(*(self.signs[name].save_state() for name in step.signs))
                 for step in STEPS if step.signs]  # fmt: skip
        arrows = [Formula(FORMULAS["becomes"], color=theme.QUIET) for _ in large[1:]]
        row = VGroup(large[0], *chain(*zip(arrows, large[1:], strict=True)))
        room.hold(row.arrange(RIGHT, buff=_BETWEEN).scale(room.width / row.width))
        under = become([formula.part("softmax")], [self.signs["softmax"]], path_func=aside(_BELOW))
        others = [name for name in PARTS if name != "softmax"]
        going = become(map(formula.part, others), map(self.signs.get, others))
        self._arrows = VGroup(*arrows)
        return LaggedStart(AnimationGroup(under, going), FadeIn(self._arrows), lag_ratio=0.7)

    def work(self) -> Animation:
        """Let each symbol rise and light up, in the order of work."""
        names = [name for step in STEPS for name in step.signs]
        moves = (
            self.signs[name].animate(rate_func=there_and_back).shift(_STIR * UP)
            .set_color(hue_of_part(name)) for name in names
        )  # fmt: skip
        return LaggedStart(*moves, lag_ratio=0.4)

    def rise(self) -> Animation:
        """Let the symbols go up to where their blocks will open."""
        return AnimationGroup(FadeOut(self._arrows), *map(Restore, self.signs.values()))

    def stake(self, forms: VGroup) -> Animation:
        """Let what is to be decided wait behind the last block."""
        return waiting(forms, self.exit)

    def return_to(self, formula: AttentionFormula) -> Animation:
        """Let the symbols make up a formula again."""
        going = become(map(self.signs.get, PARTS), map(formula.part, PARTS))
        return LaggedStart(going, FadeIn(formula.rest()), lag_ratio=0.5)

    def light(self, name: str) -> Animation:
        """Give a symbol its hue."""
        return self.signs[name].animate.set_color(hue_of_part(name))

    def open(self, place: int) -> Animation:
        """Let a block grow around its symbols, with its pipe."""
        box, *name = self.blocks[place]
        path, tip, _ = self.pipes[place]
        coming = FadeIn(*name, path, tip, shift=0.1 * RIGHT)
        return AnimationGroup(GrowFromCenter(box), coming)

    def _put(self, step: Step, middle: np.ndarray) -> None:
        """Stand a step's symbols in its block."""
        height = _UPPER if step.name else 0.0
        VGroup(*(self.signs[name] for name in step.signs)).move_to(middle + height * UP)
