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
    Animation,
    Create,
    FadeIn,
    LaggedStart,
    Succession,
    VGroup,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.plane import Coordinate, Plane
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Furniture, Placement, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Arrow, DashedLine, Rule
from scenes.stage.text import Text

# What the axes reach from and to; the example's numbers are fixed, and fill them.
_ENDS = {
    "inputs": ((-1.8, 2.3), (-2.25, 2.1)),
    "key": ((-1.75, 1.42), (-2.15, 1.4)),
    "value": ((-0.85, 2.35), (-1.0, 2.4)),
    "output": ((-0.88, 1.85), (-1.42, 1.64)),
}
# On which side of each tip its word has room, and how far from it.
_SIDES = {
    "inputs": (UP, RIGHT, RIGHT, LEFT),
    "key": (RIGHT, DOWN, 3.2 * DOWN, UP),
    "value": (UP, UP, UL),
}
_THICK, _AIR = 8.0, 0.12
_NARROW = -1.5  # an axis that reaches no farther to the left has no room there for its name

Place = tuple[Coordinate, Coordinate]


class VectorPlane(Plane):
    """Axes of one scale that fill a room, as far as vectors ``of`` a kind reach.

    They name the two numbers.
    """

    def __init__(self, room: Room, of: str) -> None:
        across, up = (end - start for start, end in _ENDS[of])
        unit = min(room.width / across, room.height / up)
        super().__init__(*_ENDS[of], width=unit * across, height=unit * up)
        quiet = {"size": theme.SMALLEST, "color": theme.QUIET}
        first, second = Text("first number", **quiet), Text("second number", **quiet)
        first.next_to(self.x_axis.get_end(), UL, buff=_AIR).shift(_AIR * RIGHT)
        side = DL if self.x_range[0] < _NARROW else DR
        second.next_to(self.y_axis.get_end(), side, buff=_AIR)
        self.add(first, second)
        room.hold(self)

    def vectors(
        self, rows: Quantity, color: ManimColor, words: Sequence[str] = (), of: str = ""
    ) -> Vectors:
        """Draw each row as an arrow from the origin, with its word at the tip."""
        names = VGroup()
        for word, side, at in zip(words, _SIDES.get(of, ()), rows.values, strict=False):
            name = Text(word, size=theme.SIZE_TOKEN, color=color)
            names.add(name.next_to(self.at(*at), side, buff=_AIR))
        arrows = (self.arrow(*end, color=color) for end in places(rows))
        return Vectors([*map(_thick, arrows)], names)

    def chain(self, totals: Quantity, color: ManimColor) -> VGroup:
        """Lay arrows tip to tail, so that they end at the sums so far."""
        sums = places(totals)
        steps = zip([(0.0, 0.0), *sums], sums, strict=False)
        return VGroup(*(_thick(self.way(*ends, color=color)) for ends in steps))

    def legs(self, x: Citation, y: Citation) -> VGroup:
        """Draw how far a vector goes across, and from there how far up or down."""
        corner = (x, 0.0)
        return VGroup(
            self.dashed((0.0, 0.0), corner, theme.HIGHLIGHT),
            self.dashed(corner, (x, y), theme.HIGHLIGHT),
        )

    def line_along(self, row: Quantity) -> Rule:
        """Draw the line on which a vector lies, on to both sides of the plane."""
        slope = row / row[1:]
        ends = (self.at(*(slope * reach).values) for reach in self.y_range)
        line = Rule(*ends, color=theme.QUERY, stroke_width=theme.STROKE_THIN)
        return shows(line, Furniture("rule", of="query"))

    def dashed(self, start: Place, end: Place, color: ManimColor, width: float = 3.0) -> DashedLine:
        """Join two places by a dashed line."""
        ends = [self.at(*(getattr(one, "value", one) for one in at)) for at in (start, end)]
        line = DashedLine(*ends, color=color, stroke_width=width, dash_length=0.08)
        return shows(line, Placement(self, (start, end), _ends))


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

    def grow(self) -> Animation:
        """Let one arrow grow after the other, and then its word appear."""
        pairs = zip(self.arrows, self.names, strict=True)
        growing = (Succession(Create(arrow), FadeIn(name)) for arrow, name in pairs)
        return LaggedStart(*growing, lag_ratio=0.25)


def places(rows: Quantity) -> list[Place]:
    """Cite each row as a place on the plane."""
    return [(rows.cite(i, 0), rows.cite(i, 1)) for i in range(len(rows))]


def _thick(arrow: Arrow) -> Arrow:
    """Let a short arrow be as thick as a long one."""
    return arrow.set_stroke(width=_THICK)


def _ends(line: DashedLine) -> np.ndarray:
    return np.array([line.get_start(), line.get_end()])
