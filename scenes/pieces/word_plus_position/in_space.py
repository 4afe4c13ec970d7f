"""One word at two places, among all words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
from manim import (
    DR,
    LEFT,
    RIGHT,
    UL,
    UR,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    Succession,
    VGroup,
    VMobject,
)

from scenes import theme
from scenes.mobjects.space_of_words import Space, SpaceOfWords, hue_of_kind
from scenes.pieces.word_plus_position.entry_sum import EntrySum
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room
from scenes.stage.shapes import Dot
from scenes.stage.text import Text

_AWAY = 0.1, 0.3, 0.6, 0.9, 1.3


class WordInSpace(VGroup):
    """The space of words, the word's own point, and a step to where two places take it.

    Parameters
    ----------
    start, trail
        Where the word lies without a position, and with each of the sentence's.
    chosen
        The two places of which ``names`` are the names.
    """

    def __init__(
        self,
        room: Room,
        space: Space,
        start: Quantity,
        trail: Sequence[Quantity],
        chosen: Sequence[int],
        names: VGroup,
    ) -> None:
        also = (place[None] for place in (start, *trail))
        self.space = SpaceOfWords(space, *also, width=room.width, height=room.height)
        room.hold(self.space)
        for dot, kind in zip(self.space.dots, self.space.kinds, strict=True):
            dot.set_fill(hue_of_kind(kind))
        self.point, self.names = self.space.lit(start), names
        self.axes = VGroup(
            self.space.x_axis, self.space.y_axis, self.space.ends(), self.space.shares()
        )
        steps = (self.space.step(start, trail[place], color=theme.INK) for place in chosen)
        self.steps = VGroup(*steps)
        self.ends = VGroup(*(self.space.lit(trail[place]) for place in chosen))
        self.trail = VGroup(
            *(self.space.step(*pair, color=theme.QUIET) for pair in pairwise(trail))
        )
        taken = [*self.space.dots, *self.steps, *self.ends, *self.axes[2], *self.axes[3]]
        for name, end in zip(names, self.ends, strict=True):
            _stand_free(name, end, taken)
            taken.append(name)
        super().__init__(self.space, self.point)

    def gather(self, added: EntrySum) -> Animation:
        """Let a word's entries come together in its point, and its name beside it."""
        self.start = Text(added.head.text, color=theme.QUIET)
        self.start.next_to(self.point, DR, buff=_AWAY[0])
        bars = (FadeOut(part, target_position=self.point, scale=0.1) for part in added.parts())
        named = ReplacementTransform(added.head, self.start)
        space = FadeIn(self.space.dots, self.axes, self.point)
        return AnimationGroup(*bars, FadeOut(added.plane.y_axis, added.says), space, named)

    def step(self, which: int) -> Animation:
        """Let one place take the word along."""
        grown = Create(self.steps[which])
        return Succession(grown, FadeIn(self.ends[which], self.names[which]))

    def go_on(self) -> Animation:
        """Walk through where the sentence's places would take the word, one after the other."""
        return LaggedStart(*map(Create, self.trail), lag_ratio=0.7)


def _stand_free(name: VMobject, end: Dot, taken: Sequence[VMobject]) -> None:
    """Put a name beside a dot, as near as nothing stands in its way."""
    for away, side in product(_AWAY, (LEFT, RIGHT, UL, UR)):
        name.next_to(end, side, buff=away)
        if not any(_meet(name, one) for one in taken):
            return


def _meet(name: VMobject, other: VMobject) -> bool:
    apart = np.abs(name.get_center() - other.get_center())[:2]
    reach = np.array([name.width + other.width, name.height + other.height]) / 2
    return bool((apart < reach).all())
