"""Four words with their ids, beside a plane on which their vectors come."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import starmap

from manim import (
    DL,
    DOWN,
    LEFT,
    Animation,
    AnimationGroup,
    Create,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.pieces.worked_example.projections import Projections
from scenes.stage.cited import Declared, Quantity, Word
from scenes.stage.layout import Room
from scenes.stage.text import Numeral, Text

_WORD, _ID, _APART = 0.64, 0.52, 0.12
_FREE = 4.5, 1.0  # the shares of the plane and of the words in width


class Opening(VGroup):
    """What comes in: words and their ids in lines, beside a plane that waits for their vectors."""

    def __init__(self, room: Room, words: Sequence[Word], ids: Quantity, credit: Text) -> None:
        declared = Declared("token")
        self.words = VGroup(*(Text(one, size=_WORD, declared=declared) for one in words))
        self.ids = VGroup(*(Numeral(one, decimals=0, size=_ID) for one in ids.each()))
        _, free = room.columns(*_FREE)
        lines = free.rows(*(1 for _ in words))
        for word, number, place in zip(self.words, self.ids, lines, strict=True):
            number.next_to(word, DOWN, buff=_APART).align_to(word, LEFT)
            place.hold(VGroup(word, number), LEFT)
        self.credit = room.hold(credit, DL)
        super().__init__(self.words, self.ids, self.credit)

    def draw(self, drawn: Projections) -> Animation:
        """Let the ids fall away, each word go to its place, and a vector grow to it."""
        gone = FadeOut(self.ids, shift=0.5 * DOWN, run_time=theme.QUICK)
        pairs = zip(self.words, drawn.inputs.names, strict=True)
        going = LaggedStart(*starmap(ReplacementTransform, pairs), lag_ratio=0.4)
        coming = LaggedStart(*map(Create, drawn.inputs.arrows), lag_ratio=0.4)
        return LaggedStart(gone, AnimationGroup(going, coming), lag_ratio=0.8)
