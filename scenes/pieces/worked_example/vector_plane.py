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
    UP,
    VGroup,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.plane import Coordinate, Plane
from scenes.stage.cited import Quantity
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Arrow, DashedLine
from scenes.stage.text import Text

# What the axes reach from and to: the example's numbers are fixed, and all have room there.
WIDE = (-2.4, 2.35), (-2.2, 1.85)  # what comes in
BESIDE = (-1.75, 2.15), (-2.2, 1.85)  # and queries and keys
NEAR = (-0.76, 2.0), (-1.45, 1.5)  # what comes in of the row that is followed, and what leaves
# How large words are, on which side of each tip its word has room, and how far from it.
_SIDES = {
    "inputs": (0.5, (UP, RIGHT, RIGHT, LEFT)),
    "key": (0.46, (RIGHT, 3.6 * UP, DOWN, 2 * UP)),
}
_THICK, _TIP, _AIR = 9.0, 1.5, 0.12

Place = tuple[Coordinate, Coordinate]
Ends = tuple[tuple[float, float], tuple[float, float]]


class VectorPlane(Plane):
    """Axes of one scale that fill a room, and name the two numbers."""

    def __init__(self, room: Room, ends: Ends) -> None:
        across, up = (high - low for low, high in ends)
        unit = min(room.width / across, room.height / up)
        super().__init__(*ends, width=unit * across, height=unit * up)
        self.x_axis.set_stroke(theme.INK)  # between up and down
        quiet = {"size": theme.SMALLEST, "color": theme.QUIET}
        first, second = Text("first number", **quiet), Text("second number", **quiet)
        first.next_to(self.x_axis.get_end(), DL, buff=_AIR).shift(_AIR * DR)
        second.next_to(self.y_axis.get_end(), DR, buff=_AIR)
        self.add(first, second)
        room.hold(self)

    def vectors(
        self, rows: Quantity, color: ManimColor, words: Sequence[str] = (), of: str = ""
    ) -> Vectors:
        """Draw each row as an arrow from the origin, with its word at the tip."""
        names = VGroup()
        size, sides = _SIDES.get(of, (None, ()))
        for word, side, at in zip(words, sides, rows.values, strict=False):
            name = Text(word, size=size, color=color)
            names.add(name.next_to(self.at(*at), side, buff=_AIR))
        arrows = (self.arrow(*end, color=color) for end in places(rows))
        return Vectors([*map(_thick, arrows)], names)

    def chain(self, sums: Sequence[Place], start: Place, color: ManimColor) -> VGroup:
        """Lay arrows tip to tail, from a place on, so that they end at the sums so far."""
        steps = zip([start, *sums], sums, strict=False)
        arrows = VGroup(*(_thick(self.way(*ends, color=color)) for ends in steps))
        for arrow in arrows:
            arrow.tip.scale(_TIP, about_point=arrow.get_end())
        return arrows

    def hold_at(self, corner: np.ndarray, mark: Text) -> Text:
        """Put a text into a corner."""
        return mark.move_to(self.get_corner(corner), aligned_edge=corner)

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

    def like(self, others: Vectors) -> Vectors:
        """Take the colours of others."""
        for i, arrow in enumerate(others.arrows):
            self.row(i).set_color(arrow.get_color())
        return self

    def row(self, at: int) -> VGroup:
        """Return one arrow and its word."""
        return VGroup(self.arrows[at], self.names[at])

    def light(self, lit: int) -> Vectors:
        """Let all but one wait in the background."""
        for i in range(len(self.arrows)):
            if i != lit:
                self.row(i).set_color(theme.DIM)
        return self


def places(rows: Quantity) -> list[Place]:
    """Cite each row as a place on the plane."""
    return [(rows.cite(i, 0), rows.cite(i, 1)) for i in range(len(rows))]


def _thick(arrow: Arrow) -> Arrow:
    """Let a short arrow be as thick as a long one."""
    return arrow.set_stroke(width=_THICK)


def _ends(line: DashedLine) -> np.ndarray:
    return np.array([line.get_start(), line.get_end()])
