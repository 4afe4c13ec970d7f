"""A plane for vectors of two numbers, each an arrow: nothing of them is left out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    DOWN,
    DR,
    LEFT,
    RIGHT,
    UL,
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
_ENDS = (-1.85, 2.3), (-2.25, 2.1)
_NEAR = (-1.15, 1.8), (-1.62, 1.6)  # where only what comes in and what leaves is seen
# How large words are, on which side of each tip its word has room, and how far from it.
_SIDES = {
    "inputs": (0.46, (UP, RIGHT, RIGHT, LEFT)),
    "key": (0.42, (RIGHT, DOWN, 3.2 * DOWN, UP)),
}
_THICK, _AIR = 8.0, 0.12

Place = tuple[Coordinate, Coordinate]


class VectorPlane(Plane):
    """Axes of one scale that fill a room, and name the two numbers."""

    def __init__(self, room: Room, *, is_near: bool = False) -> None:
        ends = _NEAR if is_near else _ENDS
        across, up = (high - low for low, high in ends)
        unit = min(room.width / across, room.height / up)
        super().__init__(*ends, width=unit * across, height=unit * up)
        quiet = {"size": theme.SMALLEST, "color": theme.QUIET}
        first, second = Text("first number", **quiet), Text("second number", **quiet)
        first.next_to(self.x_axis.get_end(), UL, buff=_AIR).shift(_AIR * RIGHT)
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
        return VGroup(*(_thick(self.way(*ends, color=color)) for ends in steps))

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

    def light(self, lit: int) -> Vectors:
        """Let all but one wait in the background."""
        for i, arrow in enumerate(self.arrows):
            if i != lit:
                VGroup(arrow, self.names[i]).set_color(theme.DIM)
        return self


def places(rows: Quantity) -> list[Place]:
    """Cite each row as a place on the plane."""
    return [(rows.cite(i, 0), rows.cite(i, 1)) for i in range(len(rows))]


def _thick(arrow: Arrow) -> Arrow:
    """Let a short arrow be as thick as a long one."""
    return arrow.set_stroke(width=_THICK)


def _ends(line: DashedLine) -> np.ndarray:
    return np.array([line.get_start(), line.get_end()])
