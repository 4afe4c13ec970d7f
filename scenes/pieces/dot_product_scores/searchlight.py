"""A query as a searchlight that turns over all keys; those on its side of the line are lit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from manim import (
    DOWN,
    UP,
    Animation,
    FadeIn,
    FadeOut,
    Intersection,
    LaggedStart,
    Mobject,
    Polygon,
    ReplacementTransform,
    Transform,
    VGroup,
)

from attention_math.principal import Sweep
from scenes import theme
from scenes.mobjects.icons import Icon
from scenes.pieces.dot_product_scores.answers import Answers
from scenes.pieces.dot_product_scores.score_table import StandingKeys
from scenes.pieces.dot_product_scores.vector_plane import VectorPlane
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture, Placement, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Path, Rectangle, Rule
from scenes.stage.text import Numeral, Text

_SIZE, _WAITS = 0.42, 0.62  # of the words at the tips; how clear a key is that is not lit
_BEAMS = (0.16, 0.34)  # radians to either side of the query, each a light of its own
_LIGHT, _BEHIND = 0.13, -1
_THIN = 0.09  # how wide a height is


class Searchlight(VGroup):
    """Keys as arrows in the plane through the query; at a step of the sweep it points upward.

    What is high in the picture is far along the query, and scores high.
    """

    def __init__(self, sweep: Sweep, words: Sequence[str], room: Room) -> None:
        self.scores, self._limit = sweep.scores, sweep.scores.limit()
        self.tips, self._turned = (_upright(one) for one in (sweep.key, sweep.query))
        self.box = VectorPlane(self.tips, self._turned, width=room.width, height=room.height)
        room.hold(self.box)
        self.arrows = VGroup(*(self.box.arrow(tip, color=theme.KEY) for tip in self.tips))
        self.query = self.box.arrow(self._turned[0], color=theme.QUERY).set_z_index(2)
        self.icon = Icon("query", height=0.5).set_z_index(2)
        self.beams = VGroup(*(_beam() for _ in _BEAMS)).set_z_index(_BEHIND)
        self.zero = Rule(UP, -UP, color=theme.QUIET, stroke_width=theme.STROKE_THIN)
        self.heights = VGroup(*map(self._height, self.tips))
        self.names, placed = VGroup(), list[Mobject]([*self.arrows, *self.heights, self.query])
        for word, arrow in zip(words, self.arrows, strict=True):
            name = Text(word, size=_SIZE, color=theme.KEY)
            self.names.add(self.box.label_tip(name, arrow, avoid=placed))
            placed.append(name)
        self.note = _share(sweep.percent)
        super().__init__(self.beams, self.zero, self.arrows, self.names, self.query, self.icon)
        self.show(0)
        self._lit = [part.copy() for part in (self.arrows, self.names)]
        self.arrows.set_opacity(1)
        self.names.set_fill(theme.KEY)

    @property
    def moving(self) -> VGroup:
        """What changes when the light turns."""
        return VGroup(self.beams, self.zero, self.query, self.icon, self.arrows, self.names)

    def come_from(self, answers: Answers) -> list[Animation]:
        """Let words go to the tips, hands with them, and the bubble to where the light will be."""
        ends = zip(answers.hands, self.arrows, strict=True)
        return [
            FadeOut(*(token.box for token in answers.row), run_time=theme.QUICK),
            *(
                ReplacementTransform(t.label, n)
                for t, n in zip(answers.row, self.names, strict=True)
            ),
            *(FadeOut(hand, target_position=arrow.get_end(), scale=0.3) for hand, arrow in ends),
            ReplacementTransform(answers.bubble, self.icon),
        ]

    def light_up(self) -> list[Animation]:
        """Let the light go on, and those keys wait that it does not reach."""
        parts = self.arrows, self.names
        return [FadeIn(self.beams, self.zero), *map(Transform, parts, self._lit)]

    def become_strips(self, keys: StandingKeys) -> list[Animation]:
        """Let the light go out, and each key become the row of K that it is."""
        ends = zip(self.arrows, keys.strips, strict=True)
        flights = (FadeOut(arrow, target_position=strip, scale=0.3) for arrow, strip in ends)
        gone = FadeOut(self.beams, self.zero, self.names, self.note)
        return [gone, LaggedStart(*flights, lag_ratio=0.1), keys.make_room()]

    def show(self, step: int, length: float = 1.0) -> Searchlight:
        """Point to where the query points at a step, and light the keys that score above zero."""
        place = self._turned[step] if length == 1.0 else self._turned[step] * length
        arrow = self.box.arrow(place, color=theme.QUERY)
        self.query.become(arrow)
        shows(self.query, arrow.claim)
        origin, tip = self.query.get_start(), self.query.get_end()
        way = (tip - origin) / np.linalg.norm(tip - origin)
        self.icon.move_to(tip + 0.45 * way)
        for beam, half in zip(self.beams, _BEAMS, strict=True):
            beam.set_points(self._cone(origin, way, half))
        self.zero.put_start_and_end_on(*self._across(way))
        for part, cited in zip(zip(self.arrows, self.names, strict=True), self.scores[step].each(),
                               strict=True):  # fmt: skip
            self._brighten(part, cited.value / self._limit)
        return self

    def _height(self, tip: Quantity) -> Rectangle:
        """Measure how far along the light a tip is, from the line on which scores are zero."""
        across, along = tip.cite(0), tip.cite(1)
        ends = self.box.plane.at(across.value, 0), self.box.plane.at(across.value, along.value)
        side = DOWN if along.value < 0 else UP
        height = Rectangle(width=_THIN, height=abs(ends[1][1] - ends[0][1]), stroke_width=0,
                           fill_color=theme.sign_color(along.value), fill_opacity=1)  # fmt: skip
        height.move_to(ends[0], aligned_edge=-side)
        places = (across, 0.0), (across, along)
        return shows(height, Placement(self.box.plane, places, partial(_ends, side=side)))

    def _cone(self, origin: np.ndarray, way: np.ndarray, half: float) -> np.ndarray:
        """Spread light around a direction, as far as the picture reaches."""
        far = 2 * max(self.box.width, self.box.height)
        angle = np.arctan2(way[1], way[0])
        ends = (origin + far * _direction(angle + side * half) for side in (1, -1))
        return Intersection(Polygon(origin, *ends), _frame(self.box)).points

    def _across(self, way: np.ndarray) -> list[np.ndarray]:
        """Find where the line at right angles to a direction leaves the picture."""
        ways = (side * np.array([-way[1], way[0]]) for side in (1, -1))
        return [self.box.plane.at(*(self.box.reach(one) * one)) for one in ways]

    def _brighten(self, part: tuple[Mobject, Mobject], share: float) -> None:
        """Light a key, the more the higher it scores."""
        lit = 1 / (1 + np.exp(-14 * share))
        arrow, name = part
        arrow.set_opacity(_WAITS + (1 - _WAITS) * lit)
        name.set_fill(theme.KEY if share > 0 else theme.DIM)


def _upright(vectors: Quantity) -> Quantity:
    """Let what is along the query lead up, and what is across it to the right."""
    return vectors[:, ::-1]


def _beam() -> Path:
    beam = Path(fill_color=theme.QUERY, fill_opacity=_LIGHT, stroke_width=0)
    return shows(beam, Furniture("beam", of="query"))


def _frame(box: VectorPlane) -> Rectangle:
    return Rectangle(width=box.width, height=box.height).move_to(box)


def _direction(angle: float) -> np.ndarray:
    return np.array([np.cos(angle), np.sin(angle), 0.0])


def _ends(drawn: Rectangle, side: np.ndarray) -> np.ndarray:
    return np.array([drawn.get_edge_center(-side), drawn.get_edge_center(side)])


def _share(percent: Quantity) -> VGroup:
    """Say how much of the keys the plane keeps."""
    number = Numeral(percent.cite(), decimals=0, size=0.34, color=theme.QUIET)
    words = Text("% of the keys’ spread lies in this plane", size=0.34, color=theme.QUIET)
    return line(number, words, gap=0.06)
