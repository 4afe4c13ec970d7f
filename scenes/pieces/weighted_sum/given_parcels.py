"""A sentence at full size, and what each of its words gives: a parcel, and how much it weighs."""

from __future__ import annotations

from manim import RIGHT, Animation, AnimationGroup, LaggedStart, ReplacementTransform, VGroup

from scenes import theme
from scenes.mobjects.icons import Icon, parcel
from scenes.pieces.weighted_sum.lanes import Lanes
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room
from scenes.stage.text import Numeral, Text

_SIZE, _PARCEL = 0.8, 1.3


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
        upper, middle, lower = room.rows(2, 1, 2.6)
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
        super().__init__(self.words, self.numbers, self.closed)

    def shrink(self) -> Animation:
        """Let each parcel shrink to its weight, one after the other."""
        pairs = zip(self.closed, self.parcels, strict=True)
        return LaggedStart(*(ReplacementTransform(*pair) for pair in pairs), lag_ratio=0.25)

    def fall_into(self, lanes: Lanes) -> Animation:
        """Let words, weights and parcels go each into the word's lane, word after word."""
        ours = zip(self.words, self.numbers, self.parcels, strict=True)
        theirs = zip(lanes.labels, lanes.numbers, lanes.parcels, strict=True)
        moves = (map(ReplacementTransform, *pair) for pair in zip(ours, theirs, strict=True))
        return LaggedStart(*(AnimationGroup(*each) for each in moves), lag_ratio=0.1)
