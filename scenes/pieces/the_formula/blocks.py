"""The formula pulled apart along time: its symbols open to blocks, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

import numpy as np
from manim import (
    DOWN,
    LEFT,
    ORIGIN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    VGroup,
    there_and_back,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_formula import PARTS, AttentionFormula
from scenes.mobjects.formula import Formula
from scenes.mobjects.motion import aside
from scenes.mobjects.tensor_shape import shape_of
from scenes.pieces.the_formula.pipe import GAP, Pipe
from scenes.pieces.the_formula.step import HIGH, STEPS, panel
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room
from scenes.stage.text import Text

_SHARES, _BETWEEN = (1.1, 0.5, *(1.78 for _ in STEPS), 0.4), 0.38  # of all that stands in the row
_OVER, _LANE, _APART = 0.25, 0.3, 0.27  # of shapes; of V's lane below; of Q and K from the middle
_SIGNS, _UPPER, _SHAPE, _AIR = 0.47, 0.19, 0.46, 0.31  # type; symbols over a name; around letters
_WAYS = {"softmax": 0.6 * UP, "value": 0.9 * DOWN}


class Blocks:
    """Time runs to the right: the input becomes Q, K and V, and each block hands on to the next.

    Attributes
    ----------
    signs
        The symbols, by the names of the formula's parts; Q, K and V stand before their blocks.
    blocks
        Each a box, and where it has one its name.
    shapes
        Over what leaves each block: how many rows and columns it has.
    """

    def __init__(self, room: Room, carried: Mapping[str, Quantity], *, masked: bool) -> None:
        first, letters, *places, _ = room.columns(*_SHARES, gap=_BETWEEN)
        height = room.top - 2 * _OVER - HIGH / 2
        low = height - HIGH / 2 - _LANE
        formula = AttentionFormula(size=_SIGNS, flat=True).lit(*PARTS)
        self.signs = {name: formula.part(name) for name in PARTS}
        at = {"query": height + _APART, "key": height - _APART, "value": low}
        self.blocks, self.shapes = VGroup(), VGroup()
        for place, step in zip(places, STEPS, strict=True):
            block = step.block(place.width, optional=not (masked or step.signs))
            self.blocks.add(block.shift([place.center[0], height, 0]))
            for name in step.signs:
                x = letters.center[0] if name in at else place.center[0]
                up = _UPPER if step.name else 0.0
                self.signs[name].move_to([x, at.get(name, height + up), 0])
            if not set(step.signs) - at.keys():
                block[1:].set_y(height)
            shape = shape_of(carried[step.leaves], size=_SHAPE, color=theme.INK)
            over = height + HIGH / 2 + _OVER
            self.shapes.add(shape.move_to([place.right + _BETWEEN / 2, over, 0]))
        entry = panel(first.width).move_to([first.center[0], height, 0])
        matrices = Formula(FORMULAS["matrices"], size=_SHAPE)
        matrices.move_to([first.right + _BETWEEN / 2, height + HIGH / 2 + _OVER, 0])
        self._before = VGroup(entry, Text("input").move_to(entry), matrices)
        self._entries, self._lanes = self._lay(entry, at)
        self._pipes = VGroup()
        ends = [*(block[0] for block in self.blocks)]
        for (left, right), step in zip(pairwise(ends), STEPS, strict=False):
            way = left.get_right() + GAP * RIGHT, right.get_left() + GAP * LEFT
            self._pipes.add(Pipe(way, step.leaves))
        out = ends[-1].get_right() + GAP * RIGHT
        self._pipes.add(Pipe([out, out + (_BETWEEN + 0.2) * RIGHT], STEPS[-1].leaves))

    def _lay(self, entry: VGroup, at: Mapping[str, float]) -> tuple[VGroup, VGroup]:
        """Lead the input to Q, K and V, and these to the blocks that need them."""
        entries, lanes, x = VGroup(), VGroup(), self.signs["query"].get_x()
        left, right = entry.get_right()[0] + GAP, self.blocks[0][0].get_left()[0] - GAP
        foot, last = entry.get_bottom() + GAP * DOWN, self.blocks[-1][0].get_bottom()
        for role, y in at.items():
            before, after = (np.array([x + side * _AIR, y, 0]) for side in (-1, 1))
            start, end = [np.array([left, y, 0])], [np.array([right, y, 0])]
            if role == "value":
                start = [foot, np.array([foot[0], y, 0])]
                end = [np.array([last[0], y, 0]), last + GAP * DOWN]
            entries.add(Pipe([*start, before]))
            lanes.add(Pipe([after, *end], role))
        return entries, lanes

    def come(self, formula: AttentionFormula) -> Animation:
        """Let a formula's symbols go to their places, and blocks grow around them."""
        going = AnimationGroup(*self._pass(map(formula.part, PARTS), self.signs.values()))
        growing = LaggedStart(*(FadeIn(block, scale=0.6) for block in self.blocks), lag_ratio=0.15)
        drawn = self._before, self._entries, self._lanes, *self._pipes
        piping = LaggedStart(*map(FadeIn, drawn), lag_ratio=0.1)
        moves = AnimationGroup(FadeOut(formula.rest(), run_time=theme.QUICK), going, growing)
        return LaggedStart(moves, piping, lag_ratio=0.6)

    def _pass(self, olds: Iterable[Mobject], news: Iterable[Mobject]) -> Iterator[Animation]:
        """Let each symbol become its like; those that go across all others leave them room."""
        for name, old, new in zip(PARTS, olds, news, strict=True):
            yield ReplacementTransform(old, new, path_func=aside(_WAYS.get(name, ORIGIN)))

    def work(self) -> Iterator[list[Animation]]:
        """Let one block work after the other; what leaves it is told by its shape."""
        flows = [self._lanes, *([pipe] for pipe in self._pipes[:-1])]
        for flow, block, shape in zip(flows, self.blocks, self.shapes, strict=True):
            lit = block[0].animate(rate_func=there_and_back)
            lighting = lit.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
            yield [*(pipe.flash() for pipe in flow), lighting, FadeIn(shape, shift=0.2 * UP)]

    def return_to(self, formula: AttentionFormula) -> Animation:
        """Let the symbols make up a formula again, and all else go."""
        drawn = self._before, self._entries, self._lanes, self._pipes, self.blocks, self.shapes
        going = AnimationGroup(*self._pass(self.signs.values(), map(formula.part, PARTS)))
        gone = FadeOut(*drawn, run_time=theme.QUICK)
        return AnimationGroup(gone, LaggedStart(going, FadeIn(formula.rest()), lag_ratio=0.5))
