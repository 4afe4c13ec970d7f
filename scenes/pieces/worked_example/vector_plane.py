"""A plane for vectors of two numbers, each an arrow: nothing of them is left out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    DL,
    DOWN,
    DR,
    LEFT,
    RIGHT,
    UL,
    UP,
    UR,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    LaggedStart,
    ReplacementTransform,
    Succession,
    TransformFromCopy,
    VGroup,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture, Placement, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Arrow, DashedLine, Rule
from scenes.stage.text import Text

# What the axes reach from and to; the example's numbers are fixed, and fill them.
ALL = (-1.65, 2.3), (-2.5, 2.15)
OF_KEYS = (-1.75, 0.75), (-2.15, 0.35)
OF_VALUES = (-0.75, 2.45), (-0.45, 2.35)
OF_MOVES = (-0.9, 2.1), (-2.2, 1.72)
# On which side of each tip its word has room.
SIDES = {
    "inputs": (DR, RIGHT, RIGHT, LEFT),
    "query": (RIGHT, LEFT, LEFT, LEFT),
    "key": (RIGHT, UP, DOWN, UP),
    "value": (UP, UP, UL, DR),
    "output": (LEFT, LEFT, UP, UR),
}
_THICK, _AIR = 8.0, 0.12


class VectorPlane(Plane):
    """Axes of one scale that fill a room, and name the two numbers."""

    def __init__(self, room: Room, ranges: tuple[tuple[float, float], tuple[float, float]]) -> None:
        across, up = (end - start for start, end in ranges)
        unit = min(room.width / across, room.height / up)
        super().__init__(*ranges, width=unit * across, height=unit * up)
        quiet = {"size": theme.SMALLEST, "color": theme.QUIET}
        first, second = Text("first number", **quiet), Text("second number", **quiet)
        first.next_to(self.x_axis.get_end(), DL, buff=_AIR)
        second.next_to(self.y_axis.get_end(), DR, buff=_AIR)
        self.add(first, second)
        room.hold(self)

    def vectors(
        self, rows: Quantity, color: ManimColor, words: Sequence[str] = (), of: str = ""
    ) -> Vectors:
        """Draw each row as an arrow from the origin, with its word at the tip."""
        names = VGroup()
        for word, side, at in zip(words, SIDES.get(of, ()), rows.values, strict=False):
            name = Text(word, size=theme.SIZE_TOKEN, color=color)
            names.add(name.next_to(self.at(*at), side, buff=_AIR))
        ends = ((rows.cite(i, 0), rows.cite(i, 1)) for i in range(len(rows)))
        return Vectors([self.arrow(*end, color=color, width=_THICK) for end in ends], names)

    def chain(self, totals: Quantity, color: ManimColor) -> VGroup:
        """Lay arrows tip to tail, so that they end at the sums so far."""
        places = [(0.0, 0.0), *((totals.cite(i, 0), totals.cite(i, 1)) for i in range(len(totals)))]
        steps = zip(places, places[1:], strict=False)
        return VGroup(*(self.way(*ends, color=color, width=_THICK) for ends in steps))

    def line_along(self, row: Quantity) -> Rule:
        """Draw the line on which a vector lies, on to both sides of the plane."""
        slope = row / row[1:]
        ends = (self.at(*(slope * reach).values) for reach in self.y_range)
        line = Rule(*ends, color=theme.EDGE, stroke_width=theme.STROKE_THIN)
        return shows(line, Furniture("rule"))

    def drops(self, rows: Quantity, feet: Quantity, color: ManimColor) -> VGroup:
        """Let fall from each tip to its foot a dashed line, and mark the foot."""
        dots = (self.dot(feet.cite(i, 0), feet.cite(i, 1), color=theme.HIGHLIGHT, radius=0.09)
                for i in range(len(rows)))  # fmt: skip
        return VGroup(*map(VGroup, self.ways(rows, feet, color), dots))

    def ways(self, starts: Quantity, ends: Quantity, color: ManimColor) -> VGroup:
        """Join the tips of two vectors each by a dashed line."""
        ways = VGroup()
        for i in range(len(starts)):
            tips = [(one.cite(i, 0), one.cite(i, 1)) for one in (starts, ends)]
            places = [self.at(*(entry.value for entry in tip)) for tip in tips]
            way = DashedLine(*places, color=color, stroke_width=theme.STROKE_THIN, dash_length=0.08)
            ways.add(shows(way, Placement(self, tuple(tips), _ends)))
        return ways

    def come_from(self, old: VectorPlane) -> Animation:
        """Take another plane's place, nearer or farther away."""
        return AnimationGroup(*map(ReplacementTransform, old.submobjects, self.submobjects))


class Vectors(VGroup):
    """Arrows, and the words at their tips."""

    def __init__(self, arrows: Sequence[Arrow], names: VGroup) -> None:
        self.arrows, self.names = VGroup(*arrows), names
        super().__init__(self.arrows, self.names)

    def light(self, lit: int) -> Vectors:
        """Let all but one wait in the background."""
        for i, arrow in enumerate(self.arrows):
            if i != lit:
                VGroup(arrow, self.names[i]).set_color(theme.DIM)
        return self

    def grow(self, run_time: float | None = None) -> Animation:
        """Let one arrow grow after the other, and then its word appear."""
        named = [*self.names, *[VGroup() for _ in self.arrows]]
        pairs = zip(self.arrows, named, strict=False)
        growing = (Succession(Create(arrow), FadeIn(name)) for arrow, name in pairs)
        return LaggedStart(*growing, lag_ratio=0.25, run_time=run_time)

    def send(self, others: Vectors) -> Animation:
        """Let copies of the arrows become others."""
        return LaggedStart(*map(TransformFromCopy, self.arrows, others.arrows), lag_ratio=0.15)


def _ends(line: DashedLine) -> np.ndarray:
    return np.array([line.get_start(), line.get_end()])
