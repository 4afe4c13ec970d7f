"""A sentence, and the ways along which its first word can reach its last one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import numpy as np
from manim import (
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    MoveAlongPath,
    ShowPassingFlash,
    Succession,
    UpdateFromAlphaFunc,
    VGroup,
    smooth,
)
from manim.utils.color import ManimColor

from attention_math.recall import count_paths
from scenes import theme
from scenes.mobjects.token_row import Token, TokenRow
from scenes.pieces.one_step_away.arcs import arc
from scenes.stage.cited import Quantity
from scenes.stage.claims import Joins, Sent, shows
from scenes.stage.derive import derive
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Path
from scenes.stage.text import Numeral, Text

_SIZE, _GAP, _OF_PARCEL = 0.66, 0.55, 0.5
_ABOVE = 0.6  # of its word, where a parcel rests
_CLEAR = 0.06
_ON_TOP = 2  # no way crosses a parcel
_COUNTS = 0.6  # of a hop: then it counts
_LEAST = 0.3  # of the rise of the longest way


class SentenceWays(VGroup):
    """A row of tokens with arcs above it, a parcel with the first word, and a count of its hops.

    Parameters
    ----------
    tokens
        The words, as cited.
    hops
        How many hops lead from the first word to each that follows it.
    rise
        The height of the longest way.
    """

    def __init__(
        self,
        tokens: Quantity,
        hops: Quantity,
        *,
        name: str,
        widest: float,
        rise: float,
        color: ManimColor,
    ) -> None:
        self.tokens, self.hops, self.rise, self.hue = tokens, hops, rise, color
        words = tokens.words()
        self.row = TokenRow(words, size=_SIZE, gap=_GAP, widest=widest)
        self.row[0].box.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        self.parcel = Token(words[0], size=_OF_PARCEL, color=theme.HIGHLIGHT)
        self.parcel.box.set_stroke(color, theme.STROKE_FRAME).set_z_index(_ON_TOP)
        shows(self.parcel.box, Sent(tokens.cite(0), tokens.cite(-1)))
        self.parcel.label.set_z_index(_ON_TOP + 1)
        self.label = Text(name, size=theme.SIZE_FORMULA, color=color)
        self.number = Numeral(hops.cite(0), decimals=0, size=theme.SIZE_GUESS, color=color)
        self.count = line(Text("hops", size=theme.SIZE_FORMULA), self.number)
        super().__init__(self.row)

    def named(self, room: Room) -> VGroup:
        """Let the name and the count stand level with the row, in a room beside it."""
        self.label.move_to(self.row).shift(UP * 1.0).set_x(room.center[0])
        self.count.move_to(self.row).set_x(room.center[0])
        return VGroup(self.label, self.count[0])

    def send(self) -> Token:
        """Let the parcel wait above its word."""
        return self.parcel.move_to(self._above(0))

    def hand_on(self) -> Iterator[Animation]:
        """Yield hop after hop, and count them."""
        for start, end in pairwise(range(len(self.row))):
            counting = self._counting(end - 1) if start else FadeIn(self.number)
            yield AnimationGroup(self._hop(start, end), counting)

    def leap(self) -> Animation:
        """Go from the first word to the last in one hop; all that hear others stand out."""
        boxes = (token.box.animate.set_stroke(self.hue) for token in self.row[1:])
        return AnimationGroup(self._hop(0, len(self.row) - 1), FadeIn(self.number), *boxes)

    def landing(self) -> Token:
        """Stand where the parcel is to arrive: nobody knows how it gets there."""
        return self.parcel.copy().move_to(self._above(-1))

    def fetch_all(self, run_time: float) -> Animation:
        """Let every word fetch from every earlier one, all at once."""
        ways = [self._way(*pair) for pair in combinations(range(len(self.row)), 2)]
        drawn = AnimationGroup(*map(Create, ways), run_time=run_time / 2)
        sent = (ShowPassingFlash(way.copy().set_stroke(theme.HIGHLIGHT, 5), time_width=0.4)
                for way in ways)  # fmt: skip
        return Succession(drawn, AnimationGroup(*sent, run_time=run_time / 2))

    def _counting(self, place: int) -> Animation:
        def read(number: Numeral, alpha: float) -> None:
            number.read(self.hops.cite(place if alpha > _COUNTS else place - 1))

        return UpdateFromAlphaFunc(self.number, read)

    def _hop(self, start: int, end: int) -> Animation:
        road = arc(self._above(start), self._above(end), self._rise(start, end))
        way = self._way(start, end)
        return AnimationGroup(Create(way), MoveAlongPath(self.parcel, road), rate_func=smooth)

    def _way(self, start: int, end: int) -> Path:
        inner = RIGHT * 0.12
        ends = (self.row[start].get_top() + inner, self.row[end].get_top() - inner)
        road = arc(*(point + UP * _CLEAR for point in ends), self._rise(start, end))
        way = Path(stroke_color=self.hue, stroke_width=3).set_points(road.points)
        return shows(way, Joins(self.tokens.cite(start), self.tokens.cite(end)))

    def _rise(self, start: int, end: int) -> float:
        share = (end - start) / max(1, len(self.row) - 1)
        return self.rise * (_LEAST + (1 - _LEAST) * share)

    def _above(self, place: int) -> np.ndarray:
        return self.row[place].get_top() + UP * _ABOVE


def both_ways(tokens: Quantity, widest: float) -> tuple[SentenceWays, SentenceWays]:
    """Lay out how the first word is handed on, and how attention fetches it."""
    lengths = tuple(range(2, len(tokens) + 1))
    recurrent, attending = derive(count_paths, lengths, source="recall").hops
    return (
        SentenceWays(tokens, recurrent, name="RNN", widest=widest, rise=1.1, color=theme.INK),
        SentenceWays(tokens, attending[-1:], name="attention", widest=widest, rise=1.6,
                     color=theme.WEIGHT),
    )  # fmt: skip
