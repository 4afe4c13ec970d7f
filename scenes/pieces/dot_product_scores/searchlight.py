"""A query as a searchlight that turns over all keys; those on its side of the line are lit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    Animation,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    Transform,
    UpdateFromAlphaFunc,
    VGroup,
    there_and_back_with_pause,
)

from attention_math.principal import Sweep
from scenes import theme
from scenes.mobjects.icons import Icon
from scenes.pieces.dot_product_scores.answers import Answers
from scenes.pieces.dot_product_scores.beams import Beams
from scenes.pieces.dot_product_scores.score_bars import ScoreBars
from scenes.pieces.dot_product_scores.standing_keys import StandingKeys
from scenes.pieces.dot_product_scores.vector_plane import VectorPlane
from scenes.stage.cited import Quantity
from scenes.stage.claims import shows
from scenes.stage.layout import Room, line
from scenes.stage.text import Numeral, Text

_SIZE, _WAITS = 0.42, 0.62  # of the words at the tips; how clear a key is that is not lit


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
        self.beams = Beams(self.box)
        self.heights = VGroup(*map(self.box.height_of, self.tips))
        self.names, placed = VGroup(), list[Mobject]([*self.arrows, *self.heights, self.query])
        for word, arrow in zip(words, self.arrows, strict=True):
            name = Text(word, size=_SIZE, color=theme.KEY)
            self.names.add(self.box.label_tip(name, arrow, avoid=placed))
            placed.append(name)
        self.note = _share(sweep.percent)
        super().__init__(self.beams, self.arrows, self.names, self.query, self.icon)
        self.show(0)
        self._lit = [part.copy() for part in (self.arrows, self.names)]
        self.arrows.set_opacity(1)
        self.names.set_fill(theme.KEY)

    @property
    def moving(self) -> VGroup:
        """What changes when the light turns."""
        return VGroup(self.beams, self.query, self.icon, self.arrows, self.names)

    def come_from(self, answers: Answers) -> list[Animation]:
        """Let words go to the tips, and the bubble to where the light will be."""
        words = map(ReplacementTransform, (token.label for token in answers.row), self.names)
        boxes = (token.box for token in answers.row)
        return [
            FadeOut(*boxes, *answers.hands, run_time=theme.QUICK),
            LaggedStart(*words, lag_ratio=0.2),
            ReplacementTransform(answers.bubble, self.icon),
        ]

    def light_up(self) -> list[Animation]:
        """Let the light go on, and those keys wait that it does not reach."""
        parts = self.arrows, self.names
        return [FadeIn(self.beams), *map(Transform, parts, self._lit)]

    def turn(self, bars: ScoreBars) -> Animation:
        """Turn once round, while bars show the scores."""
        last = len(self.scores) - 1

        def show(_both: VGroup, alpha: float) -> None:
            step = round(alpha * last)
            self.show(step)
            bars.show(self.scores[step])

        return UpdateFromAlphaFunc(VGroup(self.moving, bars.bars), show)

    def shorten(self, bars: ScoreBars, row: Quantity, to: float) -> Animation:
        """Let the query become so much shorter, wait, and be as long as before."""

        def show(_both: VGroup, alpha: float) -> None:
            length = float(1 - (1 - to) * alpha)
            self.show(0, length)
            bars.show(row * length if length < 1 else row)

        both = VGroup(self.moving, bars.bars, bars.numbers)
        return UpdateFromAlphaFunc(both, show, rate_func=there_and_back_with_pause)

    def become_strips(self, keys: StandingKeys) -> list[Animation]:
        """Let the light go out, and each key become the row of K that it is."""
        ends = zip(self.arrows, keys.strips, strict=True)
        flights = (FadeOut(arrow, target_position=strip, scale=0.3) for arrow, strip in ends)
        gone = FadeOut(self.beams, self.names, self.note)
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
        self.beams.aim(way)
        for part, cited in zip(zip(self.arrows, self.names, strict=True), self.scores[step].each(),
                               strict=True):  # fmt: skip
            self._brighten(part, cited.value / self._limit)
        return self

    def _brighten(self, part: tuple[Mobject, Mobject], share: float) -> None:
        """Light a key, the more the higher it scores."""
        lit = 1 / (1 + np.exp(-14 * share))
        arrow, name = part
        arrow.set_opacity(_WAITS + (1 - _WAITS) * lit)
        name.set_fill(theme.KEY if share > 0 else theme.DIM)


def _upright(vectors: Quantity) -> Quantity:
    """Let what is along the query lead up, and what is across it to the right."""
    return vectors[:, ::-1]


def _share(percent: Quantity) -> VGroup:
    """Say how much of the keys the plane keeps."""
    number = Numeral(percent.cite(), decimals=0, size=0.34, color=theme.QUIET)
    words = Text("% of the keys’ spread lies in this plane", size=0.34, color=theme.QUIET)
    return line(number, words, gap=0.06)
