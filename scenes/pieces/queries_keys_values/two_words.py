"""Two words far apart: an arrow leads from who asks to who answers, with their score on it."""

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
    FadeOut,
    GrowArrow,
    LaggedStart,
    ReplacementTransform,
    Succession,
    VGroup,
)

from attention_math.story import Pair
from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.icons import Icon
from scenes.mobjects.motion import exchange
from scenes.pieces.queries_keys_values.fit import Fit
from scenes.pieces.queries_keys_values.window import Window
from scenes.stage.cited import Citation, Word
from scenes.stage.claims import Joins, shows
from scenes.stage.layout import line, stage
from scenes.stage.shapes import Arrow, Statement
from scenes.stage.text import Numeral, Text

_WORD, _SCORE, _SAID, _ICON = 1.0, 1.3, 0.5, 0.9
_APART, _AWAY, _WIDTH = 0.4, 0.3, 10.0  # from the middle to each arrow; beside it; how wide it is
_STRIP, _HIGH = 2.4, 0.62  # what is asked and what is answered: how long and how high


class Way(VGroup):
    """Who asks at one end of an arrow, who answers at the other, and what comes of it between."""

    def __init__(
        self,
        ends: Sequence[Text],
        windows: Sequence[Window],
        pair: Pair,
        score: Citation,
        side: np.ndarray,
    ) -> None:
        way = RIGHT if ends[0].get_x() < ends[1].get_x() else LEFT
        level = ends[0].get_center() * UP + _APART * side
        start = ends[0].get_edge_center(way) * RIGHT + _AWAY * way + level
        end = ends[1].get_edge_center(-way) * RIGHT - _AWAY * way + level
        hue = theme.sign_color(score.value)
        arrow = Arrow(start, end, buff=0, color=hue, stroke_width=_WIDTH, tip_length=0.4)
        self.arrow = shows(arrow, Joins(*(word.citation for word in ends)))
        self.icons, self.strips = VGroup(), VGroup()
        inwards = zip(windows, pair, (start, end), (way, -way), strict=False)
        for window, at, place, beside in inwards:
            icon = Icon(window.role, height=_ICON).next_to(place, side, buff=_AWAY)
            row = window.result.quantity[at : at + 1]
            strip = HeatMap(row, width=_STRIP, height=_HIGH, color_of=window.law)
            self.icons.add(icon)
            self.strips.add(strip.next_to(icon, beside, buff=_AWAY))
        number = Numeral(score, decimals=1, size=_SCORE, color=hue)
        said, number = line(Text("score", size=_SAID), number).next_to(arrow, side, buff=_AWAY)
        self.says = VGroup(said, Statement(number))
        super().__init__(self.arrow, self.icons, self.says)

    def meet(self) -> Animation:
        """Let what is asked and what is answered come together, one above the other."""
        query, key = self.strips
        middle = self.says.get_center() * UP
        asked = query.animate.move_to(middle, aligned_edge=DOWN)
        return AnimationGroup(asked, key.animate.move_to(middle, aligned_edge=UP))

    def score(self) -> Animation:
        """Let the two become their score, and an arrow say whose it is."""
        gone = FadeOut(self.strips, scale=0.3, run_time=theme.QUICK)
        scored = AnimationGroup(FadeIn(self.says), GrowArrow(self.arrow))
        return LaggedStart(gone, scored, lag_ratio=0.5)

    def join(self) -> list[Animation]:
        """Let an arrow lead to who answers, below a score that has come."""
        return [GrowArrow(self.arrow), FadeIn(self.says[0])]

    @property
    def told(self) -> VGroup:
        """What says how well the two fit."""
        return VGroup(self.arrow, self.says)


class TwoWords(VGroup):
    """One word asks the other above; of two ``pairs`` the second is the way back, below."""

    def __init__(
        self,
        windows: Sequence[Window],
        words: Sequence[Word],
        pairs: Sequence[Pair],
        scores: Sequence[Citation],
    ) -> None:
        sides = stage().columns(1, 2.6, 1)
        self.words = VGroup(
            *(
                side.hold(Text(word, size=_WORD, color=theme.HIGHLIGHT), shrink=True)
                for side, word in zip(sides[::2], words, strict=True)
            )
        )
        ends = self.words, self.words[::-1]
        ways = zip(ends, pairs, scores, (UP, DOWN), strict=False)
        self.ways = [Way(end, windows, pair, score, side) for end, pair, score, side in ways]
        parcel = Icon("value", height=1.4 * _ICON)
        called = Text(parcel.role, size=_SAID, color=theme.VALUE).next_to(parcel, DOWN)
        self.parcel = VGroup(parcel, called)
        super().__init__(self.words, *self.ways)

    def take(self, fit: Fit) -> Animation:
        """Let a score go between who asks and who answers, who follow: they may cross its way."""
        (way,) = self.ways
        ends = zip((*fit.words, *fit.icons), (*self.words, *way.icons), strict=True)
        moves = AnimationGroup(*(ReplacementTransform(*end) for end in ends))
        scored = ReplacementTransform(fit.says[1], way.says[1])
        return LaggedStart(scored, moves, lag_ratio=0.6)

    def hand_over(self) -> Animation:
        """Let a parcel go back from who answers to who asks."""
        start, end = (word.get_bottom() + _AWAY * DOWN for word in self.words[::-1])
        self.parcel.move_to(start, aligned_edge=UP)
        moved = self.parcel.animate.move_to(end, aligned_edge=UP)
        return Succession(FadeIn(self.parcel, scale=0.3, run_time=theme.QUICK), moved)

    def take_over(self, other: TwoWords) -> list[Animation]:
        """Come in place of two other words, with what the first asks and the second answers."""
        there = self.ways[0]
        gone = other.words, other.parcel, other.ways[0].told
        stays = map(ReplacementTransform, other.ways[0].icons, there.icons)
        return [*stays, exchange(gone, (self.words, there.strips))]
