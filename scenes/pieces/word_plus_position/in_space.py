"""One word at two places, among all words, from afar and from near."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import numpy as np
from manim import (
    DL,
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
    ShowPassingFlash,
    Succession,
    VGroup,
    VMobject,
    interpolate_color,
)

from scenes import theme
from scenes.mobjects.space_of_words import Space, SpaceOfWords, hue_of_kind
from scenes.pieces.word_plus_position.entry_sum import EntrySum
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room, stage
from scenes.stage.shapes import Arrow, Dot, Rule
from scenes.stage.text import Text

_AWAY = 0.12, 0.3, 0.6, 0.9
_SIDES = LEFT, RIGHT, UL, UR, DL, DR
_FLASH = 14
_FAINT = 0.75  # the share of its hue of the other words' dots


class WordInSpace:
    """The space of words, the word's own point, and a step to where a place takes it.

    Parameters
    ----------
    start, trail
        Where the word lies without a position, and with each of its two.
    """

    def __init__(
        self, room: Room, space: Space, start: Quantity, trail: Mapping[int, Quantity]
    ) -> None:
        also = (place[None] for place in (start, *trail.values()))
        self.space = SpaceOfWords(space, *also, width=room.width, height=room.height)
        room.hold(self.space)
        for dot, kind in zip(self.space.dots, self.space.kinds, strict=True):
            dot.set_fill(interpolate_color(theme.GROUND, hue_of_kind(kind), _FAINT))
        self.start, self.trail = start, trail
        self.point = self.space.lit(start)
        self.axes = VGroup(self.space.x_axis, self.space.y_axis)
        self.said = VGroup(self.space.ends(), self.space.shares())
        self.around = VGroup(*(self.space.place(place) for place in (start, *trail.values())))
        self._taken: list[VMobject] = [self.point]
        self._steps: list[Arrow] = []

    def gather(self, added: EntrySum, place: int) -> Animation:
        """Let a word's entries become its point, and what pushed them on one step away from it."""
        self.name = Text(added.head.text, size=theme.SMALLEST)
        _stand_free(self.name, self.point, [*self.space.dots, *self.axes])
        step, end = self._step(place)
        bars = (FadeOut(bar, target_position=self.point, scale=0.1) for bar in added.bars)
        return AnimationGroup(
            *bars,
            FadeIn(self.space.dots, self.axes, self.said, self.point),
            ReplacementTransform(added.head, self.name),
            ReplacementTransform(VGroup(*added.pushes), VGroup(step)),
            ReplacementTransform(VGroup(*added.dots), VGroup(end)),
        )

    def leave_behind(self, room: Room) -> Animation:
        """Let go of what leaves the stage when the camera goes in until a room is filled."""
        factor = min(room.width / self.around.width, room.height / self.around.height)
        reach = np.array([stage().width, stage().height]) / 2 / factor
        away = self.around.get_center() - [dot.get_center() for dot in self.space.dots]
        beyond = (np.abs(away)[:, :2] > reach - self.space.dots[0].width / 2).any(axis=1)
        gone = [dot for dot, is_beyond in zip(self.space.dots, beyond, strict=True) if is_beyond]
        self._was = self.point.get_center(), self.point.width
        return FadeOut(*gone, self.said, self.axes)

    def catch_up(self) -> None:
        """Let the axes, which are off stage, go where the camera has brought the word's point."""
        center, width = self._was
        factor = self.point.width / width
        self.axes.scale(factor, about_point=center).shift(self.point.get_center() - center)

    def step(self, place: int) -> Animation:
        """Let a place take the word along."""
        step, end = self._step(place)
        return Succession(Create(step), FadeIn(end))

    def call(self, names: VGroup, places: Sequence[int]) -> Animation:
        """Name the two points that the word has become, where room is free."""
        for name, place in zip(names, places, strict=True):
            end = self.space.lit(self.trail[place]).match_width(self.point)
            _stand_free(name, end, [*self._taken, self.name], unless_full=self.space.dots)
            self._taken.append(name)
        return FadeIn(names)

    def push_again(self) -> Animation:
        """Send a flash along both steps, one after the other."""
        flashes = (
            ShowPassingFlash(Rule(*step.get_start_and_end(), stroke_width=_FLASH), time_width=0.4)
            for step in self._steps
        )
        return LaggedStart(*flashes, lag_ratio=0.7)

    def _step(self, place: int) -> tuple[Arrow, Dot]:
        step = self.space.step(self.start, self.trail[place], color=theme.HIGHLIGHT)
        end = self.space.lit(self.trail[place]).match_width(self.point)
        self._taken += [step, end]
        self._steps.append(step)
        return step, end


def _stand_free(
    name: VMobject, end: Dot, taken: Sequence[VMobject], unless_full: Iterable[VMobject] = ()
) -> None:
    """Put a name beside a dot, as near as nothing stands in its way, or only nothing ``taken``."""
    for others, away, side in product((unless_full, ()), _AWAY, _SIDES):
        name.next_to(end, side, buff=away)
        if not any(_meet(name, one) for one in (*taken, *others)):
            return


def _meet(name: VMobject, other: VMobject) -> bool:
    apart = np.abs(name.get_center() - other.get_center())[:2]
    reach = np.array([name.width + other.width, name.height + other.height]) / 2
    return bool((apart < reach).all())
