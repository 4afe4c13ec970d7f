"""What a row of weights lies on, to look like what it is like: an open book, a page of hits."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    Circle,
    FadeIn,
    Rectangle,
    Union,
    VGroup,
)

from scenes import theme
from scenes.pieces.four_ways_to_see_it.receiver import Receiver
from scenes.pieces.four_ways_to_see_it.rooms import Rooms
from scenes.pieces.four_ways_to_see_it.shelf import Shelf
from scenes.pieces.four_ways_to_see_it.ways import Ways
from scenes.stage.claims import Furniture
from scenes.stage.layout import Room
from scenes.stage.shapes import Panel, Path

_DIP, _BULGE, _AIR, _UNDER, _GLASS = 0.14, 0.22, 0.12, -2, 0.55


class Page(Path):
    """One page of an open book: at the spine it bends down."""

    claim = Furniture("page")

    def __init__(self, spine: float, outer: float, low: float, high: float) -> None:
        super().__init__(stroke_color=theme.EDGE, stroke_width=theme.STROKE_FRAME)
        self.set_fill(theme.PANEL, 1).set_z_index(_UNDER)
        across = np.array([(outer - spine) / 3, 0.0, 0.0])
        bottom, top = (np.array([spine, height - _DIP, 0.0]) for height in (low, high))
        corners = [np.array([outer, height, 0.0]) for height in (low, high)]
        bulge = _BULGE * UP
        self.start_new_path(bottom)
        self.add_cubic_bezier_curve_to(bottom + across + bulge, corners[0] - across, corners[0])
        self.add_line_to(corners[1])
        self.add_cubic_bezier_curve_to(corners[1] - across, top + across + bulge, top)
        self.add_line_to(bottom)


class Book(VGroup):
    """Words on the left page, what they answer on the right one."""

    def __init__(self, shelf: Shelf, room: Room) -> None:
        sides = room.left, room.right
        super().__init__(*(Page(shelf.spine, side, room.bottom, room.top) for side in sides))


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


class Hits(VGroup):
    """A field in which a word is sought, and below it, the best first, a card for each hit."""

    def __init__(self, rooms: Rooms, ways: Ways, receiver: Receiver) -> None:
        self.shelf = Shelf(rooms.hits, ways.words, ways.row, ways.ranks)
        room = rooms.field
        width, height = room.width, room.height
        ground = Panel(width=width, height=height, corner_radius=height / 2)
        ground.set_stroke(theme.QUIET, theme.STROKE_THIN)
        self.field = room.hold(ground.set_fill(theme.PANEL, 1).set_z_index(_UNDER))
        self.word = receiver.word.copy()
        self.word.scale(min(1, 0.6 * height / self.word.em))
        self.word.next_to(ground.get_left(), RIGHT, buff=0.5)
        self.word.stand_on(ground.get_y() - theme.MIDDLE * self.word.em)
        self.glass = Glass(height=_GLASS * height).next_to(ground.get_right(), LEFT, buff=0.4)
        self.glass.set_z_index(1)
        self.cards = VGroup(*map(self._card, self.shelf.bars))
        super().__init__(self.field, self.cards, self.glass)

    def ask(self) -> Animation:
        """Let the word that asks come into the field, from the side where it stands."""
        return FadeIn(self.word, shift=LEFT * self.field.width / 2)

    def choose(self) -> Animation:
        """Light the best hit."""
        return self.cards[self.shelf.best].animate.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)

    def _card(self, bar: Rectangle) -> Panel:
        card = Panel(width=self.field.width, height=bar.height + _AIR, corner_radius=0.12)
        card.set_fill(theme.PANEL, 1).set_stroke(width=0).set_z_index(_UNDER)
        return card.move_to(self.field).match_y(bar)
