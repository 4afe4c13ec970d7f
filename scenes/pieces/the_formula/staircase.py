"""The same blocks pulled apart along time: who waits for whom."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    LaggedStart,
    ShowPassingFlash,
    Succession,
    VGroup,
    linear,
    there_and_back,
)

from scenes import theme
from scenes.mobjects.blocks import GAP, Pipe
from scenes.mobjects.icons import Icon
from scenes.mobjects.motion import become
from scenes.pieces.the_formula.machine import Machine
from scenes.pieces.the_formula.step import HIGH, STEPS, WIDE, panel, waiting
from scenes.stage.claims import Furniture, shows
from scenes.stage.layout import Room, stage
from scenes.stage.shapes import Line
from scenes.stage.text import Text

_INPUT, _SYMBOLS, _FIRST, _PITCH = 0.55, 2.0, 4.3, 1.66  # from the stage's left edge
_APART, _ROOM = 0.3, 0.32  # Q and K from the middle between them; room around a symbol
_WAIT, _OVER, _SECONDS, _OUT = 10.0, 2, 2.6, 0.7
_RIDING, _BEYOND = 0.36 * UP, 0.4 * RIGHT  # over its lane; behind the last pipe


class Staircase:
    """Time runs to the right: each block stands a step lower and later than what it waits for.

    Q, K and V start together, drawn out of their blocks; V's lane runs along the foot of the
    stairs, and what it carries waits there.

    Attributes
    ----------
    start, exit
        Where what waits starts from, and where it comes out.
    """

    def __init__(self, machine: Machine) -> None:
        self._machine, room = machine, stage()
        top, foot = room.top - HIGH / 2, room.bottom + HIGH / 2
        heights = np.linspace(top, foot, len(STEPS))
        self._middles = [np.array([room.left + _FIRST + place * _PITCH, y, 0])
                         for place, y in enumerate(heights)]  # fmt: skip
        at, link = room.left + _SYMBOLS, machine.link
        self._places = {"query": np.array([at, top + _APART, 0]),
                        "key": np.array([at, top - _APART, 0]),
                        "value": np.array([at, foot, 0])}  # fmt: skip
        half = WIDE / 2 + GAP
        self._pipes = VGroup()
        for (low, high), step in zip(pairwise(self._middles), STEPS, strict=False):
            leave = low - (HIGH / 2 + GAP) * UP
            turn = np.array([low[0], high[1], 0])
            self._pipes.add(Pipe([leave, turn, high - half * RIGHT], link(step.leaves, "left")))
        out = self._middles[-1] + half * RIGHT
        self._pipes.add(Pipe([out, out + _OUT * RIGHT], link(STEPS[-1].leaves, "under")))
        self.exit = out + _OUT * RIGHT + _BEYOND
        self._free = Room(self._middles[2][0] + half, room.right, heights[2], room.top)
        self._lay_lanes(np.array([room.left + _INPUT, top, 0]), half)

    def _lay_lanes(self, begin: np.ndarray, half: float) -> None:
        """Lead the input to Q, K and V, and these to the blocks that need them."""
        ends = self._middles[0], self._middles[0], self._middles[-1]
        link, self._lanes, self._entries = self._machine.link, VGroup(), VGroup()
        name = Text("input").move_to(begin)
        box = panel(2 * _INPUT - GAP).move_to(begin)
        for (role, place), end in zip(self._places.items(), ends, strict=True):
            before, after = place - _ROOM * RIGHT, place + _ROOM * RIGHT
            reach = np.array([end[0] - half, place[1], 0])
            self._lanes.add(Pipe([after, reach], link(role, "under")))
            side = np.array([box.get_right()[0] + GAP, place[1], 0])
            down = np.array([begin[0], box.get_bottom()[1] - GAP, 0])
            turn = np.array([begin[0], place[1], 0])
            way = [down, turn, before] if role == "value" else [side, before]
            source = "key_side.inputs" if role == "value" else "query_side.inputs"
            entry = Pipe(way, link(source, "right"))
            self._entries.add(entry if role == "value" else VGroup(entry.path, entry.tip))
        self._input = VGroup(box, name)
        self.start = self._lanes[-1].path.get_start() + _ROOM * RIGHT + _RIDING
        end = self._lanes[-1].path.get_end() + _ROOM * LEFT
        bar = Line(self.start - _RIDING, end, stroke_width=_WAIT, color=theme.VALUE)
        self._bar = shows(bar, Furniture("wait", of="value"))

    def pull_apart(self) -> Animation:
        """Let blocks sink to their steps, their pipes with them, and Q, K and V out of theirs."""
        moves = [become(self._machine.pipes, self._pipes)]
        for block, step, to in zip(self._machine.blocks, STEPS, self._middles, strict=True):
            way = to - block[0].get_center()
            signs = [self._machine.signs[name] for name in step.signs if name not in self._places]
            moves += [part.animate.shift(way) for part in (block[0], *signs)]
            moves += [
                name.animate.shift(way + (not signs) * _centring(block)) for name in block[1:]
            ]
        moves += [self._machine.signs[name].animate.move_to(at)
                  for name, at in self._places.items()]  # fmt: skip
        return AnimationGroup(*moves)

    def stake(self, forms: VGroup) -> Animation:
        """Let what is to be decided wait over the stairs."""
        return waiting(forms, self._free.inset(bottom=HIGH / 2))

    def begin(self) -> Animation:
        """Let the input come, and run to all three at once."""
        coming = FadeIn(self._input, shift=0.2 * RIGHT), FadeIn(self._entries, self._lanes)
        return LaggedStart(*coming, lag_ratio=0.5)

    def run(self, waiting: Icon) -> Animation:
        """Let one block work after the other, while what waits is carried on by time alone."""
        flows = [self._lanes[:2], *self._pipes[:-2]]
        blocks = self._machine.blocks[:-1]
        works = (_working(*step) for step in zip(flows, blocks, strict=True))
        working = Succession(*works, _flash(self._pipes[-2]), run_time=_SECONDS)
        options = {"rate_func": linear, "run_time": _SECONDS}
        waits = waiting.animate(**options).move_to(self._bar.get_end() + _RIDING)
        return AnimationGroup(working, waits, Create(self._bar, **options))


def _centring(block: VGroup) -> np.ndarray:
    """Say how far it is from where a block's name stands to where it stands alone."""
    box, name = block
    return (box.get_y() - theme.MIDDLE * name.em - name.baseline) * UP


def _working(flow: VGroup, block: VGroup) -> Animation:
    """Let what a block waits for come in, and the block light up."""
    box = block[0]
    lit = box.animate(rate_func=there_and_back).set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
    coming = (flow,) if isinstance(flow, Pipe) else flow
    return AnimationGroup(*map(_flash, coming), lit)


def _flash(pipe: Pipe) -> Animation:
    return ShowPassingFlash(pipe.flow().set_z_index(_OVER), time_width=0.6)
