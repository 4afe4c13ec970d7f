"""Eight scores of one width as dots on a line: on an axis of their own, or across the walks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    Mobject,
    ReplacementTransform,
    UpdateFromAlphaFunc,
    VGroup,
)

from attention_math.experiments import NUDGE
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.pieces.why_divide_by_root_d.walks import DrawnWalks
from scenes.stage.cited import Declared, Quantity
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Rule
from scenes.stage.text import Numeral, Text

_DOT, _BELOW, _NEAR = 0.13, 0.25, 0.25
_SECOND = 1  # of the scores: the one that is raised


class Cut(VGroup):
    """A line with a dot for each score, and the width that they are of.

    At a length of the walks it is a dial, whose width stands below them; on the axis of scores the
    width stands at the upper edge of a room.
    """

    def __init__(
        self, drawn: DrawnWalks, place: int, room: Room, *, at_length: bool = False
    ) -> None:
        self.drawn, self.room, self.at_length = drawn, room, at_length
        plane = drawn.on.plane
        self.line = Rule(plane.get_bottom(), plane.get_top(), color=theme.HIGHLIGHT, stroke_width=2)
        self.dots = self._dots(self._scores(), place)
        self.says = Text("scores", size=theme.SIZE_FORMULA)
        self.says.move_to(plane.get_corner(UP + LEFT) + _NEAR * RIGHT, aligned_edge=UP + LEFT)
        says = Formula(FORMULAS["width is"], size=theme.SIZE_GUESS)
        self.reading = Numeral(drawn.lengths.cite(place), decimals=0, size=theme.SIZE_GUESS)
        self.width_is = VGroup(says, self.reading)
        declared = Declared("parameter", of=drawn.walks.nudged.name)
        self.plus = Numeral(NUDGE, decimals=0, prefix="+", size=theme.SIZE_GUESS, color=theme.KEY,
                            declared=declared)  # fmt: skip
        super().__init__(self.line, self.dots, self.width_is)
        self.show(place)

    def show(self, place: int) -> Cut:
        """Stand for another of the widths."""
        for dot, new in zip(self.dots, self._dots(self._scores(), place), strict=True):
            shows(dot.move_to(new), new.claim)
        self.line.set_x(self.dots[0].get_x())
        self._stand_at_the_second(self.plus)
        says, reading = self.width_is
        reading.read(self.drawn.lengths.cite(place)).next_to(says, RIGHT, buff=0.2)
        reading.stand_on(says.baseline)
        if self.at_length:
            self.width_is.next_to(self.drawn.on.across, DOWN, buff=_BELOW, aligned_edge=RIGHT)
        else:
            self.room.hold(self.width_is, UP + RIGHT)
        return self

    def nudge(self, place: int) -> Iterator[Animation]:
        """Raise the second score on the axis, by what is written beside it."""
        before, plus, scores = self.dots, self.plus, self._scores()
        scores[_SECOND] = scores[_SECOND] + NUDGE
        self.dots = self._dots(scores, place)
        self.plus = self._stand_at_the_second(plus.copy())
        yield ReplacementTransform(plus, self.plus)
        yield ReplacementTransform(before, self.dots)

    def become(self, other: Cut) -> Iterator[Animation]:
        """Let line and dots be those of another cut."""
        yield ReplacementTransform(self.line, other.line)
        yield ReplacementTransform(self.dots, other.dots)

    def _stand_at_the_second(self, plus: Numeral) -> Numeral:
        (_, score), plane = self.dots[_SECOND].claim.places[0], self.drawn.on.plane
        plus.next_to(self.dots[_SECOND], LEFT, buff=_NEAR)
        claim = Placement(plane, ((float("nan"), score),), lambda one: one.get_center()[None])
        return shows(plus, claim)

    def _scores(self) -> list[Quantity]:
        row = self.drawn.walks.row
        return [row[i] for i in range(len(row))]

    def _dots(self, scores: Sequence[Quantity], place: int) -> VGroup:
        at = self.drawn.lengths.cite(place) if self.at_length else 0.0
        hues = [theme.HIGHLIGHT, *[theme.KEY] * (len(scores) - 1)]
        dots = (self.drawn.on.plane.dot(at, score.cite(place), color=hue, radius=_DOT)
                for score, hue in zip(scores, hues, strict=True))  # fmt: skip
        return VGroup(*dots).set_z_index(2)


class Shown(Protocol):
    """What shows one of the lengths."""

    def show(self, place: int) -> Mobject: ...


def sweep(first: int, last: int, *shown: Shown) -> Animation:
    """Turn the dial from one length to another, and let all that is shown follow."""

    def show(_all: VGroup, alpha: float) -> None:
        for one in shown:
            one.show(round(first + alpha * (last - first)))

    return UpdateFromAlphaFunc(VGroup(*shown), show)
