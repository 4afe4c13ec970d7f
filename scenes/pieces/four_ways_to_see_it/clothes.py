"""What is put around a row of weights, to look like what it is like: a book, a field, drawers."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Circle, Rectangle, Union, VGroup

from scenes import theme
from scenes.pieces.four_ways_to_see_it.columns import Columns
from scenes.pieces.four_ways_to_see_it.receiver import Receiver
from scenes.stage.cited import Declared, Quantity
from scenes.stage.claims import Furniture
from scenes.stage.layout import Room
from scenes.stage.shapes import Panel, Path, Rule
from scenes.stage.text import Numeral

_DIP, _BULGE, _SPINE, _OUT, _UNDER = 0.22, 0.4, 0.4, 0.1, -2
_GLASS, _FIELD, _SIDES = 0.55, 0.85, 0.5
_OF_PITCH, _PLACE, _AIR = 0.92, 0.42, 0.1


class Pages(Path):
    """Both pages of an open book: they bend down where they meet."""

    claim = Furniture("page")

    def __init__(self, room: Room) -> None:
        super().__init__(stroke_color=theme.EDGE, stroke_width=theme.STROKE_FRAME)
        self.set_fill(theme.PANEL, 1).set_z_index(_UNDER)
        left, right = room.left - _OUT, room.right + _OUT
        self.start_new_path(np.array([left, room.bottom, 0.0]))
        self._bend(left, right, room.bottom)
        self.add_line_to(np.array([right, room.top, 0.0]))
        self._bend(right, left, room.top)
        self.close_path()

    def _bend(self, start: float, end: float, high: float) -> None:
        outer = [np.array([x, high, 0.0]) for x in (start, end)]
        spine = (outer[0] + outer[1]) / 2 + _DIP * DOWN
        across, bulge = (end - start) / 6 * RIGHT, _BULGE * UP
        self.add_cubic_bezier_curve_to(outer[0] + across, spine - across + bulge, spine)
        self.add_cubic_bezier_curve_to(spine + across + bulge, outer[1] - across, outer[1])


class Book(VGroup):
    """An open book, whose middle is left to the words."""

    def __init__(self, room: Room) -> None:
        top = np.array([room.center[0], room.top - _DIP, 0.0])
        spine = Rule(top, top + _SPINE * DOWN, color=theme.EDGE, stroke_width=theme.STROKE_FRAME)
        super().__init__(Pages(room), spine.set_z_index(_UNDER))


class Glass(Path):
    """A magnifying glass."""

    claim = Furniture("magnifying glass")

    def __init__(self, *, height: float) -> None:
        super().__init__(stroke_width=0, fill_color=theme.INK, fill_opacity=1)
        lens = Circle(radius=0.34).shift(0.1 * (UP + LEFT))
        handle = Rectangle(width=0.5, height=0.13).rotate(-np.pi / 4).shift(0.33 * (DOWN + RIGHT))
        ring = Union(lens, handle)
        self.set_points(ring.points)
        hole = Circle(radius=0.23).move_to(lens).reverse_direction()
        self.append_points(hole.points)
        self.scale(height / self.height)


class Field(VGroup):
    """A field around who asks, with a magnifying glass: what is sought."""

    def __init__(self, receiver: Receiver, room: Room) -> None:
        high = _FIELD * room.height
        glass = Glass(height=_GLASS * high).next_to(receiver, RIGHT, buff=_SIDES)
        width = 2 * (glass.get_right()[0] - room.center[0]) + _SIDES
        ground = Panel(width=width, height=high, corner_radius=high / 2)
        ground.set_stroke(theme.QUIET, theme.STROKE_THIN).set_fill(theme.PANEL, 1)
        super().__init__(room.hold(ground.set_z_index(_UNDER)), glass.match_y(ground))


class Drawers(VGroup):
    """A drawer around each column, with its number below."""

    def __init__(self, columns: Columns, words: Quantity) -> None:
        super().__init__()
        room, side = columns.room, _OF_PITCH * columns.pitch
        for i in range(len(words)):
            box = Panel(width=side, height=room.height, corner_radius=0.12)
            box.set_fill(theme.PANEL, 0).set_stroke(theme.EDGE, theme.STROKE_FRAME / 2)
            box.move_to([columns.at(i, 0)[0], room.center[1], 0])
            declared = Declared("place", of=words[i].name)
            place = Numeral(i, decimals=0, size=_PLACE, color=theme.QUIET, declared=declared)
            self.add(VGroup(box, place.next_to(box, DOWN, buff=_AIR)))
