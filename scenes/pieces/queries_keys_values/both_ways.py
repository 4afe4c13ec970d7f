"""Two words that ask each other: an arrow there, an arrow back, and a score on each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    GrowArrow,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.icons import Icon
from scenes.pieces.queries_keys_values.scoring import ROLES_READ, Scored
from scenes.stage.claims import Joins, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Arrow, Statement
from scenes.stage.text import Numeral, Text

_WORD, _SCORE, _SAID, _ICON = 0.9, 1.2, 0.48, 0.75
_APART, _AWAY, _WIDTH = 0.35, 0.3, 9.0  # from the middle to each arrow; beside it; how wide it is


class BothWays(VGroup):
    """An arrow leads from who asks to who answers, in the hue of its sign: one above, one below."""

    def __init__(self, room: Room, told: Sequence[Scored]) -> None:
        self.told = told
        sides = room.columns(1, 2, 1)
        self.words = [
            side.hold(Text(word, size=_WORD, color=theme.HIGHLIGHT), shrink=True)
            for side, word in zip(sides[::2], told[0].words, strict=True)
        ]
        self.arrows, self.icons, self.scores = VGroup(), VGroup(), VGroup()
        for one, ends, side in zip(told, (self.words, self.words[::-1]), (UP, DOWN), strict=True):
            self._lead(one, ends, side)
        super().__init__(*self.words, self.arrows, self.icons, self.scores)

    def _lead(self, told: Scored, ends: Sequence[Text], side: np.ndarray) -> None:
        """Draw an arrow, with who asks and who answers at its ends, and its score in the middle."""
        way = RIGHT if ends[0] is self.words[0] else LEFT
        level = ends[0].get_center() * UP + _APART * side
        start = ends[0].get_edge_center(way) * RIGHT + _AWAY * way + level
        end = ends[1].get_edge_center(-way) * RIGHT - _AWAY * way + level
        hue = theme.sign_color(told.citation.value)
        arrow = Arrow(start, end, buff=0, color=hue, stroke_width=_WIDTH, tip_length=0.35)
        self.arrows.add(shows(arrow, Joins(*(word.citation for word in ends))))
        for role, at in zip(ROLES_READ, (start, end), strict=True):
            icon = Icon(role, height=_ICON).next_to(at, side, buff=_AWAY)
            self.icons.add(icon)
        number = Numeral(told.citation, decimals=1, size=_SCORE, color=hue)
        said, number = line(Text("score", size=_SAID), number).next_to(arrow, side, buff=_AWAY)
        self.scores.add(VGroup(said, Statement(number)))

    @property
    def kept(self) -> list[Mobject]:
        """What of that which was told moves apart: numbers, words and icons."""
        there, _ = self.told
        icons = (one.says[i] for one in self.told for i in (0, 3))
        return [*(one.score for one in self.told), there.says[1], there.says[4], *icons]

    def come(self) -> Animation:
        """Let what was told move apart, the numbers first: a word may come by where they stood."""
        numbers = [number for _, number in self.scores]
        moves = [*map(ReplacementTransform, self.kept, [*numbers, *self.words, *self.icons])]
        groups = AnimationGroup(*moves[: len(numbers)]), AnimationGroup(*moves[len(numbers) :])
        return LaggedStart(*groups, lag_ratio=0.6)

    def join(self) -> Animation:
        """Let one arrow lead there, and then one back."""
        pairs = zip(self.arrows, self.scores, strict=True)
        joined = (AnimationGroup(GrowArrow(arrow), FadeIn(said)) for arrow, (said, _) in pairs)
        return LaggedStart(*joined, lag_ratio=0.7)
