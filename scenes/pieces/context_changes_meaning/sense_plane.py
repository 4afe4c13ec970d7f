"""One word in many sentences: a point each, which goes from layer to layer, on a thread or free."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeOut,
    Mobject,
    ReplacementTransform,
    VGroup,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.pieces.context_changes_meaning.measured import Measured
from scenes.pieces.context_changes_meaning.sentences import Sentence
from scenes.stage.cited import extent
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Circle, Dot, Path
from scenes.stage.text import Numeral, Text

_DOT, _AIR, _RING, _NOTE, _THREAD, _OFF = 0.17, 0.1, 0.3, 0.32, 2.5, 0.15


class Point(VGroup):
    """The point of one sentence; ``tied`` to its sentence by a thread, or free."""

    def __init__(
        self, plane: SensePlane, number: int, tied: Sentence | None, hue: ManimColor
    ) -> None:
        self.number, self.tied, self.hue = number, tied, hue
        place = tuple(plane.told.seen.places[plane.layer, number].each())
        self.dot = plane.dot(*place, radius=_DOT, color=hue).set_z_index(2)
        super().__init__(self.dot)
        if tied:
            thread = Path(stroke_color=hue, stroke_width=_THREAD).set_z_index(-1)
            thread.set_points_as_corners([_hook(tied, self.dot), self.dot.get_center()])
            self.add(shows(thread, Placement(plane, (place,), lambda one: one.points[-1:])))

    def untie(self) -> list[Mobject]:
        """Be free; return the thread, if there was one."""
        threads, self.tied = self[1:], None
        self.remove(*threads)
        return [*threads]


class SensePlane(Plane):
    """Whoever is `brought` begins where the word enters, and goes on with the others.

    Both axes have one unit, and are the same for all layers.
    """

    def __init__(self, told: Measured, room: Room) -> None:
        low, high = (end * (1 + _AIR) for end in extent(*told.seen.places))
        unit = min(room.width / (high[0] - low[0]), room.height / (high[1] - low[1]))
        ends = zip(low.tolist(), high.tolist(), strict=True)
        size = {"width": unit * (high[0] - low[0]), "height": unit * (high[1] - low[1])}
        super().__init__(*ends, **size, color=theme.LINE)
        room.hold(self)
        self.told, self.layer, self.points_of = told, 0, dict[int, Point]()
        self.layers = len(told.seen.places) - 1

    def bring(
        self, number: int, tied: Sentence | None = None, hue: ManimColor | None = None
    ) -> Point:
        """Make the point of one sentence, in the hue of its sense if no other is given."""
        point = Point(self, number, tied, hue or self.told.hue(number))
        self.points_of[number] = point
        return point

    def enter(self, number: int, tied: Sentence, hue: ManimColor) -> Point:
        """Make the point of one more sentence, where the word enters."""
        self.layer = 0
        return self.bring(number, tied, hue)

    def to(self, layer: int, numbers: Iterable[int] | None = None) -> list[Animation]:
        """Go to where all points, or some, are after so many layers."""
        self.layer = layer
        going = [*self.points_of] if numbers is None else numbers
        return [self._become(number, self.points_of[number].hue) for number in going]

    def tie(self, number: int, sentence: Sentence) -> Animation:
        """Lead a thread from a sentence to its point."""
        old = self.points_of[number]
        new = self.bring(number, sentence, old.hue)
        return AnimationGroup(ReplacementTransform(old[0], new[0]), Create(new[1]))

    def paint(self, number: int) -> Animation:
        """Let a point take the hue of its sense."""
        return self._become(number, self.told.hue(number))

    def ring(self, number: int) -> Animation:
        """Ring a point."""
        place = tuple(self.told.seen.places[self.layer, number].each())
        ring = Circle(_RING, color=theme.HIGHLIGHT, stroke_width=theme.STROKE_FRAME)
        ring.move_to(self.points_of[number].dot)
        return Create(shows(ring, Placement(self, (place,), lambda one: one.get_center()[None])))

    def untie(self) -> list[Animation]:
        """Let all threads go."""
        threads = VGroup()
        for point in self.points_of.values():
            threads.add(*point.untie())
        return [FadeOut(threads)]

    def beside(self, number: int) -> Dot:
        """Return a copy of a point beside it, where a guess may stand."""
        dot = self.points_of[number].dot
        return dot.copy().next_to(dot, RIGHT)

    def kept(self, room: Room) -> VGroup:
        """Say in a corner how much of the last layer's spread the plane keeps."""
        number = Numeral(self.told.seen.percent.cite(), decimals=0, size=_NOTE, color=theme.QUIET)
        words = ("seen flat: the plane keeps", "% of the spread at the end")
        before, after = (Text(one, size=_NOTE, color=theme.QUIET) for one in words)
        rows = VGroup(before, line(number, after, gap=0.12)).arrange(
            DOWN, buff=0.12, aligned_edge=LEFT
        )
        return room.hold(rows, DOWN + LEFT)

    def _become(self, number: int, hue: ManimColor) -> Animation:
        old = self.points_of[number]
        return ReplacementTransform(old, self.bring(number, old.tied, hue))


def _hook(sentence: Sentence, dot: Mobject) -> np.ndarray:
    """Return where a thread leaves a sentence: at its side, or above the word if it lies below."""
    if sentence.get_left()[0] > dot.get_right()[0]:
        return sentence.get_left() + _OFF * LEFT
    return sentence.word.get_top() + _OFF * UP
