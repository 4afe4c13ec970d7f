"""A query as a pointer that turns over all keys; each has a score, on whichever side it lies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    DOWN,
    UP,
    Animation,
    Create,
    FadeIn,
    GrowArrow,
    Indicate,
    Mobject,
    UpdateFromAlphaFunc,
    VGroup,
    wiggle,
)

from attention_math.principal import Sweep
from scenes import theme
from scenes.mobjects.icons import Icon
from scenes.mobjects.motion import exchange
from scenes.pieces.dot_product_scores.fan import Fan
from scenes.pieces.dot_product_scores.score_bars import ScoreBars
from scenes.pieces.dot_product_scores.vector_plane import VectorPlane, upright
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Line, Rule
from scenes.stage.text import Text

_SIZE = 0.6  # of the words at the tips
_DROP, _QUIETER = 7.0, 3.0  # the strokes of what leads to the likeliest key, and to the others
_ICON, _BEYOND = 0.46, 0.3  # its height, and how far it is beyond the query's tip
_AROUND = {"top": 0.5, "bottom": 0.5, "right": 0.35}  # free, for the query's bubble
_SWAY, _DIMMED = 24, 0.55  # steps; the opacity of arrows whose names are not there


class Pointer(VGroup):
    """Keys as arrows in the plane through the query; at a step of the sweep it points upward.

    What lies on the line across it scores zero. From there a drop leads to each key, in the hue of
    its score's sign: as far along the query, or against it, as it is long. A viewer may guess
    between which ``limits`` the ``followed`` key is ahead. When it turns, the drops to the
    ``others`` are not there: the eye goes with one. Keys by place are ``first_and_others``; those
    that are ahead in the fan or on either side of it are ``named``, the others ``quiet``.
    """

    def __init__(
        self, sweep: Sweep, words: Sequence[str], room: Room, *, followed: int, start: int
    ) -> None:
        self.scores, inner = sweep.scores, room.inset(**_AROUND)
        self.tips, self._turned = (upright(one) for one in (sweep.key, sweep.query))
        self.box = VectorPlane(self.tips, self._turned, width=inner.width, height=inner.height)
        inner.hold(self.box)
        self.arrows = VGroup(*(self.box.arrow(tip, color=theme.KEY) for tip in self.tips))
        self.query = self.box.arrow(self._turned[0], color=theme.QUERY).set_z_index(2)
        self.icon = Icon("query", height=_ICON).set_z_index(2)
        self.zero = Rule(UP, DOWN, color=theme.QUIET, stroke_width=theme.STROKE_THIN)
        self.drops = VGroup(*(Line(UP, DOWN, stroke_width=_QUIETER) for _ in words))
        self.heights = self.box.heights_of(self.tips)
        self.fan = Fan(self.box.plane, self._turned, self.scores, followed)
        self._at, self._round = start, len(self.scores) - 1
        self._drop = self.drops[followed].set_stroke(width=_DROP)
        self.first_and_others = [followed], [*range(followed), *range(followed + 1, len(words))]
        self.others = VGroup(*(self.drops[place] for place in self.first_and_others[1]))
        self.limits = self._turned_by(self.fan.straight, -105, 105)
        placed = [*self.arrows, *self.heights, *self.limits, self.fan.whole]
        for step in (start, self.fan.straight, 0, *(end for end, _ in self.fan.beyond)):
            placed += VGroup(self.show(step).query, self.icon, self.zero, self._drop).copy()
        self.named = sorted({followed, *(rival for _, rival in self.fan.beyond)})
        self.quiet = [place for place in range(len(words)) if place not in self.named]
        names = ([one[place] for place in self.named] for one in (words, self.arrows))
        self.names = self.box.name_tips(*names, avoid=placed, size=_SIZE)
        VGroup(*(self.arrows[place] for place in self.quiet)).set_opacity(_DIMMED)
        super().__init__(self.zero, self.arrows, self.names, self.query, self.icon)
        self.show(self._at)

    def grow_query(self) -> list[Animation]:
        """Let the query come, with what is across it, and where it may point."""
        return [GrowArrow(self.query), FadeIn(self.icon, self.zero), Create(self.fan.ring)]

    def name_query(self, word: str) -> Animation:
        """Let its word come at its tip: it is any query no longer."""
        name = Text(word, size=_SIZE, color=theme.QUERY).set_z_index(2).move_to(self.icon)
        asked, self.icon = self.icon, name
        return exchange([asked], [name])

    def turn(self, bars: ScoreBars, end: int, *, fans: bool = False) -> Animation:
        """Turn to a step, or on past the last, with one drop, while bars show all scores.

        If it ``fans``, what it sweeps over of the fan stays marked.
        """
        start, self._at = self._at, end
        moving = VGroup(self.zero, self.query, self.icon, self._drop, bars.bars)

        def show(_both: VGroup, alpha: float) -> None:
            step = round(start + alpha * (end - start))
            bars.show(self.show(step).scores[step % self._round])
            if fans:
                self.fan.open_to(step)

        return UpdateFromAlphaFunc(moving.add(self.fan.shape) if fans else moving, show)

    def sway(self, bars: ScoreBars) -> Animation:
        """Turn a little to either side, and back."""
        at, swaying = self._at, self.turn(bars, self._at + _SWAY)
        self._at = at
        return swaying.set_rate_func(wiggle)

    def point_at(self, key: int) -> Animation:
        """Let a key and its name swell for a moment."""
        parts = VGroup(self.arrows[key], self.names[self.named.index(key)])
        return Indicate(parts, color=theme.HIGHLIGHT, scale_factor=1.15)

    def _turned_by(self, step: int, *degrees: int) -> list[Mobject]:
        """Return its bubble where it would be if it were turned so far from a step."""
        steps = (step + turn * self._round // 360 for turn in degrees)
        return [self.show(one).icon.copy() for one in steps]

    def show(self, step: int) -> Pointer:
        """Point to where the query points at a step, and drop a line to each key."""
        step %= self._round
        arrow = self.box.arrow(self._turned[step], color=theme.QUERY)
        self.query.become(arrow)
        shows(self.query, arrow.claim)
        origin, tip = self.query.get_start(), self.query.get_end()
        way = (tip - origin) / np.linalg.norm(tip - origin)
        self.icon.move_to(tip + _BEYOND * way)
        across = np.array([-way[1], way[0], 0.0])
        for drop, tip, cited in zip(self.drops, self.tips, self.scores[step].each(), strict=True):
            places = tip.cite(0), tip.cite(1)
            end = self.box.plane.at(*(one.value for one in places))
            foot = origin + ((end - origin) @ across) * across
            drop.put_start_and_end_on(foot, end).set_color(theme.sign_color(cited.value))
            shows(drop, Placement(self.box.plane, (places,), lambda drawn: drawn.get_end()[None]))
        self._lay_zero(origin, across)
        return self

    def _lay_zero(self, origin: np.ndarray, across: np.ndarray) -> None:
        """Let the line lead to where the one drop begins, or the ring, and on its other side on."""
        foot = self._drop.get_start() - origin
        side = across if foot @ across > 0 else -across
        near = max(np.linalg.norm(foot), np.linalg.norm(self.query.get_vector())) * side
        far = self.box.plane.at(*(self.box.reach(-side[:2]) * -side[:2]))
        self.zero.put_start_and_end_on(origin + near, far)
