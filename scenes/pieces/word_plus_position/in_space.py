"""One word at two places, among all words, from afar and from near."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from manim import (
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    GrowArrow,
    LaggedStart,
    ReplacementTransform,
    ShowPassingFlash,
    VGroup,
    VMobject,
    interpolate_color,
)

from scenes import theme
from scenes.mobjects.space_of_words import Space, SpaceOfWords, hue_of_kind
from scenes.pieces.word_plus_position.row_sum import RowSum
from scenes.pieces.word_plus_position.standing_free import stand_aside, stand_free
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room, stage
from scenes.stage.phrases import phrase
from scenes.stage.shapes import Arrow, Dot, Rule
from scenes.stage.text import Text

_FLASH, _MARK, _END, _NOTE = 14, 0.9, 0.45, 0.38
_NEAREST = 4.0  # times as large as among all words
_SMALL = 0.5  # the share of their size of the dots that wait
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
        near = start, *trail.values()
        also = (place[None] for place in near)
        self.space = SpaceOfWords(space, *also, width=room.width, height=room.height)
        room.hold(self.space)
        for dot, kind in zip(self.space.dots, self.space.kinds, strict=True):
            dot.set_fill(interpolate_color(theme.GROUND, hue_of_kind(kind), _FAINT))
        self.start, self.trail = start, trail
        self.point = self.space.lit(start)
        self.axes = VGroup(self.space.x_axis, self.space.y_axis)
        self.said = self.space.ends(size=_END)
        self.around = VGroup(*map(self.space.place, near))
        self._taken: list[VMobject] = [self.point]
        self._steps: list[Arrow] = []

    def gather(self, sums: Sequence[RowSum]) -> Animation:
        """Let a word become its point, and its row at each place the end of a step from there."""
        (head, _), *others = (one.names for one in sums)
        self.name = Text(head.text, size=theme.SMALLEST)
        steps = [self._step(place) for place in self.trail]
        stand_free(self.name, self.point, (*self._taken, *self.axes), unless_full=self.space.dots)
        moves = [FadeIn(self.point), ReplacementTransform(head, self.name)]
        for one, (step, end) in zip(sums, steps, strict=True):
            moves += [FadeOut(cell, target_position=end, scale=0.1) for cell in one.total]
            moves += [FadeIn(end), GrowArrow(step)]
        gone = [sums[0].names[1], *others]
        return AnimationGroup(*moves, FadeOut(*gone, run_time=theme.QUICK))

    def reveal(self) -> Animation:
        """Let all other words come, and what the directions are."""
        return FadeIn(self.space.dots, self.axes, self.said)

    def near(self, room: Room) -> Room:
        """Narrow a room that a camera is to fill with the word's points: names stay small."""
        spare = max(0.0, room.width - _NEAREST * self.around.width) / 2
        return room.inset(left=spare, right=spare)

    def leave_behind(self, room: Room) -> Animation:
        """Let go of what leaves the stage when the camera goes in until a room is filled."""
        factor = min(room.width / self.around.width, room.height / self.around.height)
        reach = np.array([stage().width, room.height]) / 2 / factor
        away = self.around.get_center() - [dot.get_center() for dot in self.space.dots]
        beyond = (np.abs(away)[:, :2] > reach - self.space.dots[0].width / 2).any(axis=1)
        gone = [dot for dot, is_beyond in zip(self.space.dots, beyond, strict=True) if is_beyond]
        self._others = VGroup(*(dot for dot in self.space.dots if dot not in gone))
        self._was = self.point.get_center(), self.point.width
        return FadeOut(*gone, self.said, self.axes)

    def catch_up(self) -> None:
        """Let the axes, which are off stage, go where the camera has brought the word's point."""
        center, width = self._was
        factor = self.point.width / width
        self.axes.scale(factor, about_point=center).shift(self.point.get_center() - center)

    def dim(self) -> list[Animation]:
        """Let all other words wait: they turn small."""
        return [dot.animate.scale(_SMALL) for dot in self._others]

    def call(self, names: VGroup, places: Sequence[int]) -> Animation:
        """Name the two points that the word has become, where room is free."""
        for name, place in zip(names, places, strict=True):
            end = self.space.lit(self.trail[place]).match_width(self.point)
            stand_free(name, end, [*self._taken, self.name], unless_full=self.space.dots)
            self._taken.append(name)
        return FadeIn(names)

    def wonder(self) -> Animation:
        """Put a question beside each of the points that the word has become."""
        marks = VGroup()
        for place in self.trail.values():
            mark = Text("?", size=_MARK, color=theme.HIGHLIGHT)
            end = self.space.lit(place).match_width(self.point)
            stand_free(mark, end, [*self._taken, self.name, *marks], self.space.dots)
            marks.add(mark)
        return FadeIn(marks, lag_ratio=0.5)

    def push_again(self) -> Animation:
        """Send a flash along both steps, one after the other."""
        flashes = (
            ShowPassingFlash(Rule(*step.get_start_and_end(), stroke_width=_FLASH), time_width=0.4)
            for step in self._steps
        )
        return LaggedStart(*flashes, lag_ratio=0.7)

    def footnote(self) -> Text:
        """Say at an edge of the stage what other models do."""
        said = phrase("Waves here: most models learn or rotate positions.")
        note = Text(said, size=_NOTE, color=theme.QUIET)
        stand_aside(note, [*self._taken, self.name])
        self._taken.append(note)
        return note

    def _step(self, place: int) -> tuple[Arrow, Dot]:
        step = self.space.step(self.start, self.trail[place], color=theme.HIGHLIGHT)
        end = self.space.lit(self.trail[place]).match_width(self.point)
        self._taken += [step, end]
        self._steps.append(step)
        return step, end
