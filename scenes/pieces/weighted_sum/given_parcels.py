"""A sentence at full size, and what each of its words gives: a parcel, and how much it weighs."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import starmap

from manim import (
    DOWN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    GrowFromCenter,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.icons import Icon, parcel
from scenes.pieces.weighted_sum.lanes import Lanes
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room
from scenes.stage.text import Numeral, Text

_SIZE, _PARCEL = 0.8, 1.3
_OVER, _WAITING = 1.2, 2.2  # ems; how far below their place words wait
_ONE_BY_ONE = 0.15


class GivenParcels(VGroup):
    """Words in a row; below each its weight, and a parcel that can shrink to it."""

    def __init__(self, words: Quantity, weights: Quantity, *, room: Room, asking: int) -> None:
        self.words = VGroup(
            *(
                Text(word, size=_SIZE, color=theme.QUERY if i == asking else theme.INK)
                for i, word in enumerate(words.words())
            )
        )
        free = 0.94 * room.width - sum(word.width for word in self.words)
        self.words.arrange(RIGHT, buff=min(1.2, max(0.3, free / len(self.words))))
        upper, middle, lower = room.rows(1.3, 0.9, 1.9)
        upper.hold(self.words, shrink=True)
        for word in self.words:
            word.stand_on(upper.center[1])
        self.numbers, self.closed, self.parcels = VGroup(), VGroup(), VGroup()
        for i, word in enumerate(self.words):
            number = Numeral(weights.cite(i), size=0.5, color=theme.WEIGHT)
            self.numbers.add(number.move_to([word.get_x(), middle.center[1], 0]))
            small = parcel(weights.cite(i), _PARCEL / 2)
            place = [word.get_x(), lower.center[1], 0]
            self.parcels.add(small.move_to(place))
            closed = Icon("value")
            self.closed.add(closed.scale(_PARCEL / closed.width).move_to(place))
        self._asking, self._over = asking, VGroup()
        super().__init__(self.words, self.numbers, self.closed)

    def write_over(self, french: Text) -> Animation:
        """Write over the word that asks, until they fall, what becomes of it."""
        word = self.words[self._asking]
        self._over = french.move_to(word).stand_on(word.baseline + _OVER * word.em)
        return FadeIn(french, shift=UP * 0.2)

    def sink(self) -> GivenParcels:
        """Let the words wait lower, nearer to the middle of the stage."""
        self.words.shift(_WAITING * DOWN)
        return self

    def rise(self) -> Animation:
        """Let them go where they give, and what is written over one of them."""
        return AnimationGroup(
            *(one.animate.shift(_WAITING * UP) for one in (*self.words, self._over))
        )

    def grow(self, first: Animation) -> Animation:
        """Let parcels and their weights come once something else has begun."""
        growing = LaggedStart(*map(GrowFromCenter, self.parcels), lag_ratio=0.2)
        return LaggedStart(first, FadeIn(self.numbers), growing, lag_ratio=0.3)

    def shrink(self) -> Animation:
        """Let each parcel shrink to its weight, one after the other."""
        pairs = zip(self.closed, self.parcels, strict=True)
        return LaggedStart(*(ReplacementTransform(*pair) for pair in pairs), lag_ratio=0.25)

    def colour(self, hues: Mapping[str, ManimColor]) -> list[Animation]:
        """Give words their hues."""
        told = ((word, hues.get(word.text)) for word in self.words)
        return [word.animate.set_color(hue) for word, hue in told if hue]

    def fall_into(self, lanes: Lanes, start: float) -> Animation:
        """Let words go each to its lane, one after the other, and then all parcels to one place."""
        pairs = zip(self.words, lanes.labels, strict=True)
        words = LaggedStart(*starmap(ReplacementTransform, pairs), lag_ratio=_ONE_BY_ONE)
        pairs = zip(self.parcels, lanes.gather(start).parcels, strict=True)
        parcels = AnimationGroup(*starmap(ReplacementTransform, pairs))
        gone = FadeOut(self.numbers, self._over)
        return LaggedStart(
            AnimationGroup(gone, words), parcels, FadeIn(lanes.numbers), lag_ratio=0.6
        )
