"""One word at two places, near by in the space of all words."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    GrowArrow,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
    VMobject,
    interpolate_color,
)

from scenes import theme
from scenes.mobjects.space_of_words import Space, SpaceOfWords, hue_of_kind
from scenes.pieces.word_plus_position.row_sum import RowSum
from scenes.pieces.word_plus_position.standing_free import stand_free
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room, stage
from scenes.stage.shapes import Dot
from scenes.stage.text import Text

_MARK = 0.9
_NEAREST = 4.0  # times as large as among all words
_POINT, _OTHER = 0.24, 0.11  # radii of dots: the word's own, those of others
_FAINT = 0.75  # the share of its hue of the other words' dots


class WordInSpace:
    """The part of the space of words around one of them, and a step to where a place takes it.

    Parameters
    ----------
    start, trail
        Where the word lies without a position, and with each of its two.
    """

    def __init__(
        self, room: Room, space: Space, start: Quantity, trail: Sequence[Quantity]
    ) -> None:
        near = start, *trail
        self.space = SpaceOfWords(
            space, *(one[None] for one in near), width=stage().width, height=stage().height
        )
        around = VGroup(*map(self.space.place, near))
        sizes = room.width / around.width, room.height / around.height
        center, factor = around.get_center(), min(_NEAREST, *sizes)
        self.space.scale(factor, about_point=center).shift(room.center - center)
        self.point, *self.ends = (self._lit(place) for place in near)
        self.steps = [self.space.step(start, one, color=theme.HIGHLIGHT) for one in trail]
        self.others = VGroup(*filter(_is_on_stage, self.space.dots))
        hues = (hue_of_kind(kind) for kind in self.space.kinds)
        for dot, hue in zip(self.space.dots, hues, strict=True):
            dot.set_fill(interpolate_color(theme.GROUND, hue, _FAINT)).set(width=2 * _OTHER)
        self._taken: list[VMobject] = [self.point, *self.ends, *self.steps]

    def gather(self, sums: Sequence[RowSum]) -> Animation:
        """Let a word become its point, and its rows of colours fall into that."""
        (head, _), *others = (one.names for one in sums)
        self.name = Text(head.text, size=theme.SIZE_GUESS)
        stand_free(self.name, self.point, self._taken, unless_full=self.others)
        self._taken.append(self.name)
        cells = [cell for one in sums for cell in one.total]
        fallen = (FadeOut(cell, target_position=self.point, scale=0.1) for cell in cells)
        gone = FadeOut(sums[0].names[1], *others, run_time=theme.QUICK)
        named = ReplacementTransform(head, self.name)
        return AnimationGroup(*fallen, gone, named, FadeIn(self.point))

    def part(self) -> Animation:
        """Let both places draw the point apart."""
        drawn = (TransformFromCopy(self.point, end) for end in self.ends)
        return AnimationGroup(*drawn, *map(GrowArrow, self.steps))

    def call(self, names: VGroup) -> Animation:
        """Name the two points that the word has become, where room is free."""
        for name, end in zip(names, self.ends, strict=True):
            stand_free(name, end, self._taken, unless_full=self.others)
            self._taken.append(name)
        return FadeIn(names)

    def wonder(self) -> Animation:
        """Let all others go, and put a question beside each point that the word has become."""
        marks = VGroup()
        for end in self.ends:
            mark = Text("?", size=_MARK, color=theme.HIGHLIGHT)
            stand_free(mark, end, [*self._taken, *marks])
            marks.add(mark)
        return AnimationGroup(FadeOut(self.others), FadeIn(marks, lag_ratio=0.5))

    def _lit(self, place: Quantity) -> Dot:
        return self.space.place(place, color=theme.HIGHLIGHT, radius=_POINT)


def _is_on_stage(dot: VMobject) -> bool:
    room, (x, y, _) = stage(), dot.get_center()
    return room.left < x < room.right and room.bottom < y < room.top
