"""A word's update as a walk: one matrix makes a step of what each head gathered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeOut,
    GrowFromPoint,
    MoveToTarget,
    VGroup,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.filled_arrow import FilledArrow
from scenes.mobjects.formula import Formula
from scenes.mobjects.motion import exchange
from scenes.mobjects.token_row import Token
from scenes.pieces.many_heads.fan import hue_of
from scenes.pieces.many_heads.rooms import Mixing
from scenes.stage.cited import Citation, Quantity, Word, extent
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Panel
from scenes.stage.text import Numeral, Text

Place = tuple[Citation, ...]

_WORD, _AIR, _BESIDE = 0.5, 0.25, 0.16
_STEP, _UPDATE = 0.16, 0.08  # how thick arrows are
_FLAT, _BELOW, _SMALL = 1e-3, -1, 0.3
_KEPT = 0.4


class Walk(VGroup):
    """From the word before to the word after, a step a head, and above it the block of W_O.

    Parameters
    ----------
    walked
        The cited `attention_math.heads_apart.UpdateWalk`.
    heard
        By their heads, the words that go along with their steps.
    staying
        Heads whose words stand beside them.
    """

    def __init__(
        self, rooms: Mixing, walked: Any, word: Word, heard: Mapping[int, Token],  # noqa: ANN401
        staying: Collection[int]
    ) -> None:  # fmt: skip
        self.walked, self._heard, self._room = walked, heard, rooms.walk
        self.heads = walked.heads.values.tolist()
        self.staying = {head: heard[head] for head in staying}
        self._stops = [tuple(walked.places[place].each()) for place in range(len(walked.places))]
        self.before, self.after = (Token(word, size=_WORD) for _ in range(2))
        self.after.box.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        self.asked = Token(word, size=_WORD).hide(theme.HIGHLIGHT)
        beside, above = self.before.width + 2 * _AIR, max(one.height for one in heard.values())
        inner = self._room.inset(left=beside, right=beside, top=above, bottom=above / 2)
        ends = self._stops[0], self._stops[-1]
        start, unit = _lay(walked.places, inner)
        end = start + unit * self._stops[-1][0].value * RIGHT
        self.update = FilledArrow(start, end, color=theme.HIGHLIGHT, thick=_UPDATE)
        shows(self.update.set_z_index(_BELOW), Placement(self, ends, FilledArrow.ends))
        hues = *map(hue_of, self.heads), theme.QUIET
        self.steps = VGroup(*map(self._step, pairwise(self._stops), hues))
        self.before.next_to(start, LEFT, buff=_AIR)
        for token in (self.after, self.asked):
            token.next_to(end, RIGHT, buff=_AIR)
        self.block = rooms.block.hold(_block(rooms.block))
        percent = Numeral(walked.percent.cite(), decimals=0, size=_KEPT, color=theme.QUIET)
        said = Text("% of all steps lies in this plane", size=_KEPT, color=theme.QUIET)
        self.kept = line(percent, said, gap=0.1)
        super().__init__(self.steps, self.update, self.before, self.after, *self.staying.values())

    def at(self, x: float, y: float) -> np.ndarray:
        """Return where a point of the plane stands now: the update leads straight across it."""
        start, end = self.update.ends()
        unit = (end - start)[0] / self._stops[-1][0].value
        return start + unit * np.array([x, y, 0.0])

    def take(self, place: int, ribbon: VGroup) -> Animation:
        """Let a ribbon go into the block, and its step come out; its word goes along with it."""
        step, gone = self.steps[place], FadeOut(ribbon, shift=0.8 * DOWN)
        moves = [gone, self._come(step)]
        head, token = self.heads[place], self._heard[self.heads[place]]
        if head in self.staying:
            self._stand_beside(token.generate_target(), step)
            moves.append(MoveToTarget(token))
        else:
            moves.append(FadeOut(token, target_position=step, scale=_SMALL))
        return AnimationGroup(*moves)

    def close(self) -> Animation:
        """Let what is of no head end the walk."""
        return self._come(self.steps[-1])

    def add_up(self) -> list[Animation]:
        """Let the word go straight to where the walk ends."""
        way = GrowFromPoint(self.update, self.update.ends()[0])
        return [way, exchange([self.asked], [self.after])]

    def _come(self, step: FilledArrow) -> Animation:
        return GrowFromPoint(step, self.block.get_bottom())

    def _step(self, ends: tuple[Place, Place], hue: ManimColor) -> FilledArrow:
        start, end = (self.at(*(one.value for one in place)) for place in ends)
        arrow = FilledArrow(start, end, color=hue, thick=_STEP)
        return shows(arrow, Placement(self, ends, FilledArrow.ends))

    def _stand_beside(self, token: Token, step: FilledArrow) -> None:
        """Put a word at the middle of its step, outside of the walk if there is room."""
        start, end = step.ends()
        middle, way = (start + end) / 2, end - start
        aside = np.array([-way[1], way[0], 0.0]) / np.linalg.norm(way)
        if aside @ (middle - self.steps.get_center()) < 0:
            aside = -aside
        half = np.array([token.width, token.height, 0.0]) / 2
        token.move_to(middle + aside * (np.abs(aside) @ half + _BESIDE))
        if token.get_bottom()[1] < self._room.bottom:
            token.move_to(2 * middle - token.get_center())


def _lay(places: Quantity, room: Room) -> tuple[np.ndarray, float]:
    """Find where a walk begins that fills a room, and how long a unit of it is there."""
    low, high = extent(places)
    wide = np.maximum(high - low, _FLAT)
    unit = min(room.width / wide[0], room.height / wide[1])
    x, y = room.center[:2] - unit * (low + high) / 2
    return np.array([x, y, 0.0]), unit


def _block(room: Room) -> VGroup:
    box = Panel(width=room.width, height=room.height, corner_radius=0.15, fill_opacity=1)
    box.set_fill(theme.PANEL).set_stroke(theme.EDGE, theme.STROKE_THIN)
    return VGroup(box, Formula(FORMULAS["mixed"]).move_to(box)).set_z_index(1)
