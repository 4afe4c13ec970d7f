"""A query as a pointer that turns over all keys; each has a score, on whichever side it lies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    DOWN,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    GrowArrow,
    Indicate,
    LaggedStart,
    Mobject,
    UpdateFromAlphaFunc,
    VGroup,
)

from attention_math.principal import Sweep, way_home
from attention_math.story import fan_of
from scenes import theme
from scenes.mobjects.icons import Icon
from scenes.pieces.dot_product_scores.fan import fan_between
from scenes.pieces.dot_product_scores.score_bars import ScoreBars
from scenes.pieces.dot_product_scores.vector_plane import VectorPlane
from scenes.stage.cited import Quantity
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Line, Rule
from scenes.stage.text import Text

_SIZE, _HALO = 0.5, 8.0  # of the words at the tips, and what parts them from lines below
_DROP, _QUIETER = 7.0, 3.0  # the strokes of what leads to the likeliest key, and to the others
_NEARER, _BESIDE = 1.0, 0.4  # than its bubble is a guess, and so far above an arrow
_ICON, _BEYOND = 0.46, 0.3  # its height, and how far it is beyond the query's tip


class Pointer(VGroup):
    """Keys as arrows in the plane through the query; at a step of the sweep it points upward.

    What lies on the line across it scores zero. From there a drop leads to each key, in the hue of
    its score's sign: as far along the query, or against it, as it is long. ``likely`` are keys at
    which a viewer may guess that it points; it passes the first of them on its way ``home``.
    """

    def __init__(
        self, sweep: Sweep, words: Sequence[str], room: Room, *, likely: Sequence[int]
    ) -> None:
        self.scores = sweep.scores
        self.tips, self._turned = (_upright(one) for one in (sweep.key, sweep.query))
        self.box = VectorPlane(self.tips, self._turned, width=room.width, height=room.height)
        room.hold(self.box)
        self.arrows = VGroup(*(self.box.arrow(tip, color=theme.KEY) for tip in self.tips))
        self.query = self.box.arrow(self._turned[0], color=theme.QUERY).set_z_index(2)
        self.icon = Icon("query", height=_ICON).set_z_index(2)
        self.zero = Rule(UP, DOWN, color=theme.QUIET, stroke_width=theme.STROKE_THIN)
        self.drops = VGroup(*(Line(UP, DOWN, stroke_width=_QUIETER) for _ in words))
        self.drops[likely[0]].set_stroke(width=_DROP)
        self.heights = self.box.heights_of(self.tips)
        self.straight, self.home = way_home(self.scores.values, likely[0])
        self.ends = fan_of(self.scores.values, likely[0], self.home)
        self.fan, whole = (fan_between(self.box.plane, self._turned, self.ends[0], end)
                           for end in self.ends)  # fmt: skip
        self.spots = self._guessed(likely)
        placed = [*self.arrows, *self.heights, *self.spots, whole]
        for step in (0, len(self.scores) // 2, self.straight):
            self.show(step)
            placed += [part.copy() for part in (self.query, self.icon, *self.drops)]
        self.names = VGroup()
        for word, arrow in zip(words, self.arrows, strict=True):
            name = Text(word, size=_SIZE, color=theme.KEY).set_z_index(1)
            name.set_stroke(theme.GROUND, _HALO, background=True)
            self.names.add(self.box.label_tip(name, arrow, avoid=placed))
            placed.append(name)
        super().__init__(self.zero, self.arrows, self.names, self.query, self.icon)
        self.show(0)

    @property
    def moving(self) -> VGroup:
        """What changes when the light turns."""
        return VGroup(self.zero, self.query, self.icon)

    def grow_keys(self) -> Animation:
        """Let one key after the other point to where its name then stands."""
        pairs = zip(self.arrows, self.names, strict=True)
        grown = (AnimationGroup(GrowArrow(arrow), FadeIn(name, target_position=arrow.get_center()))
                 for arrow, name in pairs)  # fmt: skip
        return LaggedStart(*grown, lag_ratio=0.3)

    def grow_query(self) -> list[Animation]:
        """Let the query come, with what is across it."""
        return [GrowArrow(self.query), FadeIn(self.icon, self.zero)]

    def turn(self, bars: ScoreBars, start: int, end: int, *, fans: bool = False) -> Animation:
        """Turn from one step to another, or on past the last, while bars show the scores.

        If it ``fans``, what it sweeps over stays marked.
        """
        last = len(self.scores) - 1

        def show(_both: VGroup, alpha: float) -> None:
            step = round(start + alpha * (end - start))
            self.show(step % last)
            bars.show(self.scores[step % last])
            if fans:
                swept = fan_between(self.box.plane, self._turned, start, step)
                shows(self.fan.become(swept), swept.claim)

        fan = (self.fan,) if fans else ()
        return UpdateFromAlphaFunc(VGroup(self.moving, self.drops, bars.bars, *fan), show)

    def point_at(self, key: int) -> Animation:
        """Let a key, its name and what leads to it swell for a moment."""
        parts = self.arrows[key], self.names[key], self.drops[key]
        return Indicate(VGroup(*parts), color=theme.HIGHLIGHT, scale_factor=1.15)

    def _guessed(self, keys: Sequence[int]) -> list[Mobject]:
        """Say where a viewer may guess that the query points: upward, or straight at keys."""
        origin, far = self.query.get_start(), _NEARER * self.query.get_length()
        ways = [UP, *(self.arrows[key].get_unit_vector() for key in keys)]
        return [self.icon.copy().move_to(origin + far * way + _BESIDE * UP) for way in ways]

    def show(self, step: int) -> Pointer:
        """Point to where the query points at a step, and drop a line to each key."""
        arrow = self.box.arrow(self._turned[step], color=theme.QUERY)
        self.query.become(arrow)
        shows(self.query, arrow.claim)
        origin, tip = self.query.get_start(), self.query.get_end()
        way = (tip - origin) / np.linalg.norm(tip - origin)
        self.icon.move_to(tip + _BEYOND * way)
        across = np.array([-way[1], way[0], 0.0])
        ways = across[:2], -across[:2]
        ends = (self.box.plane.at(*(self.box.reach(one) * one)) for one in ways)
        self.zero.put_start_and_end_on(*ends)
        for drop, tip, cited in zip(self.drops, self.tips, self.scores[step].each(), strict=True):
            places = tip.cite(0), tip.cite(1)
            end = self.box.plane.at(*(one.value for one in places))
            foot = origin + ((end - origin) @ across) * across
            drop.put_start_and_end_on(foot, end).set_color(theme.sign_color(cited.value))
            shows(drop, Placement(self.box.plane, (places,), lambda drawn: drawn.get_end()[None]))
        return self


def _upright(vectors: Quantity) -> Quantity:
    """Let what is along the query lead up, and what is across it to the right."""
    return vectors[:, ::-1]
